//! One author's name.

/// An author: the family name and what stands before it.
///
/// A name that cannot be parted, or that of a group, is all `family`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Author {
    /// The family name with its particles, or a whole name.
    pub family: String,
    /// Given names or initials; may be empty.
    pub given: String,
}

impl Author {
    /// Returns the name as it is read: given names, then the family name.
    pub fn display(&self) -> String {
        if self.given.is_empty() {
            self.family.clone()
        } else {
            format!("{} {}", self.given, self.family)
        }
    }
}
