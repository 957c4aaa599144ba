//! Text that nobody would write, and samples with a few bytes wrong.

/// A stream of numbers that is the same for the same seed (SplitMix64).
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    /// Begins a stream.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Returns the next number.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `end`, which must not be 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next_u64() % end as u64) as usize
    }

    /// Returns one of `choices`, which must not be empty.
    pub fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

/// Pieces that readers care about, and some that they have never seen.
const PIECES: [&str; 48] = [
    "@article{",
    "@string{",
    "@comment",
    "{",
    "}",
    "\"",
    "=",
    ",",
    "#",
    "%",
    "\\",
    "$",
    "$$",
    "\\(",
    "\\'e",
    "\\textit{",
    "TY  - JOUR\n",
    "ER  - \n",
    "TI  - ",
    "AU  - ",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    " ",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}-\n",
    "](https://arxiv.org/abs/2607.90001)",
    "[",
    "](",
    ")",
    "- ",
    "## ",
    "Abstract",
    "Authors:",
    "12 authors",
    "Upvote",
    "A Title of Some Kind",
    "we propose a method. ",
    "é",
    "王",
    "👩‍🔬",
    "&amp;",
    "<i>",
    "Subscribe",
];

/// Returns about `n_pieces` pieces of text in no order.
pub fn odd_text(seed: u64, n_pieces: usize) -> String {
    let mut dice = Dice::new(seed);
    (0..n_pieces).map(|_| dice.pick(&PIECES)).collect()
}

/// Returns `bytes` with a few of them changed, doubled, cut out, or replaced by a piece.
pub fn mutated(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + dice.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.below(bytes.len());
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(5) {
            0 => bytes[at] = dice.next_u64() as u8,
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => bytes.truncate(at),
            _ => drop(bytes.splice(at..end, dice.pick(&PIECES).bytes())),
        }
    }
    bytes
}
