//! From bytes to text: which character set it is, and how sure that is.

use std::ops::Range;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{ContentHash, ContentKind};

/// A character set, and whether it had to be guessed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundEncoding {
    pub(crate) encoding: &'static Encoding,
    pub(crate) is_guessed: bool,
}

/// What one pass over a source's bytes tells.
pub(crate) struct Examination {
    pub(crate) hash: ContentHash,
    pub(crate) size_bytes: u64,
    /// The character set; otherwise what the bytes are in place of text, none if there are none.
    pub(crate) verdict: Result<FoundEncoding, Option<ContentKind>>,
    pub(crate) head: String,
}

/// Looks at bytes as they pass by, and holds no more than the first 64 kB of them.
pub(crate) struct Examiner {
    hasher: blake3::Hasher,
    size_bytes: u64,
    head: Vec<u8>,
    utf8: Utf8Check,
    guess: EncodingDetector,
    n_guessed_from: usize,
}

const HEAD_BYTES: usize = 64 * 1024;
/// The guess is settled long before; chardetng takes 50 ms for each megabyte.
const GUESS_BYTES: usize = 64 * 1024;

impl Examiner {
    pub(crate) fn new() -> Self {
        Self {
            hasher: blake3::Hasher::new(),
            size_bytes: 0,
            head: Vec::new(),
            utf8: Utf8Check::default(),
            guess: EncodingDetector::new(Iso2022JpDetection::Deny),
            n_guessed_from: 0,
        }
    }

    /// Takes the next bytes; false as soon as they are known to be no text.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> bool {
        if self.size_bytes == 0 && known_file_kind(bytes).is_some() {
            self.head = bytes.to_vec();
            self.size_bytes = bytes.len() as u64;
            return false;
        }
        self.hasher.update(bytes);
        self.size_bytes += bytes.len() as u64;
        let n_wanted = HEAD_BYTES.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..n_wanted]);
        if !bytes.is_ascii() || self.utf8.is_amid_a_letter() {
            self.utf8.take(bytes);
            self.feed_guess(bytes);
        }
        true
    }

    /// Feeds the guess with the lines that are not plain ASCII: only these tell anything.
    fn feed_guess(&mut self, bytes: &[u8]) {
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            if self.n_guessed_from >= GUESS_BYTES {
                return;
            }
            if !line.is_ascii() {
                let line = &line[..line.len().min(GUESS_BYTES)];
                self.guess.feed(line, false);
                self.n_guessed_from += line.len();
            }
        }
    }

    pub(crate) fn finish(mut self) -> Examination {
        self.utf8.finish();
        let verdict = self.judge();
        let head = match &verdict {
            Ok(found) => decoded_head(&self.head, found.encoding, self.size_bytes),
            Err(_) => String::new(),
        };
        Examination {
            hash: self.hasher.finalize().into(),
            size_bytes: self.size_bytes,
            verdict,
            head,
        }
    }

    fn judge(&mut self) -> Result<FoundEncoding, Option<ContentKind>> {
        let sure = |encoding| {
            Ok(FoundEncoding {
                encoding,
                is_guessed: false,
            })
        };
        let guessed = |encoding| {
            Ok(FoundEncoding {
                encoding,
                is_guessed: true,
            })
        };
        if let Some((encoding, n_mark)) = Encoding::for_bom(&self.head) {
            return if self.size_bytes as usize <= n_mark {
                Err(None)
            } else {
                sure(encoding)
            };
        }
        if self.size_bytes == 0 {
            return Err(None);
        }
        if let Some(what) = known_file_kind(&self.head) {
            return Err(Some(what));
        }
        if let Some(encoding) = utf16_without_mark(&self.head) {
            return guessed(encoding);
        }
        if has_many_controls(&self.head) {
            return Err(Some(ContentKind::Binary));
        }
        if self.utf8.n_wrong == 0 {
            return sure(UTF_8);
        }
        // Mostly good UTF-8 with a few broken places is still UTF-8, cut or patched badly.
        if self.utf8.n_letters > 10 * self.utf8.n_wrong {
            return guessed(UTF_8);
        }
        self.guess.feed(b"", true);
        guessed(self.guess.guess(None, Utf8Detection::Deny))
    }
}

/// Counts what is good and what is wrong as UTF-8, across chunks.
#[derive(Default)]
struct Utf8Check {
    /// The first bytes of a letter whose rest is in the next chunk.
    begun: Vec<u8>,
    n_letters: u64,
    n_wrong: u64,
}

