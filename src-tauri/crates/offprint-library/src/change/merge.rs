//! Two papers become one, and can be parted again.
//!
//! Nothing of either is lost: what the world says of the one that stays is filled from the one that goes, and all
//! that the person wrote or marked on either is on the one that stays.

mod facts;
mod marks;
mod parts;

use offprint_platform::clock::Timestamp;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::{Value as Json, json};

use crate::change::DuplicateVerdict;
use crate::change::apply::Effect;
use crate::change::duplicates::{add_answer, answers_between, effect_on, forget_questions};
use crate::change::edit::{self, Edit};
use crate::change::editor::Editor;
use crate::error::{Damage, Error, Result};
use crate::history::undo::{Tally, turn_round};
use crate::paper::{PaperId, uid_of};
use crate::store::tables::{
    ANSWERS, AUTHORS, IDENTIFIERS, LINKS, MARKS, MERGES, NOTES, PAPER_TAGS, PAPERS, TRASH, Table,
};

/// A part of what the world says of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldName {
    Title,
    Authors,
    Year,
    Venue,
    Identifiers,
    Links,
    Abstract,
    Details,
}

/// Makes two papers one. `keep` stays; of the fields in `take` it gets what `gone` says, of the others what it
/// lacked. Identifiers and links are united in any case.
pub(crate) fn merge(
    editor: &mut Editor<'_>,
    keep: PaperId,
    gone: PaperId,
    take: &[FieldName],
    now: Timestamp,
) -> Result<Effect> {
    let are_here = editor.row(&MARKS, keep.0)?.is_some() && editor.row(&MARKS, gone.0)?.is_some();
    if keep == gone || !are_here {
        return Ok(Effect::default());
    }
    let effect = effect_on(editor, keep, gone)?;
    let uid = uid_of(editor.db(), gone)?.map(|uid| uid.to_string());
    forget_questions(editor, keep, gone)?;
    for answer in answers_between(editor.db(), keep, gone)? {
        editor.delete(&ANSWERS, answer)?;
    }
    let answer = add_answer(editor, keep, gone, DuplicateVerdict::Same, now)?;
    marks::unite(editor, keep, gone)?;
    // From here on all can be turned round when the two are parted; the person's marks stay with both.
    let n_before = editor.edits().len();
    facts::unite(editor, keep, gone, take)?;
    parts::move_over(editor, keep, gone)?;
    take_out(editor, gone)?;
    let to_turn_round: Vec<Json> = editor.edits()[n_before..]
        .iter()
        .filter_map(stored)
        .collect();
    let told = json!({
        "title": effect.facts.other_title,
        "uid": uid,
        "kept": keep.0,
        "gone": gone.0,
        "answer": answer,
        "edits": to_turn_round,
    });
    let values = vec![
        ("paper_id", Value::Integer(keep.0)),
        ("at", Value::Integer(now.as_millis())),
        ("gone", Value::Text(told.to_string())),
    ];
    editor.insert(&MERGES, None, values)?;
    Ok(effect)
}

/// Parts two papers that were made one. What came from the one that went goes back to it, as far as it is
/// unchanged since; tags, note and other marks stay on the one that was kept, too.
///
/// Errors: [`Error::NotMerged`] where there is no such merge.
pub(crate) fn split(editor: &mut Editor<'_>, merge: i64, now: Timestamp) -> Result<Effect> {
    let Some(row) = editor.row(&MERGES, merge)? else {
        return Err(Error::NotMerged);
    };
    let kept = MERGES
        .number_in(merge, &row, "paper_id")
        .ok_or(Error::NotMerged)?;
    let told = Told::of(&row).ok_or_else(|| damaged(merge))?;
    editor.delete(&MERGES, merge)?;
    editor.delete(&ANSWERS, told.answer)?;
    let mut tally = Tally::default();
    for stored in told.edits.iter().rev() {
        let edit = restored(stored, merge)?;
        // The paper that was kept may have gone into another since.
        let after = edit.after.map(|mut columns| {
            for (column, value) in &mut columns {
                if column.ends_with("paper_id") && *value == Value::Integer(told.kept) {
                    *value = Value::Integer(kept);
                }
            }
            columns
        });
        let (before, after) = (edit.before.as_ref(), after.as_ref());
        turn_round(
            editor,
            edit.table,
            edit.row_id,
            None,
            before,
            after,
            &mut tally,
        )?;
    }
    let (kept, gone) = (PaperId(kept), PaperId(told.gone));
    add_answer(editor, kept, gone, DuplicateVerdict::Different, now)?;
    effect_on(editor, kept, gone)
}

