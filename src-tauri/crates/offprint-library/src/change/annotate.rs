//! Why, note and tags.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use crate::change::apply::Effect;
use crate::change::editor::Editor;
use crate::change::setting;
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::note::{clean_why, first_line, note_of};
use crate::paper::PaperId;
use crate::store::tables::{MARKS, NOTES, PAPER_TAGS};
use crate::tag::{clean_tag, tag_key};

/// Sets the why; an empty text takes it off.
pub(crate) fn set_why(editor: &mut Editor<'_>, paper: PaperId, why: &str) -> Result<Effect> {
    let mut effect = Effect::default();
    let why = clean_why(why).map_or(Value::Null, Value::Text);
    if editor.update(&MARKS, paper.0, &[("why", why)])? {
        effect.papers.insert(paper);
    }
    effect.facts = Facts::about(editor.db(), &effect.papers)?;
    Ok(effect)
}

/// One save of a note.
pub(crate) struct NoteSave<'a> {
    pub text: &'a str,
    pub session: Option<String>,
    /// What the writing began from.
    pub base: Option<&'a str>,
}

/// Sets the note, kept as it was typed; a text without a letter takes it off.
///
/// Errors: [`Error::NoteDiffers`] where the note is another than the one that the writing began from.
pub(crate) fn set_note(
    editor: &mut Editor<'_>,
    paper: PaperId,
    save: NoteSave<'_>,
) -> Result<Effect> {
    let NoteSave {
        text,
        session,
        base,
    } = save;
    let present = note_of(editor.db(), paper)?;
    if let Some(base) = base {
        let present = present.as_deref().unwrap_or_default();
        if present != base && present != text {
            return Err(Error::NoteDiffers);
        }
    }
    let mut effect = Effect {
        session,
        ..Effect::default()
    };
    let is_changed = if text.trim().is_empty() {
        editor.delete(&NOTES, paper.0)?
    } else {
        let values = vec![
            ("text", Value::Text(text.to_owned())),
            ("first_line", Value::Text(first_line(text))),
        ];
        if present.is_some() {
            editor.update(&NOTES, paper.0, &values)?
        } else {
            editor.insert(&NOTES, Some(paper.0), values)?;
            true
        }
    };
    if is_changed {
        effect.papers.insert(paper);
    }
    effect.facts = Facts::about(editor.db(), &effect.papers)?;
    Ok(effect)
}

/// Adds a paragraph to the note.
pub(crate) fn append_to_note(
    editor: &mut Editor<'_>,
    paper: PaperId,
    text: &str,
) -> Result<Effect> {
    let joined = match note_of(editor.db(), paper)? {
        Some(present) => format!("{}\n\n{text}", present.trim_end()),
        None => text.to_owned(),
    };
    let save = NoteSave {
        text: &joined,
        session: None,
        base: None,
    };
    set_note(editor, paper, save)
}

/// Adds and takes off tags.
pub(crate) fn edit_tags(
    editor: &mut Editor<'_>,
    papers: &[PaperId],
    add: &[String],
    remove: &[String],
) -> Result<Effect> {
    let mut effect = Effect::default();
    let add = clean_tags(editor, add)?;
    let remove: Vec<String> = remove.iter().filter_map(|tag| clean_tag(tag)).collect();
    for (n_done, &paper) in papers.iter().enumerate() {
        editor.step(n_done, papers.len())?;
        let mut is_changed = false;
        for tag in &remove {
            if let Some(row) = row_of(editor, paper, tag)? {
                is_changed |= editor.delete(&PAPER_TAGS, row)?;
            }
        }
        for tag in &add {
            is_changed |= add_tag(editor, paper, tag)?;
        }
        if is_changed {
            effect.papers.insert(paper);
        }
    }
    effect.facts = Facts {
        tags_added: add,
        tags_removed: remove,
        ..Facts::about(editor.db(), &effect.papers)?
    };
    Ok(effect)
}

fn add_tag(editor: &mut Editor<'_>, paper: PaperId, tag: &str) -> Result<bool> {
    if row_of(editor, paper, tag)?.is_some() || editor.row(&MARKS, paper.0)?.is_none() {
        return Ok(false);
    }
    let values = vec![
        ("paper_id", Value::Integer(paper.0)),
        ("tag", Value::Text(tag.to_owned())),
        ("tag_key", Value::Text(tag_key(tag))),
    ];
    editor.insert(&PAPER_TAGS, None, values)?;
    Ok(true)
}

fn row_of(editor: &Editor<'_>, paper: PaperId, tag: &str) -> Result<Option<i64>> {
    Ok(editor
        .db()
        .prepare_cached("SELECT id FROM paper_tags WHERE paper_id = ?1 AND tag_key = ?2")?
        .query_row((paper.0, tag_key(tag)), |row| row.get(0))
        .optional()?)
}

