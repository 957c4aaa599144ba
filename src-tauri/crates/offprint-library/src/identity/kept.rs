//! The index that is kept between imports: at most one, and of no moment before the newest change that was heard of.

use crate::change::ChangeSeq;
use crate::identity::index::IdentityIndex;

/// What identity looks at, as it was after a change: the next import mostly finds it still right. Of a million papers
/// it takes half a gigabyte, so that none is held that nobody can use.
#[derive(Debug, Default)]
pub(crate) struct KeptIndex {
    kept: Option<(ChangeSeq, IdentityIndex)>,
    newest: ChangeSeq,
}

impl KeptIndex {
    /// Hands out the index as it was after a change, to whoever gives it back. One of before goes, ahead of another
    /// being read in its place.
    pub fn lend(&mut self, seq: ChangeSeq) -> Option<IdentityIndex> {
        self.hear_of(seq);
        self.kept.take_if(|(of, _)| *of == seq).map(|(_, it)| it)
    }

    /// Keeps an index as it was after a change, unless a newer change was heard of.
    pub fn keep(&mut self, seq: ChangeSeq, index: IdentityIndex) {
        self.hear_of(seq);
        if seq == self.newest {
            self.kept = Some((seq, index));
        }
    }

    /// Whether the index is kept as it was after a change.
    pub fn is_of(&self, seq: ChangeSeq) -> bool {
        matches!(&self.kept, Some((of, _)) if *of == seq)
    }

    /// Lets go of what was before a change.
    pub fn hear_of(&mut self, seq: ChangeSeq) {
        self.newest = self.newest.max(seq);
        self.kept.take_if(|(of, _)| *of < self.newest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept_of(seq: ChangeSeq) -> KeptIndex {
        let mut kept = KeptIndex::default();
        kept.keep(seq, IdentityIndex::default());
        kept
    }

    #[test]
    fn what_is_given_back_late_does_not_take_the_place_of_what_is_newer() {
        let mut kept = kept_of(10);
        let lent = kept.lend(10).unwrap();
        kept.keep(11, IdentityIndex::default());
        kept.keep(10, lent);
        assert!(kept.is_of(11));
    }

    #[test]
    fn what_is_given_back_after_a_change_is_not_kept() {
        let mut kept = kept_of(10);
        let lent = kept.lend(10).unwrap();
        kept.hear_of(11);
        kept.keep(10, lent);
        assert!(!kept.is_of(10));
    }

    #[test]
    fn what_nobody_can_use_any_more_goes_before_another_is_read() {
        let mut kept = kept_of(10);
        assert!(kept.lend(11).is_none());
        assert!(kept.kept.is_none());
        let mut kept = kept_of(10);
        kept.hear_of(11);
        assert!(kept.kept.is_none());
    }
}
