//! Answers to "are these the same paper?".

use offprint_platform::clock::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::change::DuplicateVerdict;
use crate::change::apply::Effect;
use crate::change::editor::Editor;
use crate::error::Result;
use crate::history::stored::Facts;
use crate::identity::{Grounds, Verdict, fingerprint, judge};
use crate::paper::PaperId;
use crate::store::tables::{ANSWERS, PAPERS, QUESTIONS};

/// Notes that two papers differ, so that it is not asked again.
pub(crate) fn tell_apart(
    editor: &mut Editor<'_>,
    one: PaperId,
    other: PaperId,
    now: Timestamp,
) -> Result<Effect> {
    let are_here = editor.row(&PAPERS, one.0)?.is_some() && editor.row(&PAPERS, other.0)?.is_some();
    if one == other || !are_here {
        return Ok(Effect::default());
    }
    forget_questions(editor, one, other)?;
    if answers_between(editor.db(), one, other)?.is_empty() {
        add_answer(editor, one, other, DuplicateVerdict::Different, now)?;
    }
    effect_on(editor, one, other)
}

/// Takes an answer back. Where it parted two papers, the question is open again.
pub(crate) fn take_back_answer(editor: &mut Editor<'_>, answer: i64) -> Result<Effect> {
    let Some(row) = editor.row(&ANSWERS, answer)? else {
        return Ok(Effect::default());
    };
    editor.delete(&ANSWERS, answer)?;
    let number = |column| ANSWERS.number_in(answer, &row, column).map(PaperId);
    let (Some(one), Some(other)) = (number("paper_id"), number("other_paper_id")) else {
        return Ok(Effect::default());
    };
    let db = editor.db();
    let (Some(first), Some(second)) = (
        fingerprint::traits_of(db, one)?,
        fingerprint::traits_of(db, other)?,
    ) else {
        return Ok(Effect::default());
    };
    let grounds = match judge(first.view(), second.view()) {
        Verdict::Same(grounds) | Verdict::Possible(grounds) => grounds,
        // What brought them together is no more; the person asks all the same.
        Verdict::Different => Grounds::TitleOnly,
    };
    let values = vec![
        ("paper_id", Value::Integer(one.0)),
        ("other_paper_id", Value::Integer(other.0)),
        ("grounds", Value::Text(grounds.name().to_owned())),
    ];
    editor.insert(&QUESTIONS, None, values)?;
    effect_on(editor, one, other)
}

/// Writes down an answer by what both papers call themselves now. Returns its number.
///
/// For [`DuplicateVerdict::Same`], `one` is the paper that both are from now on.
pub(crate) fn add_answer(
    editor: &mut Editor<'_>,
    one: PaperId,
    other: PaperId,
    verdict: DuplicateVerdict,
    now: Timestamp,
) -> Result<i64> {
    let print_of = |paper| -> Result<Value> {
        let traits = fingerprint::traits_of(editor.db(), paper)?.unwrap_or_default();
        Ok(Value::Integer(fingerprint::fingerprint(traits.view())))
    };
    let other_paper = match verdict {
        DuplicateVerdict::Same => Value::Null,
        DuplicateVerdict::Different => Value::Integer(other.0),
    };
    let values = vec![
        ("paper_id", Value::Integer(one.0)),
        ("other_paper_id", other_paper),
        ("fingerprint", print_of(one)?),
        ("other_fingerprint", print_of(other)?),
        ("verdict", Value::Text(verdict.name().to_owned())),
        ("at", Value::Integer(now.as_millis())),
    ];
    editor.insert(&ANSWERS, None, values)
}

/// Closes the questions between two papers.
pub(crate) fn forget_questions(
    editor: &mut Editor<'_>,
    one: PaperId,
    other: PaperId,
) -> Result<()> {
    let sql = "SELECT id FROM questions WHERE paper_id = ?1 AND other_paper_id = ?2
               UNION SELECT id FROM questions WHERE paper_id = ?2 AND other_paper_id = ?1";
    for question in ids(editor.db(), sql, one, other)? {
        editor.delete(&QUESTIONS, question)?;
    }
    Ok(())
}

/// Returns the answers that part two papers.
pub(crate) fn answers_between(db: &Connection, one: PaperId, other: PaperId) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM answers WHERE paper_id = ?1 AND other_paper_id = ?2
               UNION SELECT id FROM answers WHERE paper_id = ?2 AND other_paper_id = ?1";
    ids(db, sql, one, other)
}

fn ids(db: &Connection, sql: &str, one: PaperId, other: PaperId) -> Result<Vec<i64>> {
    let mut select = db.prepare_cached(sql)?;
    let ids = select.query_map(params![one.0, other.0], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Names both papers, the first of them first.
pub(crate) fn effect_on(editor: &Editor<'_>, one: PaperId, other: PaperId) -> Result<Effect> {
    let title_of =
        |paper| -> Result<Option<String>> { Ok(Facts::about(editor.db(), &[paper].into())?.title) };
    Ok(Effect {
        papers: [one, other].into(),
        facts: Facts {
            title: title_of(one)?,
            other_title: title_of(other)?,
            ..Facts::default()
        },
        ..Effect::default()
    })
}
