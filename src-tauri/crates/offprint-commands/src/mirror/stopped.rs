//! Why a pass over the mirror did not come to its end.

use crate::failure::Failure;

pub(super) enum Stopped {
    /// Something is not as it was remembered or read a moment ago; a fuller pass settles it.
    Unclear,
    Failed(Failure),
}

impl<E> From<E> for Stopped
where
    Failure: From<E>,
{
    fn from(error: E) -> Self {
        Self::Failed(Failure::from(error))
    }
}