impl Utf8Check {
    fn is_amid_a_letter(&self) -> bool {
        !self.begun.is_empty()
    }

    fn take(&mut self, mut bytes: &[u8]) {
        while !self.begun.is_empty() && !bytes.is_empty() {
            self.begun.push(bytes[0]);
            match std::str::from_utf8(&self.begun) {
                Ok(_) => {
                    self.n_letters += 1;
                    self.begun.clear();
                    bytes = &bytes[1..];
                }
                Err(error) if error.error_len().is_none() => bytes = &bytes[1..],
                Err(_) => {
                    // The new byte may begin a letter of its own: it is looked at again.
                    self.n_wrong += 1;
                    self.begun.clear();
                }
            }
        }
        loop {
            match std::str::from_utf8(bytes) {
                Ok(good) => {
                    self.count(good);
                    return;
                }
                Err(error) => {
                    let (good, rest) = bytes.split_at(error.valid_up_to());
                    self.count(std::str::from_utf8(good).unwrap_or_default());
                    match error.error_len() {
                        Some(n) => {
                            self.n_wrong += 1;
                            bytes = &rest[n..];
                        }
                        None => {
                            self.begun = rest.to_vec();
                            return;
                        }
                    }
                }
            }
        }
    }

    fn count(&mut self, good: &str) {
        self.n_letters += good.bytes().filter(|&byte| byte >= 0xc0).count() as u64;
    }

    fn finish(&mut self) {
        if !self.begun.is_empty() {
            self.n_wrong += 1;
        }
    }
}

/// Tells UTF-16 by its zero bytes: of text with some ASCII in it, one half of the pairs has them.
fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let sample = &head[..head.len().min(4096) & !1];
    let n_pairs = sample.len() / 2;
    let n_zero = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (n_first, n_second) = (n_zero(0), n_zero(1));
    let is_many = |n: usize| n_pairs >= 2 && n * 10 >= n_pairs * 3;
    let is_few = |n: usize| n * 50 <= n_pairs;
    if is_many(n_second) && is_few(n_first) {
        Some(UTF_16LE)
    } else if is_many(n_first) && is_few(n_second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A stray NUL happens in real text; more than two control characters in a hundred do not.
fn has_many_controls(head: &[u8]) -> bool {
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let n_controls = head.iter().filter(|&&byte| is_control(byte)).count();
    n_controls * 50 > head.len()
}

/// Returns what begins so and is no text.
pub(crate) fn known_file_kind(head: &[u8]) -> Option<ContentKind> {
    const KINDS: [(&[u8], ContentKind); 16] = [
        (b"%PDF-", ContentKind::Pdf),
        (b"PK\x03\x04", ContentKind::Zip),
        (b"\x1f\x8b", ContentKind::Gzip),
        (b"BZh9", ContentKind::Bzip2),
        (b"\xfd7zXZ\0", ContentKind::Xz),
        (b"7z\xbc\xaf\x27\x1c", ContentKind::SevenZip),
        (b"Rar!\x1a\x07", ContentKind::Rar),
        (b"\x28\xb5\x2f\xfd", ContentKind::Zstd),
        (b"\x89PNG\r\n\x1a\n", ContentKind::Picture),
        (b"\xff\xd8\xff", ContentKind::Picture),
        (b"GIF8", ContentKind::Picture),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ContentKind::Office),
        (b"SQLite format 3\0", ContentKind::Database),
        (b"\x7fELF", ContentKind::Program),
        (b"%!PS", ContentKind::PostScript),
        (b"\x00\x00\x00\x20ftyp", ContentKind::Film),
    ];
    // A tar's first file may well be a text: only its header tells.
    const TAR: Range<usize> = 257..262;
    if head.get(TAR) == Some(b"ustar") {
        return Some(ContentKind::Tar);
    }
    KINDS
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
        .map(|&(_, what)| what)
}

fn decoded_head(head: &[u8], encoding: &'static Encoding, size_bytes: u64) -> String {
    let mut text = String::with_capacity(head.len() * 3 + 16);
    let is_whole = head.len() as u64 == size_bytes;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    // There is room for three bytes of text per byte, which no character set exceeds.
    let _ = decoder.decode_to_string(head, &mut text, is_whole);
    if !is_whole && let Some(end) = text.rfind(['\n', '\r']) {
        text.truncate(end + 1);
    }
    text
}
