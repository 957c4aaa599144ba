//! However a preview is edited, what its head says will be added is what comes in.

use offprint_commands::import::{self, ImportOptions, Input};
use offprint_commands::library::import::{Given, Numbers};
use offprint_commands::library::{Actor, NoOversight};
use offprint_commands::preview::ImportPreview;
use offprint_commands::wire::preview::{
    DuplicateAnswer, PreviewAnswer, PreviewEdit, PreviewFilter, PreviewQuestion, PreviewRow,
};
use offprint_commands::wire::question::{Filter, State};
use offprint_commands::wire::{Answer, Change, Question};
use offprint_commands::{OpenLibrary, Origin};
use proptest::prelude::*;

/// What a bibliography may hold: little, so that most of it meets something.
const ENTRIES: [&str; 12] = [
    "title = {Editorial}, year = 2019, author = {Haugen, Ida}",
    "title = {Editorial}, year = 2026, author = {Roe, Ana}",
    "title = {Editorial}",
    "title = {Reply}, doi = {10.5555/reply.1}",
    "title = {Reply}, doi = {10.5555/reply.2}, author = {Roe, Ana}",
    "title = {Why Dunes Walk at Night}, author = {Haugen, Ida}, year = 2026",
    "title = {Why Dunes Walk at Nigth}, author = {Haugen, Ida}, year = 2026",
    "title = {Why Dunes Walk at Night: A Survey}, author = {Haugen, Ida}",
    "title = {How Rivers Remember Their Floods}, doi = {10.5555/rivers}",
    "title = {Mosses in Winter and What They Do}, doi = {10.5555/rivers}",
    "doi = {10.5555/reply.1}",
    "year = 2024",
];

/// What a list of links may hold; pages of the web come in only if they are ticked.
const LINKS: [&str; 5] = [
    "https://doi.org/10.5555/rivers",
    "https://doi.org/10.5555/lichen",
    "https://cakes.example/lemon",
    "https://cakes.example/lemon",
    "https://moss.example/winter",
];

#[derive(Clone, Debug)]
enum Edit {
    Tick(u8, bool),
    TickAll(bool),
    Answer(u8, DuplicateAnswer),
    AnswerAll(DuplicateAnswer),
    Mend(u8, u8),
    Format(u8, bool),
}

fn answer() -> impl Strategy<Value = DuplicateAnswer> {
    prop::sample::select(vec![
        DuplicateAnswer::Same,
        DuplicateAnswer::Different,
        DuplicateAnswer::Later,
    ])
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (any::<u8>(), any::<bool>()).prop_map(|(row, is_ticked)| Edit::Tick(row, is_ticked)),
        1 => any::<bool>().prop_map(Edit::TickAll),
        4 => (any::<u8>(), answer()).prop_map(|(row, answer)| Edit::Answer(row, answer)),
        1 => answer().prop_map(Edit::AnswerAll),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(row, entry)| Edit::Mend(row, entry)),
        1 => (any::<u8>(), any::<bool>()).prop_map(|(source, is_ris)| Edit::Format(source, is_ris)),
    ]
}

fn entries() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 1..8)
}

fn entry(number: u8) -> String {
    let fields = ENTRIES[usize::from(number) % ENTRIES.len()];
    format!("@article{{k{number}, {fields}}}\n")
}

fn bibliography(numbers: &[u8]) -> Input {
    let text: String = numbers.iter().map(|&number| entry(number)).collect();
    Input::Bytes(text.into_bytes(), Origin::Pasted)
}

fn links(numbers: &[u8]) -> Input {
    let link = |number: &u8| LINKS[usize::from(*number) % LINKS.len()];
    let lines: Vec<&str> = numbers.iter().map(link).collect();
    Input::Bytes(lines.join("\n").into_bytes(), Origin::Pasted)
}

/// Returns the ids of the papers that the person wants: neither dropped nor in the trash.
fn wanted(open: &OpenLibrary) -> Vec<String> {
    let states = vec![
        State::Inbox,
        State::Queued,
        State::Reading,
        State::Read,
        State::Skimmed,
    ];
    let filter = Filter {
        states,
        ..Filter::default()
    };
    let question = Question::Rows {
        filter,
        sort: Default::default(),
        from_row: 0,
        n_rows: 1_000,
    };
    match open.ask(&question).unwrap() {
        Answer::Rows { rows, .. } => rows.into_iter().map(|row| row.id).collect(),
        other => panic!("another answer: {other:?}"),
    }
}

