//! What pages print around papers: slogans, buttons, counts, dates, menus.

use crate::fields::date::is_month_name;

use super::row::RowKind;

/// Returns what kind of page noise a line is by itself, whatever stands around it; none where it
/// may be a part of a paper.
pub(super) fn kind_of(line: &str) -> Option<RowKind> {
    let lower = line.to_lowercase();
    if announces_name(&lower) {
        Some(RowKind::NameComes)
    } else if begins_tail(&lower) {
        Some(RowKind::Tail)
    } else if is_card_mark(&lower) {
        Some(RowKind::CardMark)
    } else {
        is_noise(line, &lower).then_some(RowKind::Noise)
    }
}

/// Takes slogans and buttons off the start of a line when they are glued to what follows, as in
/// "SubscribeInput Something".
pub(super) fn without_glued_button(line: &str) -> &str {
    const SLOGANS: &[&str] = &[
        "Get trending papers in your email inbox once a day!",
        "Get trending papers in your email inbox!",
    ];
    const BUTTONS: &[&str] = &[
        "Subscribe",
        "Sign Up",
        "Sign up",
        "Log In",
        "Log in",
        "Sign In",
        "Sign in",
        "Read more",
        "Show more",
    ];
    let mut line = line;
    loop {
        let before = line;
        for slogan in SLOGANS.iter().copied() {
            line = line.strip_prefix(slogan).unwrap_or(line).trim_start();
        }
        for button in BUTTONS.iter().copied() {
            if let Some(rest) = line.strip_prefix(button)
                && rest.starts_with(|c: char| {
                    c.is_uppercase() || c.is_ascii_digit() || c == '$' || c == '\\'
                })
            {
                line = rest;
            }
        }
        line = without_glued_votes(line);
        if line.len() == before.len() {
            return line;
        }
    }
}

/// Takes off "Upvote" and the count after it, as in "Upvote6On Something".
fn without_glued_votes(line: &str) -> &str {
    let Some(rest) = line.strip_prefix("Upvote") else {
        return line;
    };
    let title = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_dimension = title.starts_with("D ") || title.starts_with("D-");
    if has_dimension && title.len() < rest.len() {
        // "3D Something": the last digit is the title's.
        return &rest[rest.len() - title.len() - 1..];
    }
    if title.starts_with(|c: char| c.is_uppercase() || c == '$') {
        title
    } else {
        line
    }
}

/// Whether a line is noise only by how it begins, and may go on as a title does:
/// "Submitted by Nobody: A Study". Labels that end in a colon are none.
pub(super) fn may_go_on_as_title(line: &str) -> bool {
    let lower = line.to_lowercase();
    let begins_like_noise = STARTS
        .iter()
        .any(|start| lower.starts_with(start) && !start.ends_with(':'));
    begins_like_noise
        && line.split_whitespace().count() >= 4
        && !line.contains(['·', '•', '|', '©'])
}

fn is_noise(line: &str, lower: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    if !line.contains(|c: char| c.is_alphanumeric()) {
        return true;
    }
    let lower = lower.trim_matches([
        '[', ']', '·', '•', '|', '-', '–', '—', '↑', '▲', '▼', '→', '←', ':', ' ', '.', '!',
    ]);
    WHOLE_LINES.contains(&lower)
        || STARTS.iter().any(|start| lower.starts_with(start))
        || is_vote_count(lower)
        || is_count(lower)
        || is_date(lower)
        || lower.split(['·', '•', '|']).all(|part| {
            let part = part.trim();
            part.is_empty() || WHOLE_LINES.contains(&part) || is_count(part) || is_date(part)
        })
}

/// "12 authors", "Published on Jul 3": noise that only stands beside a paper.
fn is_card_mark(lower: &str) -> bool {
    let lower = lower.trim_matches(['·', '•', '|', ' ']);
    let is_author_count = lower.split_once(' ').is_some_and(|(number, rest)| {
        number.bytes().all(|byte| byte.is_ascii_digit()) && matches!(rest, "authors" | "author")
    });
    is_author_count || lower.starts_with("published on ")
}

/// Whether what follows on the page is about the paper shown, and no further papers.
fn begins_tail(lower: &str) -> bool {
    const EXACT: &[&str] = &[
        "community",
        "comments",
        "discussion",
        "references",
        "related papers",
    ];
    let lower =
        lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | ':'));
    EXACT.contains(&lower)
        || [
            "models citing this paper",
            "datasets citing this paper",
            "spaces citing this paper",
            "collections including this paper",
            "similar papers recommended",
        ]
        .iter()
        .any(|start| lower.starts_with(start))
}

