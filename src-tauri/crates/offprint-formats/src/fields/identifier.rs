//! What names a work: a scheme and a normalised value.

/// A scheme of identifiers. PRODUCT.md, "Words".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    /// Which scheme it belongs to.
    pub scheme: Scheme,
    /// The normalised value.
    pub value: String,
}
