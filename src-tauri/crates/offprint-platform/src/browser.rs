//! The browser that the person uses.

use std::io;
use std::process::{Command, Stdio};

/// Opens an address of the web in the browser, and does not wait for it to be closed.
///
/// Errors: an address that is none of the web; the system's own, where it cannot be opened.
pub fn open_in_browser(address: &str) -> io::Result<()> {
    let is_of_web = address.starts_with("https://") || address.starts_with("http://");
    if !is_of_web {
        let what = "not an address of the web";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    }
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        // The shell would read signs of the address as its own; this takes it as it is.
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let status = Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| io::Error::new(error.kind(), format!("{program}: {error}")))?;
    match status.success() {
        true => Ok(()),
        false => Err(io::Error::other(format!("{program} did not open it"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_opened() {
        for address in ["file:///etc/passwd", "javascript:alert(1)", "-h", ""] {
            assert!(open_in_browser(address).is_err(), "{address}");
        }
    }
}
