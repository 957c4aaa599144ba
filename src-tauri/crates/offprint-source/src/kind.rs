//! What something is that is no text: told of a file that cannot be read.

use std::fs::FileType;
use std::path::Path;

use crate::encoding::known_file_kind;
use crate::file::Bytes;

/// What stands at a path in place of a plain file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    Folder,
    /// A device, pipe or socket.
    Device,
}

/// What bytes are that are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentKind {
    Pdf,
    /// A zip archive; many office documents are one.
    Zip,
    Gzip,
    Bzip2,
    Xz,
    SevenZip,
    Rar,
    Zstd,
    Tar,
    Picture,
    Office,
    Database,
    Program,
    PostScript,
    Film,
    /// None of them.
    Binary,
}

impl PathKind {
    /// Returns it in words, with its article.
    pub const fn words(self) -> &'static str {
        match self {
            PathKind::Folder => "a folder",
            PathKind::Device => "a device, pipe or socket",
        }
    }
}

impl From<FileType> for PathKind {
    fn from(file_type: FileType) -> Self {
        match file_type.is_dir() {
            true => Self::Folder,
            false => Self::Device,
        }
    }
}

impl ContentKind {
    /// Looks at the first bytes of a file; none where it may be text, is no plain file or cannot be read. Whether it
    /// is text only reading it tells.
    pub fn at_a_glance(path: &Path) -> Option<Self> {
        let mut head = [0; 512];
        let n = Bytes::open(path, "").ok()?.read_at(0, &mut head).ok()?;
        known_file_kind(&head[..n])
    }

    /// Every kind.
    pub const ALL: [ContentKind; 16] = [
        ContentKind::Pdf,
        ContentKind::Zip,
        ContentKind::Gzip,
        ContentKind::Bzip2,
        ContentKind::Xz,
        ContentKind::SevenZip,
        ContentKind::Rar,
        ContentKind::Zstd,
        ContentKind::Tar,
        ContentKind::Picture,
        ContentKind::Office,
        ContentKind::Database,
        ContentKind::Program,
        ContentKind::PostScript,
        ContentKind::Film,
        ContentKind::Binary,
    ];

    /// Returns it in words, with their article. Libraries keep these of files that were not taken in.
    pub const fn words(self) -> &'static str {
        match self {
            ContentKind::Pdf => "a PDF",
            ContentKind::Zip => "a zip archive or an office document",
            ContentKind::Gzip => "a gzip archive",
            ContentKind::Bzip2 => "a bzip2 archive",
            ContentKind::Xz => "an xz archive",
            ContentKind::SevenZip => "a 7-Zip archive",
            ContentKind::Rar => "a RAR archive",
            ContentKind::Zstd => "a zstd archive",
            ContentKind::Tar => "a tar archive",
            ContentKind::Picture => "a picture",
            ContentKind::Office => "an office document",
            ContentKind::Database => "a database",
            ContentKind::Program => "a program",
            ContentKind::PostScript => "a PostScript document",
            ContentKind::Film => "a film",
            ContentKind::Binary => "binary data",
        }
    }
}
