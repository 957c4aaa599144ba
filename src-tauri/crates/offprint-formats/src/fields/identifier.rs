//! What names a work: a scheme and a normalised value.

use crate::clean::{is_invisible, without_entities};
use crate::fields::link;
use serde::{Deserialize, Serialize};

/// A scheme of identifiers. PRODUCT.md, "Words".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scheme {
    /// A DOI, in lower case, without resolver.
    Doi,
    /// An arXiv id without version, old style (`hep-th/9901001`) or new (`2607.90012`).
    Arxiv,
    /// An OpenReview forum id.
    OpenReview,
    /// An ACL Anthology id.
    Acl,
    /// A PubMed id.
    PubMed,
    /// An ISBN-13, digits only.
    Isbn,
    /// A Semantic Scholar paper id.
    SemanticScholar,
    /// The address of a page that is about this one work.
    Url,
}

impl Scheme {
    /// Every scheme, in the order in which they are shown.
    pub const ALL: [Scheme; 8] = [
        Scheme::Doi,
        Scheme::Arxiv,
        Scheme::OpenReview,
        Scheme::Acl,
        Scheme::PubMed,
        Scheme::Isbn,
        Scheme::SemanticScholar,
        Scheme::Url,
    ];

    /// Returns the scheme's name in the database and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Scheme::Doi => "doi",
            Scheme::Arxiv => "arxiv",
            Scheme::OpenReview => "openreview",
            Scheme::Acl => "acl",
            Scheme::PubMed => "pubmed",
            Scheme::Isbn => "isbn",
            Scheme::SemanticScholar => "s2",
            Scheme::Url => "url",
        }
    }

    /// Finds a scheme by its [`name`](Scheme::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name)
    }
}

/// An identifier: always normalised, so that two are the same work's exactly if they are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// Which scheme it belongs to.
    pub scheme: Scheme,
    /// The normalised value.
    pub value: String,
}

impl Identifier {
    /// Reads what a file calls an identifier of this scheme, and normalises it.
    pub fn of(scheme: Scheme, value: &str) -> Option<Self> {
        let value = value.trim();
        match scheme {
            Scheme::Doi => Self::doi(value),
            Scheme::Arxiv => Self::arxiv(value),
            Scheme::PubMed => Self::pubmed(value),
            Scheme::Isbn => Self::isbn(value),
            Scheme::Url => Self::from_url(value),
            Scheme::OpenReview | Scheme::Acl | Scheme::SemanticScholar => {
                let is_id = (1..=200).contains(&value.len())
                    && value.bytes().all(|byte| byte.is_ascii_graphic());
                is_id.then(|| Self {
                    scheme,
                    value: value.to_owned(),
                })
            }
        }
    }

    /// Returns the address under which the work is found; none for an ISBN, under which there is no page.
    pub fn address(&self) -> Option<String> {
        let value = &self.value;
        match self.scheme {
            Scheme::Doi => Some(address_of_doi(value)),
            Scheme::Arxiv => Some(format!("https://arxiv.org/abs/{value}")),
            Scheme::OpenReview => Some(format!("https://openreview.net/forum?id={value}")),
            Scheme::Acl => Some(format!("https://aclanthology.org/{value}/")),
            Scheme::PubMed => Some(format!("https://pubmed.ncbi.nlm.nih.gov/{value}/")),
            Scheme::SemanticScholar => {
                Some(format!("https://www.semanticscholar.org/paper/{value}"))
            }
            Scheme::Url => Some(value.clone()),
            Scheme::Isbn => None,
        }
    }

