//! What an entry says beside its title, authors, year, venue and identifiers.

use crate::candidate::{Candidate, DetailKind};
use crate::clean::{Dialect, clean_line};
use crate::fields::author::{Author, bibtex_authors};
use crate::fields::date::{month_and_day_in, month_named};
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::issn::issn_in;
use crate::fields::pages::page_ranges;

use super::lex::Entry;

/// Adds an entry's details to its candidate, whose identifiers are there already.
pub(super) fn add_details(candidate: &mut Candidate, entry: &Entry, is_book: bool) {
    let first = |names: &[&str]| {
        names
            .iter()
            .filter_map(|name| entry.get(name))
            .map(|value| clean_line(value, Dialect::Tex))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    let is_preprint = is_preprint(&candidate.identifiers, candidate.venue.as_deref());
    // Offprint tells the type where its kind of entry would be read as another one.
    let told_type = first(&["csltype"]);
    let csl_type = csl_type(&entry.kind, is_preprint);
    let has_issues = has_issues(csl_type);
    let (issue, number) = if has_issues {
        (first(&["number", "issue"]), String::new())
    } else {
        (first(&["issue"]), first(&["number"]))
    };
    let pages = first(&["pages"]);
    let pages = if pages.is_empty() {
        first(&["eid", "articleno", "article-number"])
    } else {
        page_ranges(&pages)
    };

    let details = &mut candidate.details;
    details.add(DetailKind::Type, told_type);
    details.add(DetailKind::Type, csl_type);
    details.add(DetailKind::Genre, genre(&first(&["type"]), &entry.kind));
    let editors = entry.get("editor").map(bibtex_authors).unwrap_or_default();
    details.add_all(DetailKind::Editor, editors.iter().map(Author::inverted));
    details.add(DetailKind::Series, first(&["series"]));
    details.add(DetailKind::Volume, first(&["volume"]));
    details.add(DetailKind::Issue, issue);
    details.add(DetailKind::Number, number);
    details.add(DetailKind::Pages, pages);
    details.add(DetailKind::Edition, first(&["edition"]));
    details.add(
        DetailKind::Publisher,
        first(&["publisher", "school", "institution", "organization"]),
    );
    details.add(DetailKind::PublisherPlace, first(&["address", "location"]));
    let (month, day) = month_and_day(
        &first(&["date", "issued"]),
        &first(&["month"]),
        &first(&["day"]),
    );
    let text = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    details.add(DetailKind::Month, text(month));
    details.add(DetailKind::Day, text(day));
    details.add(
        DetailKind::Issn,
        issn_in(&first(&["issn"])).unwrap_or_default(),
    );
    if !is_book && let Some(isbn) = Identifier::isbn(&first(&["isbn"])) {
        details.add(DetailKind::ContainerIsbn, isbn.value);
    }
    details.add(DetailKind::Language, first(&["language", "langid"]));
    details.add(DetailKind::Remark, first(&["note", "addendum", "pubstate"]));
}

/// The month and the day, from `date` or from `month` and `day`: styles of BibTeX want the day
/// within `month`, as in `10~July`.
fn month_and_day(date: &str, month: &str, day: &str) -> (Option<u32>, Option<u32>) {
    let number = |text: &str, most: u32| {
        let number = text.trim().parse().ok();
        number.filter(|n| (1..=most).contains(n))
    };
    let of_date = month_and_day_in(date);
    if of_date.0.is_some() {
        return of_date;
    }
    let of_month = month_and_day_in(month);
    let month = of_month
        .0
        .or_else(|| month_named(month.trim()))
        .or_else(|| number(month, 12));
    (
        month,
        of_month
            .1
            .or_else(|| number(day, 31))
            .filter(|_| month.is_some()),
    )
}

/// Whether the number of a work of this type is that of an issue.
pub(crate) fn has_issues(csl_type: &str) -> bool {
    csl_type.starts_with("article") || csl_type == "periodical"
}

/// Whether a work is on arXiv only.
pub(crate) fn is_preprint(identifiers: &[Identifier], venue: Option<&str>) -> bool {
    identifiers.iter().any(|id| id.scheme == Scheme::Arxiv)
        && venue.is_none_or(|venue| venue.starts_with("arXiv") || venue == "CoRR")
}

/// What is special about the type, from a kind of entry and its `type`.
pub(crate) fn genre(written: &str, kind: &str) -> String {
    // Words that BibLaTeX puts into the language of the document.
    let genre = match (written, kind) {
        ("phdthesis", _) | ("", "phdthesis") => "PhD thesis",
        ("mathesis" | "mastersthesis", _) | ("", "mastersthesis") => "Master's thesis",
        ("bathesis", _) => "Bachelor's thesis",
        ("candthesis", _) => "Candidate thesis",
        ("techreport", _) | ("", "techreport") => "Technical report",
        ("resreport", _) => "Research report",
        (written, _) => written,
    };
    genre.to_owned()
}

/// What a kind of entry is in CSL's words. An article that is only on arXiv is a preprint, which
/// CSL calls `article`; a kind that nobody knows is a `document`.
pub(crate) fn csl_type(kind: &str, is_preprint: bool) -> &'static str {
    match kind {
        "article" | "misc" | "unpublished" | "online" if is_preprint => "article",
        "preprint" => "article",
        "article" | "suppperiodical" | "review" => "article-journal",
        "inproceedings" | "conference" => "paper-conference",
        "book" | "mvbook" | "booklet" | "collection" | "mvcollection" | "proceedings"
        | "mvproceedings" | "reference" | "mvreference" => "book",
        "inbook" | "incollection" | "bookinbook" | "suppbook" | "suppcollection" => "chapter",
        "inreference" => "entry-encyclopedia",
        "phdthesis" | "mastersthesis" | "thesis" => "thesis",
        "techreport" | "report" | "manual" => "report",
        "unpublished" => "manuscript",
        "periodical" | "mvperiodical" => "periodical",
        "online" | "electronic" | "www" => "webpage",
        "dataset" => "dataset",
        "software" => "software",
        "patent" => "patent",
        "standard" => "standard",
        _ => "document",
    }
}
