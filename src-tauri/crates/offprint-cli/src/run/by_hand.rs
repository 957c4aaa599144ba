//! Papers added by hand, details edited, links opened.

use offprint_commands::failure::{Cause, Failure, FailureCode};
use offprint_commands::library::Actor;
use offprint_commands::wire;
use offprint_commands::wire::answer::{Answer, Identifier, Link, LinkKind, Paper};
use offprint_commands::wire::change::PaperFacts;
use offprint_commands::wire::question::{Question, State};
use offprint_platform::browser::open_in_browser;
use serde_json::json;

use crate::args::Facts;
use crate::print::{self, say};
use crate::run::{Answered, Outcome, Terminal, told};

pub(super) fn add(terminal: &Terminal, facts: Facts) -> Answered {
    let facts = with_told(PaperFacts::default(), facts)?;
    let change = wire::Change::AddPaper { facts };
    let applied = terminal.open.change(&change, Actor::Terminal, terminal)?;
    let id = applied.paper.unwrap_or_default();
    if terminal.is_json {
        print::json(&json!({ "change": applied.seq, "n_papers": applied.n_papers, "id": id }));
    } else {
        say!("Added {id} to the inbox.");
    }
    Ok(Outcome::Done)
}

pub(super) fn edit(terminal: &Terminal, id: &str, facts: Facts) -> Answered {
    let paper = whole(terminal, id)?;
    let present = PaperFacts {
        title: paper.title,
        authors: paper.row.authors,
        year: paper.row.year,
        venue: paper.row.venue,
        abstract_text: paper.abstract_text,
        identifiers: paper.identifiers,
        links: paper.links,
    };
    let change = wire::Change::EditPaper {
        paper: paper.row.id,
        facts: with_told(present.clone(), facts)?,
        base: present,
    };
    let applied = terminal.open.change(&change, Actor::Terminal, terminal)?;
    if terminal.is_json {
        print::json(&json!({ "change": applied.seq, "n_papers": applied.n_papers }));
    } else if applied.seq.is_none() {
        say!("Nothing to change.");
    } else {
        say!("Edited 1 paper.");
    }
    Ok(Outcome::Done)
}

/// Puts what was told in place of what is there; an empty text takes a part away.
fn with_told(mut facts: PaperFacts, told: Facts) -> Result<PaperFacts, Failure> {
    let some = |text: String| (!text.trim().is_empty()).then_some(text);
    if let Some(title) = told.title {
        facts.title = title;
    }
    if let Some(authors) = told.authors {
        facts.authors = authors.split(';').map(str::to_owned).collect();
    }
    if let Some(year) = told.year {
        let no_year = |_| {
            Failure::of(FailureCode::Usage)
                .about(&*year)
                .because(Cause::NoYear)
        };
        facts.year = match year.trim() {
            "" => None,
            year => Some(year.parse().map_err(no_year)?),
        };
    }
    if let Some(venue) = told.venue {
        facts.venue = some(venue);
    }
    if let Some(text) = told.abstract_text {
        facts.abstract_text = some(text);
    }
    for (scheme, value) in [("doi", told.doi), ("arxiv", told.arxiv)] {
        if let Some(value) = value {
            facts.identifiers.retain(|other| other.scheme != scheme);
            facts
                .identifiers
                .extend(some(value).map(|value| Identifier {
                    scheme: scheme.to_owned(),
                    value,
                }));
        }
    }
    if let Some(url) = told.link {
        facts.links.retain(|link| link.kind != LinkKind::Paper);
        let link = some(url).map(|url| Link {
            kind: LinkKind::Paper,
            url,
        });
        facts.links.splice(0..0, link);
    }
    Ok(facts)
}

fn whole(terminal: &Terminal, id: &str) -> Result<Paper, Failure> {
    // An id that begins several, or none, is told as everywhere.
    let paper = terminal.open.paper(id)?;
    let uid = terminal.open.read(|snapshot| snapshot.uid_of(paper))?;
    let question = Question::Paper {
        paper: uid.map(|uid| uid.to_string()).unwrap_or_default(),
    };
    match terminal.open.ask(&question)? {
        Answer::Paper { paper: Some(paper) } => Ok(*paper),
        _ => Err(Failure::of(FailureCode::NotFound)
            .about(id)
            .because(Cause::NoPaper)),
    }
}

pub(super) fn open(terminal: &Terminal, id: &str, is_code: bool) -> Answered {
    let paper = whole(terminal, id)?;
    let no_link = || {
        let sentence = "this paper has no such link. Add one with: offprint edit ID --link URL";
        told(FailureCode::NotFound, sentence).about(id)
    };
    let code = || paper.links.iter().find(|link| link.kind == LinkKind::Code);
    let url = if is_code {
        code().map(|link| link.url.clone())
    } else {
        paper.own_link.clone()
    };
    let url = url.ok_or_else(no_link)?;
    open_in_browser(&url).map_err(|error| {
        Failure::of(FailureCode::Unsupported)
            .about(&*url)
            .because(Cause::NotOpened)
            .saying(error)
    })?;
    let applied = terminal
        .open
        .link_opened(&paper.row.id, &url, Actor::Terminal, terminal)?;
    if terminal.is_json {
        let (seq, n_papers) = (applied.seq, applied.n_papers);
        print::json(&json!({ "change": seq, "n_papers": n_papers, "url": url }));
    } else if applied.seq.is_some() && paper.row.state == State::Queued {
        say!("Opened {}, and started it.", print::safe(&url));
    } else {
        say!("Opened {}.", print::safe(&url));
    }
    Ok(Outcome::Done)
}