    /// Reads a DOI: bare, after `doi:`, or as an address, with its signs as they are or as
    /// addresses, HTML and TeX write them. arXiv's own DOIs are arXiv ids.
    pub fn doi(text: &str) -> Option<Self> {
        let text = signs_of_doi(text);
        let start = text
            .match_indices("10.")
            .map(|(at, _)| at)
            .find(|&at| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.'))?;
        let doi = &text[start..];
        let (registrant, suffix) = doi[3..].split_once('/')?;
        let is_registrant = (4..=9).contains(&registrant.len())
            && registrant
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !is_registrant {
            return None;
        }
        let suffix = suffix[..end_of_doi(suffix)].trim_end_matches(['.', ',', ';', ':', '\'', '*']);
        let is_opened = |cut: &str, open: char, close: char| {
            cut.matches(open).count() > cut.matches(close).count()
        };
        let suffix = match (suffix.strip_suffix(')'), suffix.strip_suffix(']')) {
            (Some(cut), _) if !is_opened(cut, '(', ')') => cut,
            (_, Some(cut)) if !is_opened(cut, '[', ']') => cut,
            _ => suffix,
        };
        if suffix.is_empty() || suffix.len() > 200 {
            return None;
        }
        let value = format!("10.{registrant}/{suffix}").to_lowercase();
        if let Some(arxiv) = value.strip_prefix("10.48550/arxiv.") {
            return Self::arxiv(arxiv);
        }
        Some(Self {
            scheme: Scheme::Doi,
            value,
        })
    }

    /// Reads an arXiv id, new (`2607.90012`) or old (`hep-th/9901001`); its version is dropped.
    pub fn arxiv(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = match text.get(..6) {
            Some(start) if start.eq_ignore_ascii_case("arxiv:") => text[6..].trim_start(),
            _ => text,
        };
        let end = text
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-')))
            .unwrap_or(text.len());
        let text = text[..end].trim_end_matches('.');
        let text = text.strip_suffix(".pdf").unwrap_or(text);
        let text = without_version(text);
        let value = match text.split_once('/') {
            Some((archive, number)) => {
                let archive = archive
                    .split('.')
                    .next()
                    .unwrap_or(archive)
                    .to_ascii_lowercase();
                let is_archive = (2..=9).contains(&archive.len())
                    && archive
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                let is_number = number.len() == 7 && number.bytes().all(|b| b.is_ascii_digit());
                (is_archive && is_number).then(|| format!("{archive}/{number}"))?
            }
            None => {
                let (month, number) = text.split_once('.')?;
                let is_number = matches!(number.len(), 4 | 5)
                    && number.bytes().all(|byte| byte.is_ascii_digit());
                let is_month = month.len() == 4
                    && month.bytes().all(|byte| byte.is_ascii_digit())
                    && matches!(month[2..].parse(), Ok(1..=12));
                (is_month && is_number).then(|| text.to_owned())?
            }
        };
        Some(Self {
            scheme: Scheme::Arxiv,
            value,
        })
    }

    /// Reads an ISBN-10 or ISBN-13 whose check digit fits; what comes out is an ISBN-13.
    pub fn isbn(text: &str) -> Option<Self> {
        let mut digits: Vec<u32> = Vec::with_capacity(13);
        let text = text.trim();
        let text = text
            .strip_prefix("ISBN")
            .unwrap_or(text)
            .trim_start_matches([':', ' ']);
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c as u32 - '0' as u32),
                'X' | 'x' if digits.len() == 9 => digits.push(10),
                '-' | ' ' | '\u{2010}'..='\u{2014}' => {}
                // Several in one field, or "(pbk.)": the first is enough.
                _ if matches!(digits.len(), 10 | 13) => break,
                _ => return None,
            }
            if digits.len() == 13 {
                break;
            }
        }
        let check13 = |digits: &[u32]| {
            let sum: u32 = digits
                .iter()
                .zip([1, 3].into_iter().cycle())
                .map(|(d, w)| d * w)
                .sum();
            (10 - sum % 10) % 10
        };
        let digits = match digits.len() {
            10 => {
                let sum: u32 = digits.iter().zip((1..=10).rev()).map(|(d, w)| d * w).sum();
                if !sum.is_multiple_of(11) {
                    return None;
                }
                let mut longer = vec![9, 7, 8];
                longer.extend(&digits[..9]);
                longer.push(check13(&longer));
                longer
            }
            13 if digits[12] == check13(&digits[..12]) && digits[..2] == [9, 7] => digits,
            _ => return None,
        };
        let value = digits
            .iter()
            .filter_map(|&digit| char::from_digit(digit, 10))
            .collect();
        Some(Self {
            scheme: Scheme::Isbn,
            value,
        })
    }

    /// Reads a PubMed id: up to nine digits.
    pub fn pubmed(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text
            .strip_prefix("PMID")
            .unwrap_or(text)
            .trim_start_matches([':', ' ']);
        let is_id = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = text.trim_start_matches('0');
        (is_id && !value.is_empty()).then(|| Self {
            scheme: Scheme::PubMed,
            value: value.to_owned(),
        })
    }

    /// Reads what an address names, if it is the address of one work: an abstract page or a PDF
    /// of it, not a page that lists many.
    pub fn from_url(url: &str) -> Option<Self> {
        let (host, path) = link::host_and_path(url.trim())?;
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, query.split('#').next().unwrap_or(query)),
            None => (path.split('#').next().unwrap_or(path), ""),
        };
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let named = |scheme, value: &str| {
            let is_id = (1..=64).contains(&value.len())
                && value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
            is_id.then(|| Self {
                scheme,
                value: value.to_owned(),
            })
        };
        let after = |n: usize| {
            parts
                .get(n..)
                .map(|rest| rest.join("/"))
                .unwrap_or_default()
        };
        match host.as_str() {
            "arxiv.org"
            | "export.arxiv.org"
            | "alphaxiv.org"
            | "ar5iv.org"
            | "ar5iv.labs.arxiv.org" => match parts.first() {
                Some(&("abs" | "pdf" | "html" | "format" | "ps" | "overview" | "src")) => {
                    Self::arxiv(&after(1))
                }
                _ => None,
            },
            "huggingface.co" | "hf.co" => match parts[..] {
                ["papers", id, ..] => Self::arxiv(id),
                _ => None,
            },
            "doi.org" | "dx.doi.org" => Self::doi(path),
            "openreview.net" => match parts.first() {
                Some(&("forum" | "pdf")) => {
                    let id = query.split('&').find_map(|part| part.strip_prefix("id="))?;
                    named(Scheme::OpenReview, id)
                }
                _ => None,
            },
            "aclanthology.org" | "aclweb.org" => {
                let id = *parts.last()?;
                let id = id.strip_suffix(".pdf").unwrap_or(id);
                let has_number = id.bytes().any(|byte| byte.is_ascii_digit())
                    && id.contains('-')
                    && !matches!(parts[0], "events" | "venues" | "people");
                has_number.then(|| named(Scheme::Acl, id)).flatten()
            }
            "pubmed.ncbi.nlm.nih.gov" => Self::pubmed(parts.first()?),
            "ncbi.nlm.nih.gov" if parts.first() == Some(&"pubmed") => Self::pubmed(parts.get(1)?),
            "semanticscholar.org" | "api.semanticscholar.org" => {
                let id = *parts.last()?;
                let is_hash = id.len() == 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
                is_hash
                    .then(|| named(Scheme::SemanticScholar, &id.to_ascii_lowercase()))
                    .flatten()
            }
            // What follows the handle says in which report it was.
            "d.repec.org" => {
                let handle = query.split('&').find_map(|part| part.strip_prefix("u="))?;
                let is_handle = handle.len() <= 200
                    && handle.bytes().all(|byte| byte.is_ascii_graphic())
                    && handle
                        .get(..6)
                        .is_some_and(|start| start.eq_ignore_ascii_case("repec:"))
                    && handle.matches(':').count() == 3;
                is_handle.then(|| Self {
                    scheme: Scheme::Url,
                    value: format!("https://d.repec.org/n?u={handle}"),
                })
            }
            _ if path.contains("/10.") => {
                let start = path.find("/10.")? + 1;
                let doi = path[start..]
                    .trim_end_matches("/full")
                    .trim_end_matches("/abstract");
                Self::doi(doi.strip_suffix(".pdf").unwrap_or(doi))
            }
            _ => Self::work_page(&host, &parts, query),
        }
    }

    /// Takes the address of a page that is about one work, where nothing better names it.
    fn work_page(host: &str, parts: &[&str], query: &str) -> Option<Self> {
        let last = *parts.last()?;
        let is_pdf = last.to_ascii_lowercase().ends_with(".pdf");
        let is_abstract_page = match host {
            "proceedings.mlr.press" => last.ends_with(".html") && parts.len() == 2,
            "papers.nips.cc" | "proceedings.neurips.cc" => last.contains("Abstract"),
            "openaccess.thecvf.com" => last.ends_with("_paper.html"),
            "jmlr.org" => parts.first() == Some(&"papers") && last.ends_with(".html"),
            "ideas.repec.org" | "econpapers.repec.org" => {
                last.ends_with(".html") && parts.len() >= 4
            }
            "biorxiv.org" | "medrxiv.org" | "eprint.iacr.org" | "hal.science" => parts.len() >= 2,
            "ieeexplore.ieee.org" => parts.first() == Some(&"document"),
            "sciencedirect.com" => parts.contains(&"pii"),
            _ => false,
        };
        let is_code = matches!(host, "github.com" | "gitlab.com");
        if !(is_pdf || is_abstract_page) || is_code {
            return None;
        }
        let mut value = format!("https://{host}/{}", parts.join("/"));
        if !query.is_empty() && !query.starts_with("utm_") {
            value.push('?');
            value.push_str(query);
        }
        let is_seen = !value.contains(|c: char| c.is_whitespace() || is_invisible(c));
        is_seen.then_some(Self {
            scheme: Scheme::Url,
            value,
        })
    }

    /// Reads an identifier of any kind that a person or a file may write: an address, a DOI, an
    /// arXiv id, `PMID: 123`, `isbn:…`.
    pub fn recognise(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains("://") {
            return Self::from_url(text);
        }
        let lower = text.to_ascii_lowercase();
        if lower.starts_with("doi") || lower.starts_with("10.") {
            return Self::doi(text);
        }
        if lower.starts_with("pmid") {
            return Self::pubmed(text[4..].trim_start_matches([':', ' ']));
        }
        if lower.starts_with("isbn") {
            return Self::isbn(text[4..].trim_start_matches([':', ' ']));
        }
        if lower.contains("doi.org/") {
            return Self::doi(text);
        }
        if lower.contains("arxiv.org/") {
            return Self::from_url(&format!("https://{text}"));
        }
        Self::arxiv(text)
    }
}

