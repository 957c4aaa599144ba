//! refer, as EndNote and many libraries write it (`.enw`): `%T A title`.

use crate::fields::author::names_in;
use crate::fields::identifier::Identifier;
use crate::reference::kinds::csl_type_of_words;
use crate::reference::record::is_key;
use crate::reference::work::Work;

use super::{Fields, Part, Place, Tagged};

/// Records that begin with `%0`; those of programs that write none are parted by a blank line.
///
/// Source: the refer(1) manual, and EndNote's "Tagged EndNote Import" list; oddities met since are
/// in `tests/samples/references/refer/`.
pub(crate) struct Refer;

impl Tagged for Refer {
    const HAS_END_LINE: bool = false;

    fn part<'a>(line: &'a str, place: &Place<'_>) -> Part<'a> {
        match (split_tag(line), place.record) {
            (Some((tag, value)), _) if tag == "%0" => Part::Begins(Some((tag, value))),
            (Some((tag, value)), None) => Part::Begins(Some((tag, value))),
            // A blank line may also stand within an abstract or between fields.
            (Some((tag, value)), Some(record))
                if place.is_after_blank && record.first(&["%0"]).is_empty() =>
            {
                Part::Begins(Some((tag, value)))
            }
            (Some((tag, value)), Some(_)) => Part::Field(tag, value),
            // Only what is long has blank lines in it; a record's broken head is no part of the last one.
            (None, Some(record)) if place.is_after_blank && !is_long(record.last_tag()) => {
                Part::Noise
            }
            (None, _) => Part::GoesOn(line),
        }
    }

    fn work(fields: &Fields) -> Work {
        let kind = csl_type_of_words(fields.first(&["%0"]));
        let csl_type = match kind {
            "" if !fields.first(&["%J"]).is_empty() => "article-journal",
            "" if !fields.first(&["%B"]).is_empty() => "chapter",
            kind => kind,
        };
        let is_article = csl_type.starts_with("article") || csl_type.is_empty();
        let mut work = Work {
            csl_type,
            genre: fields.owned(&["%9"]),
            title: fields.owned(&["%T", "%!"]),
            authors: fields.values(&["%A"]).flat_map(names_in).collect(),
            editors: fields.values(&["%E"]).flat_map(names_in).collect(),
            abstract_text: fields.owned(&["%X"]),
            dates: fields.all(&["%D", "%8"]),
            container: fields.owned(&["%J", "%B"]),
            series: fields.owned(&["%S"]),
            volume: fields.owned(&["%V"]),
            pages: fields.owned(&["%P"]),
            edition: fields.owned(&["%7"]),
            publisher: fields.owned(&["%I"]),
            place: fields.owned(&["%C"]),
            serials: fields.all(&["%@"]),
            language: fields.owned(&["%G"]),
            remark: fields.owned(&["%O"]),
            keywords: fields.parts(&["%K"]).map(str::to_owned).collect(),
            notes: fields.all(&["%<", "%Z"]),
            ..Work::default()
        };
        let number = fields.owned(&["%N"]);
        if is_article {
            work.issue = number;
        } else {
            work.number = number;
        }
        let dois = fields.values(&["%R", "%M"]).filter_map(Identifier::doi);
        let arxiv = fields
            .values(&["%R", "%M"])
            .filter(|value| value.to_ascii_lowercase().starts_with("arxiv"));
        work.identifiers = dois
            .chain(arxiv.filter_map(Identifier::recognise))
            .collect();
        let key = fields.first(&["%F"]);
        if is_key(key) {
            work.citation_key = key.to_owned();
        }
        work.urls = fields
            .values(&["%U"])
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect();
        work.files = fields
            .values(&["%>"])
            .flat_map(str::lines)
            .map(str::to_owned)
            .collect();
        work
    }
}

/// Whether a field may have paragraphs, or a list.
fn is_long(tag: &str) -> bool {
    matches!(tag, "%X" | "%Z" | "%<" | "%O" | "%K" | "%>" | "%U")
}

/// Splits `%T A title`: a per cent sign, one sign, and a blank or nothing.
pub(crate) fn split_tag(line: &str) -> Option<(String, &str)> {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let &[b'%', sign, ref rest @ ..] = line.as_bytes() else {
        return None;
    };
    let is_tag =
        sign.is_ascii_graphic() && sign != b'%' && rest.first().is_none_or(u8::is_ascii_whitespace);
    is_tag.then(|| (line[..2].to_owned(), line[2..].trim()))
}