/// Returns tags as they are kept, each as the library spells it where it knows it.
pub(crate) fn clean_tags(editor: &Editor<'_>, tags: &[String]) -> Result<Vec<String>> {
    tags.iter()
        .filter_map(|tag| clean_tag(tag))
        .map(|tag| spelled_as_known(editor, tag))
        .collect()
}

/// Returns a clean tag as the library spells it, if it knows it.
pub(crate) fn spelled_as_known(editor: &Editor<'_>, tag: String) -> Result<String> {
    let known = editor
        .db()
        .prepare_cached("SELECT tag FROM paper_tags WHERE tag_key = ?1 ORDER BY id LIMIT 1")?
        .query_row([tag_key(&tag)], |row| row.get(0))
        .optional()?;
    Ok(known.unwrap_or(tag))
}

/// Gives a tag another name everywhere; papers that have both keep one.
pub(crate) fn rename_tag(editor: &mut Editor<'_>, from: &str, to: &str) -> Result<Effect> {
    let mut effect = Effect::default();
    let Some(to) = clean_tag(to) else {
        return Ok(effect);
    };
    let rows = rows_of(editor, from)?;
    for (n_done, (&row, &paper)) in rows.iter().enumerate() {
        editor.step(n_done, rows.len())?;
        let is_other_tag = tag_key(from) != tag_key(&to);
        let is_changed = if is_other_tag && row_of(editor, paper, &to)?.is_some() {
            editor.delete(&PAPER_TAGS, row)?
        } else {
            let values = vec![
                ("tag", Value::Text(to.clone())),
                ("tag_key", Value::Text(tag_key(&to))),
            ];
            editor.update(&PAPER_TAGS, row, &values)?
        };
        if is_changed {
            effect.papers.insert(paper);
        }
    }
    if !effect.papers.is_empty() && tag_key(from) != tag_key(&to) {
        move_hue(editor, from, &to)?;
    }
    effect.facts = Facts {
        tags_added: vec![to],
        tags_removed: vec![from.to_owned()],
        ..Facts::about(editor.db(), &effect.papers)?
    };
    Ok(effect)
}

/// Takes a tag off every paper.
pub(crate) fn delete_tag(editor: &mut Editor<'_>, tag: &str) -> Result<Effect> {
    let mut effect = Effect::default();
    let rows = rows_of(editor, tag)?;
    for (n_done, (&row, &paper)) in rows.iter().enumerate() {
        editor.step(n_done, rows.len())?;
        if editor.delete(&PAPER_TAGS, row)? {
            effect.papers.insert(paper);
        }
    }
    setting::unset(editor, &hue_setting(tag))?;
    effect.facts = Facts {
        tags_removed: vec![tag.to_owned()],
        ..Facts::about(editor.db(), &effect.papers)?
    };
    Ok(effect)
}

/// How many hues there are for tags.
const N_HUES: u8 = 8;

/// The beginning of the names of the settings that hold hues; a tag's key follows.
pub(crate) const HUE_SETTINGS: &str = "tag_hue:";

fn hue_setting(tag: &str) -> String {
    format!("{HUE_SETTINGS}{}", tag_key(tag))
}

/// Gives a tag a hue; none leaves it to its name.
///
/// Errors: [`Error::OutOfRange`] for a hue that there is not.
pub(crate) fn set_tag_hue(editor: &mut Editor<'_>, tag: &str, hue: Option<u8>) -> Result<Effect> {
    match (clean_tag(tag), hue) {
        (_, Some(hue)) if hue >= N_HUES => {
            return Err(Error::OutOfRange {
                given: hue.into(),
                least: 0,
                most: (N_HUES - 1).into(),
            });
        }
        (Some(tag), Some(hue)) => setting::set(editor, &hue_setting(&tag), &hue.to_string())?,
        (Some(tag), None) => setting::unset(editor, &hue_setting(&tag))?,
        (None, _) => {}
    }
    Ok(Effect {
        facts: Facts {
            tags_added: vec![tag.to_owned()],
            ..Facts::default()
        },
        ..Effect::default()
    })
}

/// A tag that gets another name keeps its hue, unless the other name has one.
fn move_hue(editor: &mut Editor<'_>, from: &str, to: &str) -> Result<()> {
    let hue = setting::value(editor, &hue_setting(from))?;
    setting::unset(editor, &hue_setting(from))?;
    match (hue, setting::value(editor, &hue_setting(to))?) {
        (Some(hue), None) => setting::set(editor, &hue_setting(to), &hue),
        (Some(_), Some(_)) | (None, _) => Ok(()),
    }
}

fn rows_of(editor: &Editor<'_>, tag: &str) -> Result<BTreeMap<i64, PaperId>> {
    let mut select = editor
        .db()
        .prepare_cached("SELECT id, paper_id FROM paper_tags WHERE tag_key = ?1")?;
    let rows = select.query_map([tag_key(tag)], |row| {
        Ok((row.get(0)?, PaperId(row.get(1)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
