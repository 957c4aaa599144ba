//! What moves over, row by row, from the paper that goes to the one that stays.

use rusqlite::params;
use rusqlite::types::Value;

use crate::change::editor::Editor;
use crate::change::merge::rows_of;
use crate::error::Result;
use crate::paper::PaperId;
use crate::store::tables::{ANSWERS, IDENTIFIERS, LINKS, MERGES, QUESTIONS, SIGHTINGS, Table};

/// Moves sightings, identifiers and links that the kept paper lacks, and what was asked, answered and merged before.
pub(super) fn move_over(editor: &mut Editor<'_>, keep: PaperId, gone: PaperId) -> Result<()> {
    let identifier =
        "SELECT 1 FROM identifiers one JOIN identifiers other ON one.scheme = other.scheme
        AND one.value = other.value WHERE one.id = ?1 AND other.paper_id = ?2";
    move_lacking(editor, &IDENTIFIERS, identifier, keep, gone)?;
    let link = "SELECT 1 FROM links one JOIN links other ON one.url = other.url
        WHERE one.id = ?1 AND other.paper_id = ?2";
    move_lacking(editor, &LINKS, link, keep, gone)?;
    for table in [&SIGHTINGS, &MERGES, &ANSWERS] {
        for row in rows_of(editor.db(), table, gone)? {
            move_row(editor, table, row, "paper_id", keep)?;
        }
    }
    for row in naming(
        editor,
        "SELECT id FROM answers WHERE other_paper_id = ?1",
        gone,
    )? {
        move_row(editor, &ANSWERS, row, "other_paper_id", keep)?;
    }
    move_questions(editor, keep, gone)
}

/// Moves the rows of which the kept paper has none that is the same; `is_there` asks for one.
fn move_lacking(
    editor: &mut Editor<'_>,
    table: &'static Table,
    is_there: &str,
    keep: PaperId,
    gone: PaperId,
) -> Result<()> {
    for row in rows_of(editor.db(), table, gone)? {
        let is_known = editor
            .db()
            .prepare_cached(is_there)?
            .exists(params![row, keep.0])?;
        if !is_known {
            move_row(editor, table, row, "paper_id", keep)?;
        }
    }
    Ok(())
}

/// A question that is open about the kept paper already is not asked twice.
fn move_questions(editor: &mut Editor<'_>, keep: PaperId, gone: PaperId) -> Result<()> {
    for (own, others) in [
        ("paper_id", "other_paper_id"),
        ("other_paper_id", "paper_id"),
    ] {
        let sql = format!("SELECT id FROM questions WHERE {own} = ?1");
        for row in naming(editor, &sql, gone)? {
            let sql = format!(
                "SELECT 1 FROM questions q JOIN questions k
                     ON (k.paper_id = ?2 AND k.other_paper_id = q.{others})
                     OR (k.other_paper_id = ?2 AND k.paper_id = q.{others})
                 WHERE q.id = ?1"
            );
            let is_asked = editor
                .db()
                .prepare_cached(&sql)?
                .exists(params![row, keep.0])?;
            if is_asked {
                editor.delete(&QUESTIONS, row)?;
            } else {
                move_row(editor, &QUESTIONS, row, own, keep)?;
            }
        }
    }
    Ok(())
}

fn move_row(
    editor: &mut Editor<'_>,
    table: &'static Table,
    row: i64,
    column: &'static str,
    keep: PaperId,
) -> Result<()> {
    editor.update(table, row, &[(column, Value::Integer(keep.0))])?;
    Ok(())
}

fn naming(editor: &Editor<'_>, sql: &str, paper: PaperId) -> Result<Vec<i64>> {
    let mut select = editor.db().prepare_cached(sql)?;
    let ids = select.query_map([paper.0], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}