/// Whether the next line is the name of who did it.
fn announces_name(lower: &str) -> bool {
    matches!(
        lower.trim_end_matches([':', ' ']),
        "submitted by" | "posted by" | "shared by" | "· submitted by"
    )
}

/// "upvote 12", "upvotes+3": a title may begin with the word, too.
fn is_vote_count(lower: &str) -> bool {
    lower.strip_prefix("upvote").is_some_and(|rest| {
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        !rest.contains(char::is_alphabetic)
    })
}

fn is_count(text: &str) -> bool {
    let text = text.trim_start_matches(['+', '#', '⭐', '★', '☆', '👍', '❤', ' ']);
    let Some(first) = text.split_whitespace().next() else {
        return true;
    };
    let is_number = first.starts_with(|c: char| c.is_ascii_digit())
        && first
            .trim_end_matches(['k', 'm', '%'])
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    if !is_number {
        return false;
    }
    let rest = text[first.len()..].trim();
    rest.is_empty()
        || COUNTED
            .iter()
            .any(|word| rest.trim_end_matches('s') == *word)
        || rest.ends_with(" ago")
        || rest.starts_with("results")
        || rest.starts_with("paper of the day")
        || rest.starts_with("min read")
}

/// A date, also with a count glued on: `Jul 3, 202614`, `3 Jul•12`, `2026-07-03`.
fn is_date(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let mut has_month = false;
    let mut n_digits = 0;
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let letters = word.trim_matches(|c: char| c.is_ascii_digit());
        n_digits += word.bytes().filter(u8::is_ascii_digit).count();
        if is_month_name(letters) {
            has_month = true;
        } else if !matches!(
            letters,
            "" | "th"
                | "st"
                | "nd"
                | "rd"
                | "on"
                | "at"
                | "t"
                | "z"
                | "mon"
                | "tue"
                | "wed"
                | "thu"
                | "fri"
                | "sat"
                | "sun"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "comment"
                | "comments"
        ) {
            return false;
        }
    }
    (has_month && n_digits > 0) || (n_digits >= 4 && text.len() <= 25)
}

const COUNTED: &[&str] = &[
    "author", "comment", "upvote", "vote", "star", "fork", "view", "citation", "like", "download",
    "paper", "result", "repl", "follower", "replie", "point", "page", "share",
];

const STARTS: &[&str] = &[
    "submitted by",
    "cited by",
    "related articles",
    "subjects:",
    "comments:",
    "paper of the day",
    "submitted on",
    "posted by",
    "published on",
    "get trending papers",
    "by ak and the research community",
    "results for",
    "showing results",
    "search results",
    "you searched for",
    "query:",
    "search:",
    "sorted by",
    "sort by",
    "view arxiv page",
    "view pdf",
    "add to collection",
    "copyright ©",
    "©",
    "unsubscribe",
    "sign up",
    "log in",
    "models citing",
    "datasets citing",
    "spaces citing",
    "collections including",
    "back to ",
    "join the discussion",
];

const WHOLE_LINES: &[&str] = &[
    "subscribe",
    "search",
    "menu",
    "home",
    "models",
    "datasets",
    "spaces",
    "posts",
    "docs",
    "pricing",
    "enterprise",
    "papers",
    "daily papers",
    "daily",
    "weekly",
    "monthly",
    "trending",
    "trending papers",
    "latest",
    "newest",
    "new",
    "top",
    "hot",
    "next",
    "previous",
    "prev",
    "today",
    "yesterday",
    "github",
    "arxiv",
    "arxiv page",
    "pdf",
    "html",
    "code",
    "project page",
    "project",
    "website",
    "paper",
    "abs",
    "abstract",
    "summary",
    "tl;dr",
    "tldr",
    "read more",
    "show more",
    "show less",
    "more",
    "less",
    "share",
    "cite",
    "save",
    "bookmark",
    "follow",
    "following",
    "like",
    "reply",
    "comment",
    "comments",
    "upvote",
    "download",
    "export",
    "copy",
    "bibtex",
    "close",
    "open",
    "skip to main content",
    "ai-generated summary",
    "add",
    "edit",
    "settings",
    "profile",
    "help",
    "about",
    "terms",
    "privacy",
    "privacy policy",
    "terms of service",
    "contact",
    "careers",
    "jobs",
    "load more",
    "sign in",
    "login",
    "register",
    "filter",
    "filters",
    "sort",
    "submit",
    "paper of the day",
    "add to collection",
    "back to top",
    "all papers",
    "community",
];