/// Drops some papers, trashes some, and takes some out for good.
fn do_away(open: &OpenLibrary, what: &[u8]) {
    for number in what {
        let papers = wanted(open);
        if papers.is_empty() {
            return;
        }
        let papers = vec![papers[usize::from(number / 4) % papers.len()].clone()];
        let change = match number % 4 {
            0 => Change::SetState {
                papers,
                to: State::Dropped,
            },
            _ => Change::MoveToTrash { papers },
        };
        open.change(&change, Actor::Window, &NoOversight).unwrap();
        if number % 4 == 3 {
            let empty = Change::EmptyTrash;
            open.change(&empty, Actor::Window, &NoOversight).unwrap();
        }
    }
}

fn rows(open: &OpenLibrary, preview: &ImportPreview) -> Vec<PreviewRow> {
    let question = PreviewQuestion::Rows {
        filter: PreviewFilter::default(),
        from_row: 0,
        n_rows: 1_000,
    };
    match preview.ask(open, &question).unwrap() {
        PreviewAnswer::Rows { rows, .. } => rows,
        other => panic!("another answer: {other:?}"),
    }
}

fn wire_edit(rows: &[PreviewRow], n_sources: usize, edit: &Edit) -> Option<PreviewEdit> {
    let nth = |number: u8| rows[usize::from(number) % rows.len()].row;
    Some(match *edit {
        Edit::Tick(row, is_ticked) => PreviewEdit::Tick {
            row: nth(row),
            is_ticked,
        },
        Edit::TickAll(is_ticked) => PreviewEdit::TickAll {
            filter: PreviewFilter::default(),
            is_ticked,
        },
        Edit::Answer(row, answer) => PreviewEdit::Answer {
            row: nth(row),
            answer,
        },
        Edit::AnswerAll(answer) => PreviewEdit::AnswerAll { answer },
        Edit::Mend(row, number) => {
            let mut rejected = rows.iter().filter(|row| row.rejection.is_some());
            PreviewEdit::Mend {
                row: rejected.nth(usize::from(row) % 3)?.row,
                text: entry(number),
            }
        }
        Edit::Format(source, is_ris) => PreviewEdit::Format {
            source: u32::from(source) % u32::try_from(n_sources).unwrap(),
            format: is_ris.then(|| "ris".to_owned()),
        },
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_the_head_of_a_preview_promises_comes_in(
        here in entries(),
        gone in prop::collection::vec(any::<u8>(), 0..5),
        first in entries(),
        second in entries(),
        third in entries(),
        edits in prop::collection::vec(edit(), 0..12),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let open = OpenLibrary::at(folder.path().join("library"));
        let options = ImportOptions::default();
        import::import(&open, vec![bibliography(&here)], &options, Actor::Window, &NoOversight).unwrap();
        do_away(&open, &gone);
        let before = wanted(&open).len();

        let inputs = vec![bibliography(&first), links(&second), bibliography(&third)];
        let mut preview = ImportPreview::of(&open, inputs, &NoOversight).unwrap();
        let read_as = PreviewEdit::Format { source: 1, format: Some("link-list".to_owned()) };
        preview.edit(&open, &read_as, &NoOversight).unwrap();
        for edit in &edits {
            let rows = rows(&open, &preview);
            let n_sources = preview.head(1).sources.len();
            if rows.is_empty() || n_sources == 0 {
                break;
            }
            if let Some(edit) = wire_edit(&rows, n_sources, edit) {
                preview.edit(&open, &edit, &NoOversight).unwrap();
            }
        }
        let head = preview.head(1);
        let n = head.numbers;
        prop_assert_eq!(n.found, n.new + n.known + n.dropped + n.possible + n.repeated + n.rejected);
        let is_rejected_ticked = rows(&open, &preview)
            .iter()
            .any(|row| row.rejection.is_some() && row.is_ticked == Some(true));
        let outcome = preview.accept(&open, &Given::default(), Actor::Window, &NoOversight).unwrap();
        let n_added: usize = outcome.sources.iter().map(|source| source.import.numbers.added).sum();
        let n_found: usize = outcome.sources.iter().map(|source| source.import.numbers.found()).sum();
        prop_assert_eq!(n_added, head.n_added as usize, "the import and the head");
        prop_assert_eq!(wanted(&open).len() - before, n_added, "the library and the import");
        prop_assert_eq!(n_found, n.found as usize);
        // A rejected record that is ticked all the same is told as what it is then.
        if !is_rejected_ticked {
            let sum = |of: fn(&Numbers) -> usize| -> usize {
                outcome.sources.iter().map(|source| of(&source.import.numbers)).sum()
            };
            let came = [sum(|n| n.new), sum(|n| n.known), sum(|n| n.dropped), sum(|n| n.possible), sum(|n| n.repeated)];
            let told = [n.new, n.known, n.dropped, n.possible, n.repeated].map(|n| n as usize);
            prop_assert_eq!(came, told, "new, known, dropped, possible and repeated");
        }
    }
}
