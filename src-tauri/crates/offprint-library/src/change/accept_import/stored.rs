//! Parts of a candidate as they are stored in a column: details and mail, as JSON.

use offprint_formats::candidate::{DetailKind, Details, Mail};
use serde_json::{Map, Value, json};

/// Writes details as they are stored: `{"volume":["12"],"editor":["Roe, Ana","Lund, Bo"]}`; none for none.
pub(crate) fn details_to_text(details: &Details) -> Option<String> {
    if details.is_empty() {
        return None;
    }
    let mut map = Map::new();
    for (kind, text) in details.iter() {
        let texts = map.entry(kind.name()).or_insert_with(|| json!([]));
        if let Value::Array(texts) = texts {
            texts.push(json!(text));
        }
    }
    Some(Value::Object(map).to_string())
}

/// Reads details as they are stored; what a later version wrote and this one does not know is passed over.
pub(crate) fn details_from_text(text: &str) -> Details {
    let mut details = Details::default();
    let stored: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    for (name, texts) in stored {
        let Some(kind) = DetailKind::from_name(&name) else {
            continue;
        };
        for text in texts.as_array().into_iter().flatten() {
            details.add(kind, text.as_str().unwrap_or_default());
        }
    }
    details
}

/// Writes a mail as it is stored: `{"subject":…,"sender":…,"sent_on":…}`.
pub(crate) fn mail_to_text(mail: &Mail) -> String {
    json!({ "subject": mail.subject, "sender": mail.sender, "sent_on": mail.sent_on }).to_string()
}

/// Reads a mail as it is stored.
pub(crate) fn mail_from_text(text: &str) -> Mail {
    let stored: Value = serde_json::from_str(text).unwrap_or_default();
    let part = |name: &str| stored[name].as_str().map(str::to_owned);
    Mail {
        subject: part("subject"),
        sender: part("sender"),
        sent_on: part("sent_on"),
    }
}
