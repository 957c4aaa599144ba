//! A fuzz target for each format, run for a fixed number of cases by `cargo test`.
//!
//! With `cargo bolero test tests::fuzz::bibtex` an engine that follows the coverage takes over.

use std::collections::HashMap;
use std::sync::LazyLock;

use offprint_source::{Origin, Source};
use offprint_testkit::{sample, sample_names};

use super::found_in;
use crate::Format;
use crate::candidate::{Candidate, Found, LineSpan, Rejection};
use crate::clean::is_invisible;
use crate::detect::detect;

const N_CASES: usize = 400;
const LONGEST_CASE_BYTES: usize = 6_000;

/// What grammars turn on, beside what the samples hold.
const PIECES: [&str; 64] = [
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    " ",
    "\0",
    "\u{1b}[2J",
    "\u{85}",
    "\u{9b}",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffd}",
    "\u{301}",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [",
    "<?",
    "&",
    "&amp;",
    "&#0;",
    "&#27;",
    "&#x202e;",
    "\"",
    "'",
    "\\",
    "\\u001b",
    "\\u202e",
    "\\ud800",
    "%1B",
    "%E2%80%AE",
    "=0A",
    "=1B",
    ",",
    ";",
    ":",
    "|",
    "=",
    "#",
    "@",
    "$",
    "--",
    "  - ",
    "\\begin{",
    "data:,x",
    "javascript:x",
    "https://tide.example/",
    "10.5555/kelp",
    "2607.90001",
];

/// The samples by their format, each cut to what a case holds.
static SAMPLES: LazyLock<HashMap<&str, Vec<Vec<u8>>>> = LazyLock::new(|| {
    let folders = ["digests", "feeds", "links", "mails", "pages", "plain"]
        .into_iter()
        .chain(super::references::FOLDERS)
        .map(str::to_owned)
        .chain(super::lists::FOLDERS.map(|format| format!("lists/{format}")));
    let mut samples: HashMap<&str, Vec<Vec<u8>>> = HashMap::new();
    for name in folders.flat_map(|folder| sample_names(&folder)) {
        let mut content = sample(&name);
        if let Ok(source) = Source::from_bytes(content.clone(), Origin::Pasted) {
            content.truncate(LONGEST_CASE_BYTES);
            let format = detect(source.head(), Some(&name)).format;
            samples.entry(format.name()).or_default().push(content);
        }
    }
    samples
});

/// Bytes that are followed as instructions: most cases would else be no text at all.
struct Plan<'a>(&'a [u8]);

impl Plan<'_> {
    fn byte(&mut self) -> Option<usize> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(usize::from(first))
    }

    fn number(&mut self) -> Option<usize> {
        Some(self.byte()? * 256 + self.byte()?)
    }
}

/// Makes a case of an engine's bytes: these bytes themselves, or a sample with changes.
fn case(format: Format, bytes: &[u8]) -> Vec<u8> {
    let samples = &SAMPLES[format.name()];
    let mut plan = Plan(bytes);
    let choice = plan.byte().unwrap_or(0);
    if choice % 16 == 0 {
        return plan.0.to_vec();
    }
    let mut content = samples[choice % samples.len()].clone();
    let other = &samples[plan.byte().unwrap_or(0) % samples.len()];
    for _ in 0..24 {
        let (Some(way), Some(at), Some(length)) = (plan.byte(), plan.number(), plan.byte()) else {
            break;
        };
        let at = at % (content.len() + 1);
        let end = (at + length).min(content.len());
        let put: Vec<u8> = match way % 8 {
            0 => Vec::new(),
            1 => content[at..end].repeat(3),
            2 => vec![length as u8],
            3 => {
                let from = (at + way * 97) % (other.len() + 1);
                other[from..(from + 4 * length).min(other.len())].to_vec()
            }
            4 => PIECES[length % PIECES.len()].as_bytes().repeat(40),
            _ => PIECES[length % PIECES.len()].as_bytes().to_vec(),
        };
        let is_in_place_of = way & 0x40 != 0;
        content.splice(at..if is_in_place_of { end } else { at }, put);
    }
    content.truncate(2 * LONGEST_CASE_BYTES);
    content
}

