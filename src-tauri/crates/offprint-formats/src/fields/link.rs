//! Where a work, its code and its files are.

use std::collections::HashSet;

use crate::clean::is_invisible;
use crate::fields::identifier::{Identifier, n_of_place};
use serde::{Deserialize, Serialize};

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// The work's own page.
    Paper,
    /// Its code.
    Code,
    /// A PDF of it.
    Pdf,
    /// Anything else.
    Other,
}

impl LinkKind {
    /// Returns the kind's name in the database and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            LinkKind::Paper => "paper",
            LinkKind::Code => "code",
            LinkKind::Pdf => "pdf",
            LinkKind::Other => "other",
        }
    }

    /// Finds a kind by its [`name`](LinkKind::name); an unknown one is `Other`.
    pub fn from_name(name: &str) -> Self {
        match name {
            "paper" => LinkKind::Paper,
            "code" => LinkKind::Code,
            "pdf" => LinkKind::Pdf,
            _ => LinkKind::Other,
        }
    }
}

/// A link of a paper; `http` or `https` only.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// What it leads to.
    pub kind: LinkKind,
    /// The address.
    pub url: String,
}

impl Link {
    /// Takes an address whose kind is told. None unless it is `http` or `https` with a host.
    pub fn of(kind: LinkKind, address: &str) -> Option<Self> {
        let is_one = address.len() <= LONGEST_BYTES && !address.contains(is_no_part);
        host_and_path(address).filter(|_| is_one).map(|_| Self {
            kind,
            url: address.to_owned(),
        })
    }

    /// Takes an address as found: leaves out what cannot be seen, cuts what the sentence put after
    /// it, unwraps redirectors, writes angle brackets as addresses do, and tells its kind. None unless it is `http` or `https` with a host.
    pub fn parse(address: &str) -> Option<Self> {
        let address = address.trim();
        // Measured before it is trimmed, which takes a step for each sign behind it.
        if address.len() > LONGEST_BYTES {
            return None;
        }
        let address = address.replace(is_invisible, "");
        let address = trimmed(address.trim());
        if address.contains(char::is_whitespace) {
            return None;
        }
        let url = unwrapped(address).unwrap_or_else(|| address.to_owned());
        let url = url.replace('<', "%3C").replace('>', "%3E");
        let (host, path) = host_and_path(&url)?;
        let kind = kind_of(&host, path, &url);
        Some(Self { kind, url })
    }
}

/// Returns a paper's own link: its page, its PDF, where an identifier leads, or, where it has none of these, the first of
/// the others. Bibliographies keep a work's page as an address that tells nothing of itself.
pub fn own_address(links: &[Link], identifiers: &[Identifier]) -> Option<String> {
    let of = |kind| links.iter().find(|link| link.kind == kind);
    let url = |link: &Link| link.url.clone();
    let page = of(LinkKind::Paper).or_else(|| of(LinkKind::Pdf)).map(url);
    page.or_else(|| identifiers.iter().find_map(Identifier::address))
        .or_else(|| of(LinkKind::Other).map(url))
}

/// Whether who opens this address opens the paper itself: all its pages, PDFs and what its identifiers lead to, and
/// [`own_address`].
pub fn is_own_address(url: &str, links: &[Link], identifiers: &[Identifier]) -> bool {
    let is_page = |link: &Link| matches!(link.kind, LinkKind::Paper | LinkKind::Pdf);
    let mut addresses = identifiers.iter().filter_map(Identifier::address);
    links.iter().any(|link| link.url == url && is_page(link))
        || addresses.any(|address| address == url)
        || own_address(links, identifiers).as_deref() == Some(url)
}

/// Browsers refuse longer ones, and so does everything else.
pub(crate) const LONGEST_BYTES: usize = 2048;

