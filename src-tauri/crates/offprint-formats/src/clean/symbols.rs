//! The TeX commands that are known, and what each stands for.

/// What a command with a name does to the text.
#[derive(Clone, Copy)]
pub(crate) enum TextCommand {
    /// Stands for these characters.
    Symbol(&'static str),
    /// Changes how its argument looks; the argument is text.
    Wraps,
    /// Changes how the rest looks.
    Switch,
    /// Its argument is no text: a label, a citation.
    Hides,
}

/// The combining mark of an accent that is called by a sign: `\'e`.
pub(crate) fn sign_accent(sign: char) -> Option<char> {
    Some(match sign {
        '`' => '\u{300}',
        '\'' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        _ => return None,
    })
}

/// The combining mark of an accent that is called by a letter: `\v{s}`.
pub(crate) fn letter_accent(name: &str) -> Option<char> {
    Some(match name {
        "u" => '\u{306}',
        "r" => '\u{30a}',
        "H" => '\u{30b}',
        "v" => '\u{30c}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// What a command with a name does, if it is known.
pub(crate) fn text_command(name: &str) -> Option<TextCommand> {
    const WRAPS: [&str; 24] = [
        "textit",
        "textbf",
        "emph",
        "text",
        "textsc",
        "texttt",
        "textrm",
        "textsf",
        "textsl",
        "textup",
        "textmd",
        "textnormal",
        "textsuperscript",
        "textsubscript",
        "underline",
        "uline",
        "mbox",
        "url",
        "path",
        "enquote",
        "ensuremath",
        "mathrm",
        "textcolor",
        "MakeUppercase",
    ];
    const SWITCHES: [&str; 20] = [
        "it",
        "bf",
        "em",
        "sc",
        "rm",
        "sf",
        "tt",
        "sl",
        "itshape",
        "bfseries",
        "scshape",
        "small",
        "large",
        "Large",
        "footnotesize",
        "normalfont",
        "protect",
        "relax",
        "noopsort",
        "par",
    ];
    const HIDES: [&str; 7] = ["cite", "citep", "citet", "ref", "label", "vspace", "hspace"];
    if let Some(symbol) = symbol(name) {
        Some(TextCommand::Symbol(symbol))
    } else if WRAPS.contains(&name) {
        Some(TextCommand::Wraps)
    } else if SWITCHES.contains(&name) {
        Some(TextCommand::Switch)
    } else if HIDES.contains(&name) {
        Some(TextCommand::Hides)
    } else {
        None
    }
}

/// The character that a command stands for, in text or in math.
pub(crate) fn symbol(name: &str) -> Option<&'static str> {
    SYMBOLS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|&(_, symbol)| symbol)
}

#[rustfmt::skip]
const SYMBOLS: [(&str, &str); 124] = [
    ("ss", "ß"), ("SS", "SS"), ("ae", "æ"), ("AE", "Æ"), ("oe", "œ"), ("OE", "Œ"), ("o", "ø"),
    ("O", "Ø"), ("l", "ł"), ("L", "Ł"), ("aa", "å"), ("AA", "Å"), ("i", "ı"), ("j", "ȷ"),
    ("dh", "ð"), ("DH", "Ð"), ("th", "þ"), ("TH", "Þ"), ("dj", "đ"), ("DJ", "Đ"), ("ng", "ŋ"),
    ("NG", "Ŋ"), ("textendash", "–"), ("textemdash", "—"), ("ldots", "…"), ("dots", "…"),
    ("textellipsis", "…"), ("copyright", "©"), ("textregistered", "®"), ("texttrademark", "™"),
    ("pounds", "£"), ("euro", "€"), ("texteuro", "€"), ("S", "§"), ("P", "¶"), ("dag", "†"),
    ("ddag", "‡"), ("textdegree", "°"), ("degree", "°"), ("textasciitilde", "~"),
    ("textasciicircum", "^"), ("textbackslash", "\\"), ("textbraceleft", "{"), ("textbraceright", "}"), ("textbar", "|"), ("textless", "<"),
    ("textgreater", ">"), ("textunderscore", "_"), ("textdollar", "$"), ("textquotesingle", "'"),
    ("textquoteleft", "‘"), ("textquoteright", "’"), ("textquotedblleft", "“"),
    ("textquotedblright", "”"), ("guillemotleft", "«"), ("guillemotright", "»"),
    ("textbullet", "•"), ("textperiodcentered", "·"), ("textmu", "µ"), ("LaTeX", "LaTeX"),
    ("TeX", "TeX"), ("BibTeX", "BibTeX"), ("quad", " "), ("qquad", " "), ("space", " "),
    ("newline", " "), ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"),
    ("epsilon", "ε"), ("varepsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"),
    ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"),
    ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "φ"),
    ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"),
    ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"), ("Phi", "Φ"),
    ("Psi", "Ψ"), ("Omega", "Ω"), ("times", "×"), ("pm", "±"), ("cdot", "·"), ("leq", "≤"),
    ("geq", "≥"), ("le", "≤"), ("ge", "≥"), ("neq", "≠"), ("approx", "≈"), ("sim", "∼"),
    ("infty", "∞"), ("to", "→"), ("rightarrow", "→"), ("leftarrow", "←"), ("ell", "ℓ"),
    ("partial", "∂"), ("nabla", "∇"), ("sum", "∑"), ("prod", "∏"), ("int", "∫"), ("in", "∈"),
    ("star", "⋆"), ("dagger", "†"),
];
