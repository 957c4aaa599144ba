//! What a clipboard puts around a fragment: the header of Windows' "HTML Format".

/// A page or a fragment, and where it came from.
pub(super) struct Envelope<'a> {
    pub(super) html: &'a str,
    /// The address of the page that it was copied from.
    pub(super) source_url: Option<&'a str>,
}

/// Takes the header off. HTML without one is what it is.
///
/// Source: "HTML Clipboard Format" of the Windows documentation; offsets are in bytes of the
/// whole, and some programs write wrong ones.
pub(super) fn open(html: &str) -> Envelope<'_> {
    let start = html.trim_start_matches('\u{feff}').trim_start();
    if !start
        .get(..8)
        .is_some_and(|word| word.eq_ignore_ascii_case("version:"))
    {
        return Envelope {
            html,
            source_url: None,
        };
    }
    let mut rest = start;
    let mut source_url = None;
    let (mut fragment_start, mut fragment_end) = (None, None);
    while !rest.starts_with('<')
        && let Some((key, _)) = rest.split_once(':')
        && !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let value = rest[..end].get(key.len() + 1..).unwrap_or("").trim();
        match key.to_ascii_lowercase().as_str() {
            "sourceurl" => source_url = Some(value),
            "startfragment" => fragment_start = value.parse::<usize>().ok(),
            "endfragment" => fragment_end = value.parse::<usize>().ok(),
            _ => {}
        }
        rest = rest[end..].trim_start_matches(['\r', '\n']);
    }
    let header_end = html.len() - rest.len();
    // The comments around the fragment say the same, and cannot be off by a few bytes.
    let fragment = match (fragment_start, fragment_end) {
        (Some(start), Some(end))
            if start >= header_end && !rest.contains("<!--StartFragment-->") =>
        {
            html.get(start..end)
        }
        _ => None,
    };
    Envelope {
        html: fragment.unwrap_or(rest),
        source_url,
    }
}
