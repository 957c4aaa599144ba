//! The papers of a pass of triage, and what the person did with papers like one.

use offprint_library::snapshot::pass::PassPaper;
use offprint_library::snapshot::rows::Sort;
use offprint_library::{ChangeSeq, PaperId, Snapshot};
use offprint_search::{HintKind, by_likeness};

use super::List;
use crate::failure::Failure;
use crate::open_library::OpenLibrary;
use crate::wire::Answer;
use crate::wire::convert::wire_state;
use crate::wire::question::{self, Filter};
use crate::wire::triage::{self, NamedPaper, TriageOrder};

/// Nobody decides about more in one pass; the others wait for the next.
const MOST_PAPERS: usize = 2_000;

/// Returns the papers of one pass.
pub(super) fn pass(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    filter: &Filter,
    order: TriageOrder,
    since: Option<u64>,
) -> Result<Answer, Failure> {
    let list = List::of(open, snapshot, filter, question::Sort::Added)?;
    let since = since.map(|seq| ChangeSeq::try_from(seq).unwrap_or(ChangeSeq::MAX));
    let sort = match order {
        TriageOrder::AsCame | TriageOrder::Likeness => Sort::Added,
        TriageOrder::Newest => Sort::Year,
    };
    let pass = snapshot.pass(&list.filter, since, sort, open.today(), MOST_PAPERS)?;
    let mut papers = pass.papers;
    if order == TriageOrder::Likeness {
        papers = in_likeness(snapshot, papers)?;
    }
    Ok(Answer::Triage {
        papers: papers
            .into_iter()
            .map(|paper| triage::PassPaper {
                id: paper.uid.to_string(),
                state: wire_state(paper.state),
                is_snoozed: paper.is_snoozed,
            })
            .collect(),
        n_more: pass.n_more as u32,
        seq: snapshot.newest_seq()? as u64,
    })
}

fn in_likeness(snapshot: &Snapshot, papers: Vec<PassPaper>) -> Result<Vec<PassPaper>, Failure> {
    let ids: Vec<PaperId> = papers.iter().map(|paper| paper.id).collect();
    let order = by_likeness(&snapshot.texts_of(&ids)?);
    let places: std::collections::HashMap<PaperId, usize> = order
        .into_iter()
        .enumerate()
        .map(|(place, paper)| (paper, place))
        .collect();
    let mut papers = papers;
    papers.sort_by_key(|paper| places.get(&paper.id).copied());
    Ok(papers)
}

/// Returns what the person should know of papers like one; mostly there is nothing.
pub(super) fn hint(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    paper: &str,
) -> Result<Answer, Failure> {
    let found = match snapshot.resolve_paper(paper) {
        Ok(paper) => open.hint(snapshot, paper)?,
        Err(_) => None,
    };
    let hint = match found {
        None => None,
        Some(hint) => snapshot
            .rows_of(&[hint.example])?
            .pop()
            .map(|example| triage::Hint {
                kind: match hint.kind {
                    HintKind::Kept => triage::HintKind::Kept,
                    HintKind::Dropped => triage::HintKind::Dropped,
                    HintKind::SameAuthor => triage::HintKind::SameAuthor,
                    HintKind::PossibleDuplicate => triage::HintKind::PossibleDuplicate,
                },
                words: hint.words,
                n_papers: hint.n_papers as u32,
                example: NamedPaper {
                    id: example.uid.to_string(),
                    title: example.title,
                },
            }),
    };
    Ok(Answer::Hint { hint })
}