/// Finds the links in a text, in order, each once.
pub fn links_in(text: &str) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut known = HashSet::new();
    let mut rest = text;
    while let Some(at) = rest.find("http") {
        let tail = &rest[at..];
        let begins_word = !rest[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let end = end_of_address(tail);
        if begins_word
            && let Some(link) = Link::parse(&tail[..end])
            && known.insert(link.url.clone())
        {
            links.push(link);
        }
        rest = &tail[end.max(4)..];
    }
    links
}

/// Tells where the address ends that `text` begins with. That of an old article may hold its place,
/// `<0130:DNF>`, in its DOI.
fn end_of_address(text: &str) -> usize {
    let is_stop =
        |c: char| is_no_part(c) || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '{' | '}');
    let mut end = 0;
    while let Some(n) = text[end..].find(is_stop) {
        end += n;
        // Longer ones are no address, however they go on.
        let doi = text
            .get(..end.min(LONGEST_BYTES))
            .and_then(|text| text.find("/10."));
        match doi.and_then(|doi| n_of_place(&text[doi..end], &text[end..])) {
            Some(n_place) if end <= LONGEST_BYTES => end += n_place,
            _ => return end,
        }
    }
    text.len()
}

/// Splits an `http` or `https` address into its host, in lower case without `www.`, and the rest.
pub(crate) fn host_and_path(url: &str) -> Option<(String, &str)> {
    let n_scheme = ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = url.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(scheme.len())
    })?;
    let rest = &url[n_scheme..];
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_host = host.contains('.') && !host.starts_with('.') && host.len() > 3;
    is_host.then(|| (host.to_owned(), &rest[end..]))
}

/// Cuts off what belongs to the sentence: a full stop, a closing bracket that was not opened.
fn trimmed(address: &str) -> &str {
    let mut address = address;
    loop {
        let cut = address.trim_end_matches([
            '.', ',', ';', ':', '!', '?', '\'', '"', '’', '”', '*', '…', '。', '，',
        ]);
        let cut = match cut.as_bytes().last() {
            Some(b')') if !cut.contains('(') => &cut[..cut.len() - 1],
            Some(b']') if !cut.contains('[') => &cut[..cut.len() - 1],
            _ => cut,
        };
        if cut.len() == address.len() {
            return cut;
        }
        address = cut;
    }
}

/// Returns where a redirector leads.
fn unwrapped(address: &str) -> Option<String> {
    const REDIRECTORS: [(&str, &str); 6] = [
        ("scholar.google.", "url="),
        ("google.com", "q="),
        ("google.com", "url="),
        ("safelinks.protection.outlook.com", "url="),
        ("l.facebook.com", "u="),
        ("researchgate.net", "url="),
    ];
    let (host, path) = host_and_path(address)?;
    let query = path.split_once('?')?.1;
    for (known_host, name) in REDIRECTORS {
        if !host.contains(known_host) {
            continue;
        }
        let value = query.split('&').find_map(|part| part.strip_prefix(name));
        if let Some(value) = value {
            let target = percent_decoded(value);
            if host_and_path(&target).is_some() && !target.contains(is_no_part) {
                return Some(target);
            }
        }
    }
    // Newsletters count clicks at addresses of their own; where one leads to a work, that is it.
    if Identifier::from_url(address).is_some() {
        return None;
    }
    query
        .split('&')
        .filter_map(|part| part.split_once('='))
        .filter(|(_, value)| value.starts_with("http"))
        .map(|(_, value)| percent_decoded(value))
        .find(|target| !target.contains(is_no_part) && Identifier::from_url(target).is_some())
}

