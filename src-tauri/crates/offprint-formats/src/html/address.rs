//! Where a link leads, whole.

use crate::fields::link::LONGEST_BYTES;

/// Makes addresses whole, as long as that does not make the page much longer than it is.
pub(super) struct Addresses {
    base: Option<Base>,
    has_own_base: bool,
    /// How many bytes may still be added to relative addresses: a long base and many short links
    /// would make much out of little.
    budget: usize,
}

struct Base {
    /// `https:`.
    scheme: String,
    /// `https://host`.
    origin: String,
    /// `/folder/page`, without query.
    path: String,
}

impl Addresses {
    pub(super) fn new(source_url: Option<&str>, page_bytes: usize) -> Self {
        Self {
            base: source_url.and_then(Base::parse),
            has_own_base: false,
            budget: 2 * page_bytes + 64 * 1024,
        }
    }

    /// Takes the page's own `<base>`; only its first one counts.
    pub(super) fn set_base(&mut self, href: &str) {
        if std::mem::replace(&mut self.has_own_base, true) {
            return;
        }
        if let Some(base) = self.resolve(href).as_deref().and_then(Base::parse) {
            self.base = Some(base);
        }
    }

    /// Returns the whole address; none where it is not of the web, leads to the page itself, or
    /// is relative to nothing.
    pub(super) fn resolve(&mut self, href: &str) -> Option<String> {
        let href = href.trim();
        if href.is_empty() || href.starts_with('#') || href.len() > LONGEST_BYTES {
            return None;
        }
        let href: String = href.chars().filter(|c| !c.is_control()).collect();
        if is_of_the_web(&href) {
            return Some(href);
        }
        if has_scheme(&href) {
            return None;
        }
        let address = self.base.as_ref()?.join(&href);
        self.budget = self.budget.checked_sub(address.len())?;
        (address.len() <= LONGEST_BYTES).then_some(address)
    }
}

impl Base {
    fn parse(address: &str) -> Option<Self> {
        let address = address.trim();
        if !is_of_the_web(address) || address.len() > LONGEST_BYTES {
            return None;
        }
        let n_scheme = address.find("://")? + 1;
        let rest = &address[n_scheme + 2..];
        let n_host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let path = rest[n_host..].split(['?', '#']).next().unwrap_or("");
        Some(Self {
            scheme: address[..n_scheme].to_owned(),
            origin: address[..n_scheme + 2 + n_host].to_owned(),
            path: if path.is_empty() { "/" } else { path }.to_owned(),
        })
    }

    fn join(&self, href: &str) -> String {
        if href.starts_with("//") {
            return format!("{}{href}", self.scheme);
        }
        if href.starts_with('?') {
            return format!("{}{}{href}", self.origin, self.path);
        }
        let n_path = href.find(['?', '#']).unwrap_or(href.len());
        let (path, query) = href.split_at(n_path);
        let folder = match path.starts_with('/') {
            true => "",
            false => self.path.rsplit_once('/').map_or("", |(folder, _)| folder),
        };
        let mut parts: Vec<&str> = Vec::new();
        let whole = folder.split('/').chain(path.split('/'));
        for part in whole.filter(|part| !part.is_empty()) {
            match part {
                "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        let end = if path.ends_with('/') && !parts.is_empty() {
            "/"
        } else {
            ""
        };
        format!("{}/{}{end}{query}", self.origin, parts.join("/"))
    }
}

fn is_of_the_web(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && address.len() > scheme.len()
    })
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}