/// What a row of `merges` tells.
struct Told {
    kept: i64,
    gone: i64,
    answer: i64,
    edits: Vec<Json>,
}

impl Told {
    fn of(row: &[Value]) -> Option<Self> {
        let Value::Text(text) = &row[MERGES.place_of("gone")?] else {
            return None;
        };
        let mut told: Json = serde_json::from_str(text).ok()?;
        let Json::Array(edits) = told["edits"].take() else {
            return None;
        };
        Some(Self {
            kept: told["kept"].as_i64()?,
            gone: told["gone"].as_i64()?,
            answer: told["answer"].as_i64()?,
            edits,
        })
    }
}

/// Writes an edit of one row as JSON; a merge makes no others.
fn stored(edit: &Edit) -> Option<Json> {
    match edit {
        Edit::Row {
            table,
            row_id,
            before,
            after,
            ..
        } => Some(json!({
            "table": table.name,
            "row": row_id,
            "before": before.as_ref().map(edit::to_json),
            "after": after.as_ref().map(edit::to_json),
        })),
        Edit::Range { .. } | Edit::Removed { .. } => None,
    }
}

struct Restored {
    table: &'static Table,
    row_id: i64,
    before: Option<edit::Columns>,
    after: Option<edit::Columns>,
}

fn restored(stored: &Json, merge: i64) -> Result<Restored> {
    let table = stored["table"].as_str().and_then(Table::named);
    let table = table.ok_or_else(|| damaged(merge))?;
    let columns = |name: &str| {
        let json = stored[name].as_str();
        json.map(|json| edit::from_json(table, json, merge))
            .transpose()
    };
    Ok(Restored {
        table,
        row_id: stored["row"].as_i64().ok_or_else(|| damaged(merge))?,
        before: columns("before")?,
        after: columns("after")?,
    })
}

fn damaged(merge: i64) -> Error {
    Error::Damaged(Damage::Merge(merge))
}

/// Takes out what is left of a paper, its own row last.
fn take_out(editor: &mut Editor<'_>, gone: PaperId) -> Result<()> {
    for table in [&PAPER_TAGS, &LINKS, &IDENTIFIERS, &AUTHORS] {
        for row in rows_of(editor.db(), table, gone)? {
            editor.delete(table, row)?;
        }
    }
    for table in [&NOTES, &TRASH, &MARKS, &PAPERS] {
        editor.delete(table, gone.0)?;
    }
    Ok(())
}

/// Returns the keys of a paper's rows in a table that can have several, in order.
fn rows_of(db: &Connection, table: &'static Table, paper: PaperId) -> Result<Vec<i64>> {
    let sql = format!(
        "SELECT id FROM {} WHERE paper_id = ?1 ORDER BY id",
        table.name
    );
    let mut select = db.prepare_cached(&sql)?;
    let ids = select.query_map([paper.0], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Returns a value of a whole row.
fn value<'a>(table: &'static Table, row: &'a [Value], column: &str) -> &'a Value {
    &row[table
        .place_of(column)
        .expect("rules name columns of their table")]
}

fn text<'a>(table: &'static Table, row: &'a [Value], column: &str) -> Option<&'a str> {
    match value(table, row, column) {
        Value::Text(text) => Some(text),
        Value::Null | Value::Integer(_) | Value::Real(_) | Value::Blob(_) => None,
    }
}
