//! One Markdown file per paper: front matter that note programs read, and the note as it is.

use serde_json::{Value, json};

use crate::fields::author::Author;
use crate::fields::citation_key;
use crate::write::{Moment, Record};

/// The line of the front matter by which a file is known as ours: the paper's id.
const ID_LINE: &str = "offprint";
const KEY_LINE: &str = "citation_key";
/// So many digits of the id stand in names.
const ID_DIGITS: usize = 12;

/// Writes a paper as a file of its own: YAML front matter, then the note, verbatim.
///
/// What is not known has no line. Texts are quoted as JSON does, which YAML 1.2 reads the same.
pub fn paper_file(record: &Record) -> String {
    let day = |moment: &Option<Moment>| json!(moment.as_ref().map(|moment| &moment.on));
    let authors: Vec<String> = record.authors.iter().map(Author::display).collect();
    let identifiers = record.identifiers.iter();
    let identifiers: Vec<String> = identifiers
        .map(|id| format!("{}:{}", id.scheme.name(), id.value))
        .collect();
    let links: Vec<&str> = record.links.iter().map(|link| link.url.as_str()).collect();
    let lines = [
        ("title", json!(record.title)),
        ("authors", json!(authors)),
        ("year", json!(record.year)),
        ("venue", json!(record.venue)),
        ("identifiers", json!(identifiers)),
        ("links", json!(links)),
        ("state", json!(record.state)),
        ("starred", json!(record.is_starred)),
        ("tags", json!(record.tags)),
        ("why", json!(record.why)),
        ("added", day(&record.added)),
        ("started", day(&record.started)),
        ("finished", day(&record.finished)),
        ("due", json!(record.due_on)),
        (KEY_LINE, json!(record.citation_key)),
        (ID_LINE, json!(record.uid)),
    ];
    let mut file = "---\n".to_owned();
    for (name, value) in lines {
        if says_something(&value) {
            file.push_str(&format!("{name}: {}\n", yaml(&value)));
        }
    }
    file.push_str("---\n");
    if let Some(note) = record.note.as_deref().filter(|note| !note.is_empty()) {
        file.push('\n');
        file.push_str(note);
        if !note.ends_with('\n') {
            file.push('\n');
        }
    }
    file
}

/// Returns the id of the paper whose file this is, if [`paper_file`] wrote it and [`file_name`] named it.
///
/// `text` begins with the whole front matter. A copy that a person made under another name is theirs, and so is
/// a file without our line.
pub fn paper_of_file(name: &str, text: &str) -> Option<String> {
    let mut lines = text.lines();
    if lines.next()? != "---" {
        return None;
    }
    let (mut id, mut key) = (String::new(), String::new());
    for line in lines.take_while(|line| *line != "---") {
        let place = match line.split_once(": ") {
            Some((ID_LINE, value)) => Some((&mut id, value)),
            Some((KEY_LINE, value)) => Some((&mut key, value)),
            Some(_) | None => None,
        };
        if let Some((place, value)) = place {
            *place = serde_json::from_str(value).ok()?;
        }
    }
    let is_id = id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_id {
        return None;
    }
    let by_id = format!("-{}.md", &id[..ID_DIGITS]);
    let is_its_name = name.strip_suffix(".md") == Some(&key) || name.ends_with(&by_id);
    is_its_name.then_some(id)
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
    }
}

/// JSON, in which YAML's own line ends are escaped, too.
pub(super) fn yaml(value: &Value) -> String {
    let json = value.to_string();
    let mut yaml = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{7f}'..='\u{9f}' => {
                yaml.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            other => yaml.push(other),
        }
    }
    yaml
}

/// Names a paper's file, `roe2026kelp.md`: the same as long as its citation key is, and not that of
/// another paper, on systems that do not tell capitals apart, too.
///
/// At most 160 bytes, no separator, no name that Windows keeps for itself.
pub fn file_name(record: &Record) -> String {
    let told = record.citation_key.as_deref();
    let told = told.filter(|key| citation_key::is_valid(key));
    let made = || citation_key::stem(&record.title, &record.authors, record.year);
    let key = told.map_or_else(made, str::to_owned);
    let mut name: String = key
        .chars()
        .map(|c| match c {
            '-' | '_' | '.' | '+' => c,
            c if c.is_alphanumeric() => c,
            _ => '-',
        })
        .collect();
    // A name that is not the key by itself, or that another key could share, is told by the id.
    let begins_well = name.starts_with(char::is_alphanumeric);
    let is_alone = told == Some(&name)
        && name
            .bytes()
            .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
        && begins_well
        && !name.ends_with('.')
        && !is_kept_by_windows(&name);
    if !is_alone {
        let n_kept = record.uid.floor_char_boundary(ID_DIGITS);
        name = format!("{}-{}", name.trim_matches('.'), &record.uid[..n_kept]);
        if is_kept_by_windows(&name) || !name.starts_with(char::is_alphanumeric) {
            name.insert(0, '_');
        }
    }
    name + ".md"
}

/// `con`, `lpt1` and the like, with any ending behind a dot.
fn is_kept_by_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let is_port = |prefix: &str| {
        let number = stem.strip_prefix(prefix);
        number.is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || is_port("com") || is_port("lpt")
}