/// Whether a sign is in no address, since it is a blank or cannot be seen.
fn is_no_part(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten();
        let byte = pair
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        decoded.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

fn kind_of(host: &str, path: &str, url: &str) -> LinkKind {
    let path_only = path.split(['?', '#']).next().unwrap_or(path);
    let is_code_host = matches!(
        host,
        "github.com"
            | "gitlab.com"
            | "bitbucket.org"
            | "codeberg.org"
            | "gist.github.com"
            | "sr.ht"
            | "git.sr.ht"
            | "anonymous.4open.science"
    ) || host.starts_with("gitlab.");
    if path_only.to_ascii_lowercase().ends_with(".pdf")
        || (host.ends_with("arxiv.org") && path.starts_with("/pdf/"))
        || (host == "openreview.net" && path.starts_with("/pdf"))
    {
        LinkKind::Pdf
    } else if is_code_host && path_only.len() > 1 {
        LinkKind::Code
    } else if Identifier::from_url(url).is_some() {
        LinkKind::Paper
    } else if host == "huggingface.co" || host == "hf.co" {
        let first = path_only.trim_matches('/').split('/').next().unwrap_or("");
        let is_no_repository = matches!(
            first,
            "" | "papers" | "blog" | "collections" | "docs" | "posts" | "join"
        );
        let has_name = path_only.trim_matches('/').contains('/');
        if is_no_repository || !has_name {
            LinkKind::Other
        } else {
            LinkKind::Code
        }
    } else {
        LinkKind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, kind: LinkKind, url: &str) {
        assert_eq!(
            Link::parse(address),
            Some(Link {
                kind,
                url: url.to_owned()
            })
        );
    }

    /// Such an address would do something else than lead to a page, or show as another one.
    #[test]
    fn what_is_no_page_of_the_web_is_no_link() {
        for address in [
            "javascript:alert(1)//https.example",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<h1>kelp</h1>",
            "file:///etc/passwd",
            "file://host.example/kelp.pdf",
            "offprint://open/kelp",
            "vbscript:x",
            "mailto:ana@tide.example",
            "ftp://tide.example/kelp.pdf",
            "//tide.example/kelp.pdf",
            "\\\\host.example\\kelp.pdf",
            "C:\\kelp.pdf",
            "https:tide.example",
            "https://",
            "https:///kelp",
        ] {
            assert_eq!(Link::parse(address), None, "{address}");
            assert_eq!(Link::of(LinkKind::Paper, address), None, "{address}");
            assert_eq!(Identifier::from_url(address), None, "{address}");
        }
        let redirected = |target: &str| format!("https://www.google.com/url?q={target}");
        for target in [
            "javascript:alert(1)",
            "https://tide.example/%1B%5D0",
            "https://a.example/%E2%80%AEx",
        ] {
            let link = Link::parse(&redirected(target)).expect("an address of the web");
            assert_eq!(link.url, redirected(target));
        }
        check(
            "https://tide\u{202e}.example/\u{200b}kelp\u{1b}",
            LinkKind::Other,
            "https://tide.example/kelp",
        );
        assert_eq!(
            Link::of(LinkKind::Other, "https://tide.example/\u{202e}kelp"),
            None
        );
    }

    #[test]
    fn many_signs_behind_an_address_take_no_longer_than_others() {
        let text = format!("https://tide.example/kelp{}", ")".repeat(2_000_000));
        assert_eq!(links_in(&text), []);
        assert_eq!(links_in(&"https://a.example))))))))))".repeat(50_000)), []);
    }

    #[test]
    fn links_are_told_apart_and_cut_where_the_sentence_goes_on() {
        check(
            "https://github.com/ana/kelp.",
            LinkKind::Code,
            "https://github.com/ana/kelp",
        );
        check(
            "https://gitlab.com/ana/kelp),",
            LinkKind::Code,
            "https://gitlab.com/ana/kelp",
        );
        check(
            "https://huggingface.co/ana/kelp-7b",
            LinkKind::Code,
            "https://huggingface.co/ana/kelp-7b",
        );
        check(
            "https://huggingface.co/papers/2607.90012",
            LinkKind::Paper,
            "https://huggingface.co/papers/2607.90012",
        );
        check(
            "https://arxiv.org/pdf/2607.90012v2",
            LinkKind::Pdf,
            "https://arxiv.org/pdf/2607.90012v2",
        );
        check(
            "http://ana.example/kelp.pdf",
            LinkKind::Pdf,
            "http://ana.example/kelp.pdf",
        );
        check(
            "https://ana.example/a_(b)",
            LinkKind::Other,
            "https://ana.example/a_(b)",
        );
        check(
            "https://scholar.google.com/scholar_url?url=https://ana.example/kelp.pdf%3Fv%3D1&hl=en",
            LinkKind::Pdf,
            "https://ana.example/kelp.pdf?v=1",
        );
        check(
            "https://click.letters.example/t?u=7&to=https%3A%2F%2Farxiv.org%2Fabs%2F2607.90012",
            LinkKind::Paper,
            "https://arxiv.org/abs/2607.90012",
        );
        check(
            "https://click.letters.example/t?to=https%3A%2F%2Fcakes.example%2Flemon",
            LinkKind::Other,
            "https://click.letters.example/t?to=https%3A%2F%2Fcakes.example%2Flemon",
        );
    }

    #[test]
    fn a_papers_own_link_is_its_page_else_what_there_is() {
        let url = |address: &str| Link::of(LinkKind::Other, address).expect("an address");
        let (talk, lab) = ("https://talk.example/k", "https://lab.example/k");
        let code = Link::of(LinkKind::Code, "https://github.com/ana/kelp").expect("an address");
        let mut links = vec![code.clone(), url(lab), url(talk)];
        assert_eq!(own_address(&links, &[]).as_deref(), Some(lab));
        assert!(is_own_address(lab, &links, &[]));
        assert!(!is_own_address(talk, &links, &[]));
        assert!(!is_own_address(&code.url, &links, &[]));
        assert_eq!(own_address(std::slice::from_ref(&code), &[]), None);

        // Where one leads to the work itself, the others are beside it.
        let doi = [Identifier::doi("10.5555/kelp").expect("a DOI")];
        let of_doi = doi[0].address();
        assert_eq!(own_address(&links, &doi), of_doi);
        assert!(!is_own_address(lab, &links, &doi));
        links.extend(Link::of(LinkKind::Pdf, "https://lab.example/k.pdf"));
        assert_eq!(
            own_address(&links, &doi).as_deref(),
            Some("https://lab.example/k.pdf")
        );
        assert!(of_doi.is_some_and(|address| is_own_address(&address, &links, &doi)));
        assert!(!is_own_address(lab, &links, &[]));
    }

    #[test]
    fn nothing_but_the_web_is_a_link() {
        for address in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://a.example",
            "http://",
            "https://x",
            "",
        ] {
            assert_eq!(Link::parse(address), None, "{address}");
        }
    }

    #[test]
    fn links_in_a_text_are_found_once_each() {
        let text = "See https://a.example/x, (https://a.example/x) and xhttp://no.example or http://b.example.";
        let urls: Vec<_> = links_in(text).into_iter().map(|link| link.url).collect();
        assert_eq!(urls, ["https://a.example/x", "http://b.example"]);
    }

    #[test]
    fn the_address_of_an_old_article_holds_its_place() {
        let text = "<https://doi.org/10.5555/0099-4928(1963)020<0130:KAT>2.0.CO;2>, \
            https://a.example/x<0130:KAT>2 https://doi.org/10.5555/x<br>2";
        let urls: Vec<_> = links_in(text).into_iter().map(|link| link.url).collect();
        let old = "https://doi.org/10.5555/0099-4928(1963)020%3C0130:KAT%3E2.0.CO;2";
        assert_eq!(
            urls,
            [old, "https://a.example/x", "https://doi.org/10.5555/x"]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_fail(text in ".{0,80}", odd in "(https?|://|[a-z.%?=&()]){0,20}") {
            links_in(&text);
            links_in(&odd);
        }
    }
}
