//! Files that are written whole or not at all.

use std::io::{self, Write};
use std::path::Path;

/// Writes a file beside its place and renames it into place, so that a reader sees the old or the new.
///
/// Errors: those of the disk; the file that was there before is then unchanged.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".offprint-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // tempfile makes owner-only files; what a person exports is an ordinary file.
        let mode = std::fs::metadata(path).map_or(0o644, |old| old.permissions().mode());
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