/// Returns where a DOI leads.
pub(crate) fn address_of_doi(doi: &str) -> String {
    let doi = doi.replace('<', "%3C").replace('>', "%3E");
    format!("https://doi.org/{doi}")
}

/// Returns a text with the signs of a DOI that addresses, HTML and TeX write otherwise.
fn signs_of_doi(text: &str) -> String {
    const TEX: [(&str, &str); 12] = [
        ("\\textless{}", "<"),
        ("\\textless ", "<"),
        ("\\textless", "<"),
        ("\\textgreater{}", ">"),
        ("\\textgreater ", ">"),
        ("\\textgreater", ">"),
        ("\\_", "_"),
        ("$<$", "<"),
        ("$>$", ">"),
        ("{<}", "<"),
        ("{>}", ">"),
        ("{_}", "_"),
    ];
    let text = link::percent_decoded(text.trim());
    let text = without_entities(&text).replace(is_invisible, "");
    if !text.contains(['\\', '$', '{']) {
        return text;
    }
    let signs = TEX.iter();
    signs.fold(text, |text, (written, sign)| text.replace(written, sign))
}

/// Tells where a DOI ends that `text` begins with: before what is in none, unless that is part of
/// an article's place in its volume.
fn end_of_doi(text: &str) -> usize {
    let is_stop =
        |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '{' | '}' | '?' | '#' | '\\');
    let mut end = 0;
    while let Some(n) = text[end..].find(is_stop) {
        end += n;
        match n_of_place(&text[..end], &text[end..]) {
            Some(n_place) => end += n_place,
            None => return end,
        }
    }
    text.len()
}

