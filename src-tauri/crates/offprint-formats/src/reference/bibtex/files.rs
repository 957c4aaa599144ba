//! The `file` field: where an entry's files lie.

/// Returns the paths and addresses in a `file` field, in their order.
///
/// JabRef and Zotero write `description:path:type`, parted by `;`, with a backslash before a `:`,
/// `;` or backslash that is part of one; Mendeley writes `:path:type`, and a backslash as
/// `$\backslash$`; others only the path.
pub(super) fn paths_in(value: &str) -> Vec<String> {
    let value = value.replace("$\\backslash$", "\\");
    split_unescaped(&value, ';')
        .into_iter()
        .map(path_in)
        .filter(|path| !path.is_empty())
        .collect()
}

fn path_in(file: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in split_unescaped(file.trim(), ':') {
        match parts.last_mut() {
            // The colon of a drive or an address was not escaped.
            Some(before) if is_drive_or_scheme(before, part) => {
                before.push(':');
                before.push_str(part);
            }
            _ => parts.push(part.to_owned()),
        }
    }
    let path = match parts.len() {
        0 => String::new(),
        1 => parts.swap_remove(0),
        2 if parts[0].is_empty() || !is_file_type(&parts[1]) => parts.swap_remove(1),
        2 => parts.swap_remove(0),
        n => parts[1..n - 1].join(":"),
    };
    unescaped(path.trim())
}

fn is_drive_or_scheme(before: &str, after: &str) -> bool {
    let is_drive = before.len() == 1
        && before.bytes().all(|byte| byte.is_ascii_alphabetic())
        && after.starts_with(['/', '\\']);
    let is_scheme = matches!(before, "http" | "https" | "file") && after.starts_with("//");
    is_drive || is_scheme
}

/// `PDF`, `application/pdf`, or nothing at all; a path has an ending.
fn is_file_type(text: &str) -> bool {
    let has_slash_or_dot = text.contains(['/', '\\', '.']);
    !has_slash_or_dot || text.starts_with("application/") || text.starts_with("text/")
}

fn split_unescaped(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' {
            is_escaped = true;
        } else if c == separator {
            parts.push(&text[start..at]);
            start = at + 1;
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Takes backslashes off what they protect; before a letter, a backslash parts folders.
fn unescaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut chars = path.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(&next) if c == '\\' && !next.is_alphanumeric() && next != ' ' => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_field_gives_its_paths() {
        for (field, paths) in [
            ("kelp/roe.pdf", &["kelp/roe.pdf"][..]),
            (":kelp/roe.pdf:PDF", &["kelp/roe.pdf"]),
            (
                "Full Text:files/1/Roe.pdf:application/pdf;Snap:files/2/a.html:text/html",
                &["files/1/Roe.pdf", "files/2/a.html"],
            ),
            (
                r"Kelp\: a study:C\:\\Papers\\roe\;1.pdf:PDF",
                &[r"C:\Papers\roe;1.pdf"],
            ),
            (r":C:\Papers\roe.pdf:PDF", &[r"C:\Papers\roe.pdf"]),
            (
                r":C$\backslash$:/Papers/roe\_1.pdf:pdf",
                &["C:/Papers/roe_1.pdf"],
            ),
            ("roe.pdf:PDF", &["roe.pdf"]),
            (
                "/home/ana/roe.pdf;/home/ana/b.pdf",
                &["/home/ana/roe.pdf", "/home/ana/b.pdf"],
            ),
            (
                ":https\\://tides.example/kelp.pdf:PDF",
                &["https://tides.example/kelp.pdf"],
            ),
            (
                "https://tides.example/kelp.pdf",
                &["https://tides.example/kelp.pdf"],
            ),
            ("::;;:", &[]),
            ("", &[]),
        ] {
            assert_eq!(paths_in(field), paths, "{field}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_field_makes_it_fail(field in "[a-zé:;\\\\/ .]{0,60}") {
            paths_in(&field);
        }
    }
}
