//! Where a work appeared: the field depends on what it is, and on what else the entry says.

use crate::write::{Record, tex};

use super::{Fields, Flavour};

/// Adds the venue, unless what is there is read as it already.
pub(super) fn add(fields: &mut Fields, record: &Record, entry: &str, flavour: Flavour) {
    let Some(venue) = record.venue.as_deref().map(tex::line) else {
        return;
    };
    if read_venue(fields) == Some(&venue) {
        return;
    }
    let journal = match flavour {
        Flavour::Bibtex => "journal",
        Flavour::Biblatex => "journaltitle",
    };
    let name = match entry {
        "inproceedings" | "incollection" | "inreference" => "booktitle",
        "phdthesis" | "mastersthesis" => "school",
        "techreport" | "report" | "thesis" => "institution",
        "book" => "publisher",
        "misc" | "online" | "dataset" | "software" | "unpublished" => "howpublished",
        _ => journal,
    };
    // Where another one is read first, or is there already: the journal comes before them all.
    let rank = |name: &str| ORDER.iter().position(|known| *known == name);
    let read = fields.0.iter().filter_map(|(known, _)| rank(known)).min();
    let is_hidden = read.is_some_and(|read| rank(name).is_some_and(|own| read <= own));
    fields.add(if is_hidden { journal } else { name }, venue);
}

/// Behind the journal, the fields that our reader takes the venue from, in its order.
const ORDER: [&str; 6] = [
    "booktitle",
    "series",
    "school",
    "institution",
    "publisher",
    "howpublished",
];

/// What our reader takes for the venue. No book of ours has a `booktitle`.
fn read_venue(fields: &Fields) -> Option<&String> {
    ORDER
        .iter()
        .find_map(|name| fields.0.iter().find(|(known, _)| known == name))
        .map(|(_, value)| value)
}