/// Tells the length of `<0130:DNF>`, an article's first page and the initials of its title, which
/// the DOIs of old volumes hold; `rest` begins with it. Tags and addresses in angle brackets are
/// none. Where a file cut the DOI short, its `<` alone counts.
///
/// Source: ANSI/NISO Z39.56, the Serial Item and Contribution Identifier.
pub(crate) fn n_of_place(before: &str, rest: &str) -> Option<usize> {
    const MOST_BYTES: usize = 120;
    let inside = rest.strip_prefix('<')?;
    let end = inside
        .bytes()
        .take(MOST_BYTES)
        .position(|byte| byte == b'>' || byte == b'<' || byte.is_ascii_whitespace());
    let (place, after) = match end.map(|end| inside.split_at(end)) {
        Some((place, after)) if after.starts_with('>') => (place, &after[1..]),
        // `0022-4928(1963)020` is the volume.
        _ => {
            let is_volume = before.contains('(') && before.contains(')');
            let is_page = inside.starts_with(|c: char| c.is_ascii_digit());
            return (is_volume && is_page && !inside.starts_with("10.")).then_some(1);
        }
    };
    let is_place = !place.is_empty()
        && !place.contains(['/', '"', '=', '@'])
        && (place.contains(':') || place.starts_with(|c: char| c.is_ascii_digit()))
        && after.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_place.then_some(place.len() + 2)
}

