//! Groups within a list, and saved views with their counts.

use offprint_library::snapshot::groups::GroupKey;
use offprint_library::snapshot::rows::{Filter, Sort};
use offprint_library::{SavedView, Snapshot};
use offprint_search::Query;

use super::List;
use crate::failure::Failure;
use crate::open_library::OpenLibrary;
use crate::wire::Answer;
use crate::wire::convert::wire_state;
use crate::wire::question;
use crate::wire::views::{self, CountedView, NamedImport};

/// In a larger library words are not looked for only to count: each view would cost a look at every paper.
const MOST_LOOKED_AT: usize = 20_000;

/// Returns the groups of a list, in its order.
pub(super) fn groups(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    filter: &question::Filter,
    sort: question::Sort,
) -> Result<Answer, Failure> {
    let list = List::of(open, snapshot, filter, sort)?;
    let groups = snapshot
        .groups(&list.filter, list.sort)?
        .into_iter()
        .map(|group| {
            let (key, of) = match group.key {
                GroupKey::Arrival { seq, at, sources } => {
                    let imports = sources
                        .into_iter()
                        .map(|(id, source)| NamedImport { id, source })
                        .collect();
                    let at = at.to_iso();
                    (seq.to_string(), views::GroupKey::Arrival { at, imports })
                }
                GroupKey::State(state) => {
                    let state_there = wire_state(state);
                    let of = views::GroupKey::State { state: state_there };
                    (state.name().to_owned(), of)
                }
                GroupKey::Year(year) => {
                    let key = year.map_or_else(String::new, |year| year.to_string());
                    (key, views::GroupKey::Year { year })
                }
            };
            views::Group {
                key,
                of,
                from_row: group.from_row as u32,
                n_rows: group.n_rows as u32,
            }
        })
        .collect();
    Ok(Answer::Groups { groups })
}

/// Returns the saved views, each with how many papers it holds where that is told quickly.
pub(super) fn saved_views(open: &OpenLibrary, snapshot: &Snapshot) -> Result<Answer, Failure> {
    let is_small = snapshot.count(&Filter::default())? <= MOST_LOOKED_AT;
    let mut counted = Vec::new();
    for view in snapshot.saved_views()? {
        let query = Query::parse(&view.query);
        let n_papers = match (query.terms.is_empty(), is_small) {
            (true, _) => Some(snapshot.count(&query.filter(open.today()))?),
            (false, true) => Some(
                offprint_search::search(snapshot, &query, open.today())?
                    .papers
                    .len(),
            ),
            (false, false) => None,
        };
        counted.push(CountedView {
            view: wire_view(view),
            n_papers: n_papers.map(|n| n as u32),
        });
    }
    Ok(Answer::SavedViews { views: counted })
}

/// Returns a saved view of the wire.
pub(crate) fn view_of(view: &views::SavedView) -> SavedView {
    SavedView {
        name: view.name.trim().to_owned(),
        query: view.query.trim().to_owned(),
        sort: match view.sort {
            question::Sort::Added => Sort::Added,
            question::Sort::Title => Sort::Title,
            question::Sort::Year => Sort::Year,
            question::Sort::State => Sort::State,
            question::Sort::Queue => Sort::Queue,
            question::Sort::Trashed => Sort::Trashed,
            question::Sort::Snoozed => Sort::Snoozed,
            question::Sort::Relevance => Sort::Given,
        },
    }
}

fn wire_view(view: SavedView) -> views::SavedView {
    views::SavedView {
        name: view.name,
        query: view.query,
        sort: match view.sort {
            Sort::Added => question::Sort::Added,
            Sort::Title => question::Sort::Title,
            Sort::Year => question::Sort::Year,
            Sort::State => question::Sort::State,
            Sort::Queue => question::Sort::Queue,
            Sort::Trashed => question::Sort::Trashed,
            Sort::Snoozed => question::Sort::Snoozed,
            Sort::Given => question::Sort::Relevance,
        },
    }
}
