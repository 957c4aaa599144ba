//! Where a work, its code and its files are.

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// What it leads to.
    pub kind: LinkKind,
    /// The address.
    pub url: String,
}
