//! What HTML leaves behind in copied and exported text: entities and a few tags.

/// Decodes the entity that `text` begins with; also tells its length.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let decoded = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((decoded, end + 1))
}

/// Tells the length of the formatting tag that `text` begins with, and whether it parts words.
pub(super) fn tag_length(text: &str) -> Option<(usize, bool)> {
    const INLINE: [&str; 13] = [
        "i", "b", "em", "strong", "sub", "sup", "u", "tt", "sc", "scp", "span", "italic", "bold",
    ];
    const BREAKS: [&str; 6] = ["br", "p", "title", "sec", "div", "abstract"];
    let end = text.bytes().take(120).position(|byte| byte == b'>')?;
    let inside = text[1..end].trim_start_matches('/').trim_end_matches('/');
    let name = inside.split_whitespace().next()?;
    let name = name.strip_prefix("jats:").unwrap_or(name);
    let is_one_of = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let is_break = is_one_of(&BREAKS);
    (is_break || is_one_of(&INLINE)).then_some((end + 1, is_break))
}

#[rustfmt::skip]
const NAMED: [(&str, char); 92] = [
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' '),
    ("ndash", '–'), ("mdash", '—'), ("hellip", '…'), ("lsquo", '‘'), ("rsquo", '’'),
    ("ldquo", '“'), ("rdquo", '”'), ("sbquo", '‚'), ("bdquo", '„'), ("laquo", '«'), ("raquo", '»'),
    ("middot", '·'), ("bull", '•'), ("shy", '\u{ad}'), ("ensp", ' '), ("emsp", ' '),
    ("thinsp", ' '), ("zwnj", '\u{200c}'), ("zwj", '\u{200d}'), ("copy", '©'), ("reg", '®'),
    ("trade", '™'), ("deg", '°'), ("plusmn", '±'), ("times", '×'), ("divide", '÷'), ("minus", '−'),
    ("le", '≤'), ("ge", '≥'), ("ne", '≠'), ("asymp", '≈'), ("infin", '∞'), ("micro", 'µ'),
    ("alpha", 'α'), ("beta", 'β'), ("gamma", 'γ'), ("delta", 'δ'), ("epsilon", 'ε'),
    ("lambda", 'λ'), ("mu", 'μ'), ("pi", 'π'), ("sigma", 'σ'), ("omega", 'ω'),
    ("Agrave", 'À'), ("Aacute", 'Á'), ("Acirc", 'Â'), ("Atilde", 'Ã'), ("Auml", 'Ä'), ("Aring", 'Å'),
    ("AElig", 'Æ'), ("Ccedil", 'Ç'), ("Eacute", 'É'), ("Ntilde", 'Ñ'), ("Ouml", 'Ö'),
    ("Oslash", 'Ø'), ("Uuml", 'Ü'), ("szlig", 'ß'), ("agrave", 'à'), ("aacute", 'á'),
    ("acirc", 'â'), ("atilde", 'ã'), ("auml", 'ä'), ("aring", 'å'), ("aelig", 'æ'),
    ("ccedil", 'ç'), ("egrave", 'è'), ("eacute", 'é'), ("ecirc", 'ê'), ("euml", 'ë'),
    ("igrave", 'ì'), ("iacute", 'í'), ("icirc", 'î'), ("iuml", 'ï'), ("ntilde", 'ñ'),
    ("ograve", 'ò'), ("oacute", 'ó'), ("ocirc", 'ô'), ("otilde", 'õ'), ("ouml", 'ö'),
    ("oslash", 'ø'), ("ugrave", 'ù'), ("uacute", 'ú'), ("ucirc", 'û'), ("uuml", 'ü'),
    ("yacute", 'ý'), ("yuml", 'ÿ'),
];