fn check(format: Format, bytes: &[u8]) {
    let content = case(format, bytes);
    let Ok(source) = Source::from_bytes(content.clone(), Origin::Pasted) else {
        return;
    };
    let n_lines = source.text().expect("memory").last();
    let n_lines = n_lines.map_or(0, |line| line.expect("memory").number);
    let mut n_bytes = 0;
    for found in found_in(&content, format) {
        let (lines, n) = match &found {
            Found::Candidate(candidate) => (candidate.lines.clone(), check_candidate(candidate)),
            Found::Rejection(rejection) => (vec![rejection.lines], check_rejection(rejection)),
            Found::Warning(warning) => (vec![warning.lines], check_line(&warning.detail)),
            Found::Noise(lines) => (vec![*lines], 0),
        };
        assert!(!lines.is_empty(), "{found:?}");
        for LineSpan { first, last } in lines {
            let is_inside = 1 <= first && first <= last && last <= n_lines;
            assert!(is_inside, "{first}-{last} of {n_lines}: {found:?}");
        }
        n_bytes += n;
    }
    // A case can hold a macro or a parent that many entries refer to.
    let most = 64 * content.len() + 64 * 1024;
    assert!(n_bytes <= most, "{n_bytes} bytes of {}", content.len());
}

/// Checks a candidate, and returns how many bytes of text it holds.
fn check_candidate(candidate: &Candidate) -> usize {
    let is_named = !candidate.title.is_empty() || !candidate.identifiers.is_empty();
    assert!(is_named, "{candidate:?}");
    let marks = &candidate.marks;
    let lines = [
        &candidate.venue,
        &marks.why,
        &candidate.citation_key,
        &candidate.uid,
    ];
    let days = [
        &marks.started_on,
        &marks.finished_on,
        &marks.added_at,
        &marks.due_on,
    ];
    let names = candidate
        .authors
        .iter()
        .flat_map(|author| [&author.given, &author.family]);
    let mut n_bytes = check_line(&candidate.title);
    for line in lines
        .into_iter()
        .chain(days)
        .flatten()
        .chain(names)
        .chain(&marks.tags)
    {
        n_bytes += check_line(line);
    }
    for identifier in &candidate.identifiers {
        n_bytes += check_line(&identifier.value);
    }
    for link in &candidate.links {
        let is_of_the_web = ["http://", "https://"].iter().any(|scheme| {
            link.url
                .get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        assert!(is_of_the_web, "{link:?}");
        n_bytes += check_line(&link.url);
    }
    for (_, detail) in candidate.details.iter() {
        n_bytes += check_line(detail);
    }
    for text in [&candidate.abstract_text, &marks.note]
        .into_iter()
        .flatten()
    {
        let is_clean = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
        assert!(text.chars().all(is_clean), "{text:?}");
        n_bytes += text.len();
    }
    n_bytes
}

fn check_rejection(rejection: &Rejection) -> usize {
    assert!(rejection.text.len() <= Rejection::MAX_TEXT_BYTES);
    rejection.text.len() + rejection.candidate.as_deref().map_or(0, check_candidate)
}

/// What is one line holds nothing that nobody sees.
fn check_line(text: &str) -> usize {
    let is_seen = |c: char| !is_invisible(c) || matches!(c, '\u{200c}' | '\u{200d}');
    assert!(text.chars().all(is_seen), "{text:?}");
    text.len()
}

macro_rules! targets {
    ($($name:ident: $format:ident,)*) => {
        $(
            #[test]
            fn $name() {
                bolero::check!()
                    .with_iterations(N_CASES)
                    .with_max_len(512)
                    .for_each(|bytes: &[u8]| check(Format::$format, bytes));
            }
        )*

        #[test]
        fn each_format_has_a_target() {
            let targets = [$(Format::$format),*];
            assert!(Format::ALL.iter().all(|format| targets.contains(format)));
        }
    };
}

targets! {
    page_text: PageText,
    plain_list: PlainList,
    link_list: LinkList,
    html: Html,
    feed: Feed,
    arxiv_mail: ArxivMail,
    scholar_mail: ScholarMail,
    mail: Mail,
    bibtex: Bibtex,
    ris: Ris,
    csv: Csv,
    json: Json,
    json_lines: JsonLines,
    nbib: Nbib,
    refer: Refer,
    isi: Isi,
    refworks: RefWorks,
    ovid: Ovid,
    pocket: Pocket,
    instapaper: Instapaper,
    readwise: Readwise,
    omnivore: Omnivore,
    matter: Matter,
    pinboard: Pinboard,
    readability: Readability,
    wallabag: Wallabag,
    zotero_csv: ZoteroCsv,
    csl_json: CslJson,
    endnote_xml: EndnoteXml,
    pubmed_xml: PubmedXml,
    zotero_rdf: ZoteroRdf,
    bookmarks: Bookmarks,
    opml: Opml,
}
