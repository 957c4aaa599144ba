//! Our BibTeX beside another's: what is well-formed is read alike.

use offprint_testkit::{bibtex_of, sample};
use serde_bibtex::de::Deserializer;
use serde_bibtex::entry::Entry;

use super::candidates_in;
use crate::Format;
use crate::clean::{Dialect, clean_line};

/// The key, the cleaned title and the volume of each entry, sorted.
type Facts = Vec<[String; 3]>;

fn theirs(text: &str) -> Facts {
    // Months are macros that it does not know.
    let months = ["jan", "feb", "jun", "jul", "sep", "sept", "oct"];
    let months = months.map(|month| format!("@string{{{month} = {{{month}}}}}\n"));
    let text = months.concat() + text;
    let entries = Deserializer::from_str(&text).into_iter::<Entry>();
    let mut facts: Facts = entries
        .filter_map(|entry| match entry.expect("a well-formed entry") {
            Entry::Regular {
                entry_key, fields, ..
            } => {
                let field = |name: &str| {
                    let mut fields = fields.0.iter();
                    let value = fields.find(|(known, _)| known.as_ref() == name);
                    value.map(|(_, value)| clean_line(value, Dialect::Tex))
                };
                Some([
                    entry_key.to_string(),
                    field("title").unwrap_or_default(),
                    field("volume").unwrap_or_default(),
                ])
            }
            Entry::Macro | Entry::Comment | Entry::Preamble => None,
        })
        .collect();
    facts.sort();
    facts
}

fn ours(text: &str) -> Facts {
    let candidates = candidates_in(text.as_bytes(), Format::Bibtex).into_iter();
    let mut facts: Facts = candidates
        .map(|candidate| {
            let volume = candidate.details.iter();
            let volume = volume
                .filter(|(kind, _)| kind.name() == "volume")
                .map(|(_, text)| text.to_owned());
            [
                candidate.citation_key.unwrap_or_default(),
                candidate.title,
                volume.collect(),
            ]
        })
        .collect();
    facts.sort();
    facts
}

#[test]
fn what_is_well_formed_is_read_as_another_reader_does() {
    let samples = ["accents", "crlf_one_line", "jabref", "kinds", "macros"]
        .map(|name| String::from_utf8(sample(&format!("references/bibtex/{name}.bib"))))
        .map(|text| text.expect("UTF-8"));
    for text in samples.into_iter().chain([bibtex_of(200)]) {
        let facts = ours(&text);
        assert!(!facts.is_empty());
        assert_eq!(facts, theirs(text.trim_start_matches('\u{feff}')));
    }
}
