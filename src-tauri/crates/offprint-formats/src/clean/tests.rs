use super::*;

#[track_caller]
fn check(text: &str, dialect: Dialect, expected: &str) {
    assert_eq!(clean_line(text, dialect), expected);
}

#[test]
fn tex_accents_and_commands_become_letters() {
    check(r"Poincar\'e ball", Dialect::Plain, "Poincaré ball");
    check(
        r#"{\"O}sterg{\aa}rd and \v{S}im\'{\i}k"#,
        Dialect::Tex,
        "Östergård and Šimík",
    );
    check(
        r"Erd\H{o}s, \L{}ukasz, Stra\ss e, \c{C}a",
        Dialect::Tex,
        "Erdős, Łukasz, Straße, Ça",
    );
    check(
        r"a \textit{tiny} {\em odd} \textbf{map}",
        Dialect::Plain,
        "a tiny odd map",
    );
    check(
        r"up to 1.0~dB at ~5 \% of the cost",
        Dialect::Plain,
        "up to 1.0 dB at ~5 % of the cost",
    );
    check(
        "pages 3--9 --- ``so'' they say",
        Dialect::Tex,
        "pages 3–9 — “so” they say",
    );
    check(
        "see http://x.org/~ana",
        Dialect::Tex,
        "see http://x.org/~ana",
    );
}

#[test]
fn math_stays_math_and_prices_stay_prices() {
    check(
        r"$\mu$LO and \(x_1\) in \[ y \]",
        Dialect::Plain,
        r"$\mu$LO and $x_1$ in $y$",
    );
    check(
        "costs $5 and $10 or so",
        Dialect::Plain,
        "costs $5 and $10 or so",
    );
    check(
        r"solve $ f(X)=W_3\exp(x) $ now",
        Dialect::Tex,
        r"solve $f(X)=W_3\exp(x)$ now",
    );
    check("a lone $ here", Dialect::Tex, "a lone $ here");
}

#[test]
fn braces_of_a_page_are_kept_and_those_of_a_bibliography_only_group() {
    check("labels in {0, 1}", Dialect::Plain, "labels in {0, 1}");
    check("The {GAN} {Z}oo", Dialect::Tex, "The GAN Zoo");
    check(r"a set \{a, b\}", Dialect::Tex, "a set {a, b}");
}

#[test]
fn what_cannot_be_seen_is_dropped() {
    check(
        "zero\u{200b}width\u{ad} \u{202e}bidi\u{202c}",
        Dialect::Plain,
        "zerowidth bidi",
    );
    check(
        " no\u{a0}break  and\ttab ",
        Dialect::Plain,
        "no break and tab",
    );
    check(
        "e\u{301}ﬁ &amp; &eacute;&#8211;&unknown;",
        Dialect::Plain,
        "éfi & é–&unknown;",
    );
    check(
        "H<sub>2</sub>O <i>in vivo</i> a < b",
        Dialect::Plain,
        "H2O in vivo a < b",
    );
}

fn join_wrapped<const N: usize>(lines: [&str; N]) -> String {
    let mut joined = String::new();
    for line in lines {
        join_wrapped_into(&mut joined, line);
    }
    joined
}

#[test]
fn hyphenated_words_are_joined_and_compounds_keep_their_hyphen() {
    assert_eq!(join_wrapped(["a convo-", "lution of"]), "a convolution of");
    assert_eq!(
        join_wrapped(["a non-", "convex state-of-the-", "art"]),
        "a non-convex state-of-the-art"
    );
    assert_eq!(join_wrapped(["Vision-", "Language"]), "Vision-Language");
    assert_eq!(
        join_wrapped(["one \\", "two"]),
        "one two".replace("one ", "one  ")
    );
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_cleaning_fail(text in ".{0,200}", tex in r#"[\\{}$~a-z'"&;<>#\-]{0,60}"#) {
        for text in [&text, &tex] {
            for dialect in [Dialect::Plain, Dialect::Tex] {
                let line = clean_line(text, dialect);
                proptest::prop_assert_eq!(line.trim(), &line);
                proptest::prop_assert!(!line.contains("  "));
                clean_paragraphs(text, dialect);
            }
        }
    }
}
