//! Papers that may be the same: the questions, and the answers.

use offprint_commands::failure::Failure;
use offprint_commands::library::snapshot::duplicates::Answer;
use offprint_commands::library::snapshot::rows::Row;
use offprint_commands::library::{Change, DuplicateVerdict};
use serde_json::{Value, json};

use crate::print::{self, row_json, safe, say, words};
use crate::run::changes::apply;
use crate::run::{Answered, Outcome, Terminal};

/// Lists the open questions.
pub(super) fn open_questions(terminal: &Terminal) -> Answered {
    let (total, questions, id_length) = terminal.open.read(|snapshot| {
        let questions = snapshot.open_questions(usize::MAX)?;
        let id_length = snapshot.shortest_id_length()?;
        Ok::<_, Failure>((snapshot.n_open_questions()?, questions, id_length))
    })?;
    if terminal.is_json {
        let questions: Vec<Value> = questions
            .iter()
            .map(|question| {
                json!({
                    "paper": row_json(&question.paper),
                    "other": row_json(&question.other),
                    "grounds": question.grounds.name(),
                })
            })
            .collect();
        print::json(&json!({ "total": total, "questions": questions }));
        return Ok(Outcome::Done);
    }
    if questions.is_empty() {
        say!("No questions are open.");
        return Ok(Outcome::Done);
    }
    for question in &questions {
        say!(
            "{}  {}",
            id(&question.other, id_length),
            title(&question.other)
        );
        say!(
            "{}  {}",
            id(&question.paper, id_length),
            title(&question.paper)
        );
        let indent = " ".repeat(id_length + 2);
        say!("{indent}{}\n", words::grounds(question.grounds));
    }
    let [one, other] = [&questions[0].other, &questions[0].paper].map(|row| id(row, id_length));
    say!(
        "Say: offprint duplicates --same {one} {other} (the first stays), or --different {one} {other}"
    );
    Ok(Outcome::Done)
}

/// Lists the answers, newest first.
pub(super) fn decided(terminal: &Terminal) -> Answered {
    let answered = terminal
        .open
        .read(|snapshot| snapshot.answers(usize::MAX))?;
    if terminal.is_json {
        let answers: Vec<Value> = answered.iter().map(as_json).collect();
        print::json(&json!({ "total": answers.len(), "answers": answers }));
        return Ok(Outcome::Done);
    }
    if answered.is_empty() {
        say!("Nothing is decided yet.");
    }
    for answer in &answered {
        let at = print::moment(answer.at);
        let one = title(&answer.paper);
        let other = match (&answer.other, &answer.gone_title) {
            (Some(other), _) => title(other),
            (None, Some(gone)) => safe(gone),
            (None, None) => "a paper that did not come in".to_owned(),
        };
        say!("{at}  {:<9}  “{one}”, “{other}”", answer.verdict.name());
    }
    Ok(Outcome::Done)
}

fn as_json(answer: &Answer) -> Value {
    json!({
        "verdict": answer.verdict.name(),
        "at": answer.at.to_iso(),
        "paper": row_json(&answer.paper),
        "other": answer.other.as_ref().map(row_json),
        "gone_title": answer.gone_title,
    })
}

/// Says whether two papers are the same.
pub(super) fn answer(
    terminal: &Terminal,
    one: &str,
    other: &str,
    verdict: DuplicateVerdict,
) -> Answered {
    let (one, other) = (terminal.open.paper(one)?, terminal.open.paper(other)?);
    let change = Change::AnswerDuplicate {
        one,
        other,
        verdict,
    };
    apply(terminal, change, |_| match verdict {
        DuplicateVerdict::Same => "They are one paper now.".to_owned(),
        DuplicateVerdict::Different => "They stay two papers.".to_owned(),
    })
}

/// Parts two papers that became one.
pub(super) fn split(terminal: &Terminal, id: &str) -> Answered {
    let merge = terminal.open.read(|snapshot| snapshot.resolve_merge(id))?;
    apply(terminal, Change::Split { merge }, |_| {
        "They are two papers again.".to_owned()
    })
}

fn id(row: &Row, length: usize) -> &str {
    &row.uid.as_str()[..length]
}

fn title(row: &Row) -> String {
    let year = row.year.map(|year| format!(" ({year})"));
    safe(&format!("{}{}", row.title, year.unwrap_or_default()))
}