fn without_version(id: &str) -> &str {
    match id.rfind(['v', 'V']) {
        Some(at)
            if at > 0 && at + 1 < id.len() && id[at + 1..].bytes().all(|b| b.is_ascii_digit()) =>
        {
            &id[..at]
        }
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, scheme: Scheme, value: &str) {
        assert_eq!(
            Identifier::recognise(text),
            Some(Identifier {
                scheme,
                value: value.to_owned()
            })
        );
    }

    #[test]
    fn one_work_has_one_identifier_however_it_is_written() {
        check(
            "https://doi.org/10.5555/ABC.1",
            Scheme::Doi,
            "10.5555/abc.1",
        );
        check("doi:10.5555/abc.1.", Scheme::Doi, "10.5555/abc.1");
        check(
            "https://journal.example/doi/full/10.5555/abc.1?x=1",
            Scheme::Doi,
            "10.5555/abc.1",
        );
        check("10.48550/arXiv.2607.90012", Scheme::Arxiv, "2607.90012");
        check("arXiv:2607.90012v3", Scheme::Arxiv, "2607.90012");
        check("arXiv: hep-th/9901001v2", Scheme::Arxiv, "hep-th/9901001");
        check("math.GT/0309136", Scheme::Arxiv, "math/0309136");
        check(
            "https://arxiv.org/pdf/2607.90012v1.pdf",
            Scheme::Arxiv,
            "2607.90012",
        );
        check(
            "http://arxiv.org/abs/hep-th/9901001",
            Scheme::Arxiv,
            "hep-th/9901001",
        );
        check(
            "https://www.alphaxiv.org/abs/2607.90012",
            Scheme::Arxiv,
            "2607.90012",
        );
        check(
            "https://hf.co/papers/2607.90012#community",
            Scheme::Arxiv,
            "2607.90012",
        );
        check(
            "https://openreview.net/forum?id=AbC-d_9&noteId=x",
            Scheme::OpenReview,
            "AbC-d_9",
        );
        check(
            "https://aclanthology.org/2026.acl-long.9999.pdf",
            Scheme::Acl,
            "2026.acl-long.9999",
        );
        check(
            "https://pubmed.ncbi.nlm.nih.gov/99000001/",
            Scheme::PubMed,
            "99000001",
        );
        check("PMID: 99000001", Scheme::PubMed, "99000001");
        check(
            "https://d.repec.org/n?u=RePEc:tid:wpaper:26-01&r=tid",
            Scheme::Url,
            "https://d.repec.org/n?u=RePEc:tid:wpaper:26-01",
        );
        check(
            "https://lab.example/papers/kelp.pdf",
            Scheme::Url,
            "https://lab.example/papers/kelp.pdf",
        );
    }

    #[test]
    fn a_doi_holds_the_place_of_its_article_however_it_is_written() {
        let of_place = |place: &str| format!("10.5555/0099-4928(1963)020{place}2.0.CO;2-K");
        for place in [
            "<0130:KAT>",
            "&lt;0130:KAT&gt;",
            "&#60;0130:KAT&#62;",
            "%3C0130:KAT%3E",
            "%3c0130%3aKAT%3e",
            "$<$0130:KAT$>$",
            "\\textless0130:KAT\\textgreater",
            "\\textless{}0130:KAT\\textgreater{}",
            "{\\textless}0130:KAT{\\textgreater}",
            "{<}0130:KAT{>}",
        ] {
            let doi = "10.5555/0099-4928(1963)020<0130:kat>2.0.co;2-k";
            for text in [
                of_place(place),
                format!("doi:{}.", of_place(place)),
                format!("doi:{})", of_place(place)),
            ] {
                check(&text, Scheme::Doi, doi);
            }
            if !place.contains('#') {
                let address = format!("https://doi.org/{}", of_place(place));
                check(&address, Scheme::Doi, doi);
            }
        }
        check("10.5555/978-3\\_28", Scheme::Doi, "10.5555/978-3_28");
        check("10.5555/978-3{\\_}28", Scheme::Doi, "10.5555/978-3_28");
        let cut_short = "10.5555/0099-4928(1963)020<0130:kat";
        check(cut_short, Scheme::Doi, cut_short);
    }

    #[test]
    fn a_doi_ends_before_what_a_page_puts_behind_it() {
        for behind in [
            "</a>",
            "<br>next",
            "<br/>next",
            "<i>x</i>",
            "> wrote",
            "<https://doi.org/10.5555/kelp(1)>x",
            "<mailto:a@b.example>x",
            "<a and b>c",
            "{x}",
            "<",
        ] {
            let found = Identifier::doi(&format!("doi:10.5555/kelp(1){behind}"));
            let found = found.expect("a DOI before it").value;
            assert_eq!(found, "10.5555/kelp(1)", "{behind}");
        }
    }

    #[test]
    fn an_isbn_counts_only_with_its_check_digit() {
        check("ISBN 0-306-40615-2", Scheme::Isbn, "9780306406157");
        check("isbn:978-0-306-40615-7", Scheme::Isbn, "9780306406157");
        assert_eq!(Identifier::isbn("978-0-306-40615-8"), None);
        assert_eq!(Identifier::isbn("1234567890"), None);
    }

    #[test]
    fn what_lists_many_names_none() {
        for text in [
            "https://arxiv.org/list/cs.LG/recent",
            "https://huggingface.co/papers",
            "12.5",
            "https://openreview.net/group?id=X",
            "https://github.com/a/b",
            "2613.00001",
            "10.5/x",
            "",
            "https://aclanthology.org/events/acl-2026/",
            "version 10.15",
            "https://lab.example/",
        ] {
            assert_eq!(Identifier::recognise(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_fail(text in ".{0,60}", odd in "(https://|arxiv.org/|doi|10\\.|[a-z0-9./?=-]){0,20}") {
            for text in [&text, &odd] {
                if let Some(found) = Identifier::recognise(text) {
                    proptest::prop_assert!(!found.value.is_empty());
                }
                Identifier::isbn(text);
                Identifier::doi(text);
            }
        }
    }
}
