//! The trash: papers moved out of the library, put back, or taken out for good.
//!
//! A paper in the trash keeps its state, its marks and its place in the queue; it only is in no list.

use offprint_platform::clock::Timestamp;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::change::apply::Effect;
use crate::change::editor::Editor;
use crate::error::Result;
use crate::history::stored::Facts;
use crate::history::undo::Way;
use crate::identity::fingerprint;
use crate::paper::PaperId;
use crate::store::tables::{self, FORGOTTEN, MARKS, QUESTIONS, TRASH};

/// Moves papers to the trash; those that are there already stay as they are.
pub(crate) fn move_to_trash(
    editor: &mut Editor<'_>,
    papers: &[PaperId],
    now: Timestamp,
) -> Result<Effect> {
    let mut effect = Effect::default();
    for (n_done, &paper) in papers.iter().enumerate() {
        editor.step(n_done, papers.len())?;
        let is_here = editor.row(&MARKS, paper.0)?.is_some();
        if is_here && editor.row(&TRASH, paper.0)?.is_none() {
            let trashed_at = Value::Integer(now.as_millis());
            editor.insert(&TRASH, Some(paper.0), vec![("trashed_at", trashed_at)])?;
            effect.papers.insert(paper);
        }
    }
    effect.facts = Facts::about(editor.db(), &effect.papers)?;
    Ok(effect)
}

/// Puts papers back into the library, as they were.
pub(crate) fn put_back(editor: &mut Editor<'_>, papers: &[PaperId]) -> Result<Effect> {
    let mut effect = Effect::default();
    for (n_done, &paper) in papers.iter().enumerate() {
        editor.step(n_done, papers.len())?;
        if editor.delete(&TRASH, paper.0)? {
            effect.papers.insert(paper);
        }
    }
    effect.facts = Facts::about(editor.db(), &effect.papers)?;
    Ok(effect)
}

/// Takes all papers of the trash out of the library. Of each only a fingerprint remains.
pub(crate) fn empty(editor: &mut Editor<'_>, now: Timestamp) -> Result<Effect> {
    let trashed = trashed(editor.db())?;
    for (n_done, some) in in_parts(&trashed) {
        editor.step(n_done, trashed.len())?;
        let mut forgotten = Vec::with_capacity(some.len());
        for (paper, trashed_at) in some {
            forgotten.push((*trashed_at, fingerprint::of_paper(editor.db(), *paper)?));
        }
        take_out_at_once(editor, some.iter().map(|(paper, _)| *paper))?;
        for (trashed_at, traits) in forgotten {
            let values = vec![
                ("trashed_at", Value::Integer(trashed_at)),
                ("emptied_at", Value::Integer(now.as_millis())),
                ("traits", Value::Text(traits)),
            ];
            editor.insert(&FORGOTTEN, None, values)?;
        }
    }
    Ok(Effect {
        // They are gone: none of them can be named.
        n_papers: Some(trashed.len()),
        ..Effect::default()
    })
}

/// Takes papers out whole, as a part of an undo or redo.
pub(crate) fn take_out(editor: &mut Editor<'_>, papers: &[PaperId], way: Way) -> Result<()> {
    for (n_done, some) in in_parts(papers) {
        way.step(editor, n_done)?;
        take_out_at_once(editor, some.iter().copied())?;
    }
    Ok(())
}

/// Parts what is taken out, each part with how many come before it: all of a part is in memory at once, with what
/// SQLite needs to take its statements back.
fn in_parts<T>(all: &[T]) -> impl Iterator<Item = (usize, &[T])> {
    const AT_ONCE: usize = 2_000;
    let numbered = all.chunks(AT_ONCE).enumerate();
    numbered.map(|(number, part)| (number * AT_ONCE, part))
}

fn take_out_at_once(
    editor: &mut Editor<'_>,
    papers: impl IntoIterator<Item = PaperId>,
) -> Result<()> {
    let db = editor.db();
    db.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS emptied (id INTEGER PRIMARY KEY);
         DELETE FROM temp.emptied;",
    )?;
    let mut name = db.prepare("INSERT INTO temp.emptied VALUES (?1)")?;
    for paper in papers {
        name.execute([paper.0])?;
    }
    for table in tables::ALL {
        if let Some(paper) = table.paper {
            editor.remove_where(table, &format!("{paper} IN (SELECT id FROM temp.emptied)"))?;
        }
        if table.name == QUESTIONS.name {
            editor.remove_where(table, "other_paper_id IN (SELECT id FROM temp.emptied)")?;
        }
    }
    Ok(())
}

fn trashed(db: &Connection) -> Result<Vec<(PaperId, i64)>> {
    let mut select =
        db.prepare_cached("SELECT paper_id, trashed_at FROM trash ORDER BY trashed_at, paper_id")?;
    let rows = select.query_map([], |row| Ok((PaperId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
