use super::*;

fn elements(text: &str, holds_elements: fn(&str) -> bool) -> Vec<JsonElement> {
    let lines = (1..).zip(text.split('\n')).map(|(number, text)| {
        Ok(Line {
            number,
            text: text.to_owned(),
        })
    });
    json_elements(lines, holds_elements)
        .map(|element| element.expect("memory can be read"))
        .collect()
}

fn shown(text: &str) -> Vec<String> {
    elements(text, |key| key == "items")
        .into_iter()
        .map(|element| match element {
            JsonElement::Whole { lines, text } => {
                format!("{}-{} {}", lines.first, lines.last, text.replace('\n', "⏎"))
            }
            JsonElement::Broken(rejection) => format!(
                "{}-{} {:?} {}",
                rejection.lines.first,
                rejection.lines.last,
                rejection.reason,
                rejection.text.replace('\n', "⏎")
            ),
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text), expected);
}

#[test]
fn elements_are_those_of_the_outermost_array() {
    check(
        "[\n {\"a\": [1, {}]},\n {\n \"b\": \"]}\\\"\"\n }, [2], 3, \"x,\"]\n",
        &[
            r#"2-2 {"a": [1, {}]}"#,
            r#"3-5 {⏎ "b": "]}\""⏎ }"#,
            "5-5 [2]",
            "5-5 3",
            r#"5-5 "x,""#,
        ],
    );
    check("", &[]);
    check("[]", &[]);
}

#[test]
fn elements_of_a_wrapper_are_those_under_a_known_key() {
    check(
        r#"{"n": 2, "tags": ["x", {"items": [0]}], "data": {"items": [{"a": 1}, {"b": 2}]}, "z": "}"} {"items": [3]}"#,
        &[r#"1-1 {"a": 1}"#, r#"1-1 {"b": 2}"#, "1-1 3"],
    );
    check(
        "{\"items\": 1,\n\"others\": [{}]}\n{\"a\": 2}",
        &["1-2 {\"items\": 1,⏎\"others\": [{}]}", "3-3 {\"a\": 2}"],
    );
}

#[test]
fn a_broken_element_costs_no_other() {
    check(
        "[\n  {\"a\": \"never closed},\n  {\"b\": [2},\n  {\"c\": 3}\n]",
        &[
            r#"2-2 NeverCloses {"a": "never closed},"#,
            r#"3-3 {"b": [2}"#,
            r#"4-4 {"c": 3}"#,
        ],
    );
    check(
        "[\n  {\n    \"a\": {\"x\": 1\n  },\n  {\n    \"b\": \"open\n  },\n  {\n    \"c\": 3",
        &[
            "2-4 NeverCloses {⏎    \"a\": {\"x\": 1⏎  },",
            "5-7 {⏎    \"b\": \"open⏎  }",
            "8-9 NeverCloses {⏎    \"c\": 3",
        ],
    );
    check("[1, {\"a\": 1", &["1-1 1", "1-1 NeverCloses {\"a\": 1"]);
    check(
        "some text\nmore {}",
        &["1-1 some text", "2-2 more ", "2-2 {}"],
    );
}

#[test]
fn an_object_where_a_key_may_stand_ends_the_one_around_it() {
    check(
        r#"[{"a": 1, {"b": {"c": 2}, {"d": {{"e": 3}, {"f": "{"}]"#,
        &[
            r#"1-1 NeverCloses {"a": 1,"#,
            r#"1-1 NeverCloses {"b": {"c": 2},"#,
            r#"1-1 NeverCloses {"d": {"#,
            r#"1-1 {"e": 3}"#,
            r#"1-1 {"f": "{"}"#,
        ],
    );
    // Braces in a text that lost its quotation mark are none.
    check(
        "[\n{\"a\": x in {x}},\n{\"b\": 1}]",
        &["2-2 {\"a\": x in {x}}", "3-3 {\"b\": 1}"],
    );
}

#[test]
fn an_element_that_took_in_those_after_it_is_read_again_by_its_lines() {
    let expected = [
        r#"2-2 NeverCloses {"a": 1, "t": ["x","#,
        r#"3-3 {"b": 2}"#,
        r#"4-4 {"c": 3}"#,
    ];
    let cut = " {\"a\": 1, \"t\": [\"x\",\n {\"b\": 2},\n {\"c\": 3}\n";
    for (before, after) in [
        ("[", "]"),
        ("{\"items\": [", "]}"),
        ("{\"items\": [", "], \"next\": null}"),
        ("{\"data\": {\"items\": [", "]}}"),
    ] {
        check(&format!("{before}\n{cut}{after}\n"), &expected);
    }
    // The first one stands beside the bracket.
    check(
        "[{\"a\": 1, \"t\": [\"x\",\n{\"b\": 2},\n{\"c\": 3}]",
        &[
            r#"1-1 NeverCloses {"a": 1, "t": ["x","#,
            r#"2-2 {"b": 2}"#,
            r#"3-3 {"c": 3}"#,
        ],
    );
    // What is whole keeps its lines, however they begin.
    check(
        "[\n{\n\"a\":\n{\n\"b\": 1\n}\n},\n{\n\"c\": 2\n}\n]",
        &["2-7 {⏎\"a\":⏎{⏎\"b\": 1⏎}⏎}", "8-10 {⏎\"c\": 2⏎}"],
    );
}

#[test]
fn a_bracket_too_many_ends_no_list() {
    check(
        "{\"items\": [\n{\"a\": 1}],\n{\"b\": [1]}},\n{\"items\": [2]},\n[{\"c\": 3}\n]}",
        &[
            r#"2-2 {"a": 1}"#,
            r#"3-3 {"b": [1]}"#,
            r#"4-4 {"items": [2]}"#,
            r#"5-5 {"c": 3}"#,
        ],
    );
    check(
        "[\n{\"a\": 1\n],\n{\"b\": 2}]",
        &["2-2 NeverCloses {\"a\": 1", "4-4 {\"b\": 2}"],
    );
}

#[test]
fn a_tree_is_parted_into_its_innermost_elements() {
    let text = "{\"items\": [\n{\"n\": \"A\", \"items\": [{\"a\": 1}, {\"items\": [], \"n\": \"B\"}\n]},\n{\"x\": {\"items\": [{\"b\": 2}]}}, {\"c\": 3}]}";
    let lines = (1..).zip(text.split('\n')).map(|(number, text)| {
        Ok(Line {
            number,
            text: text.to_owned(),
        })
    });
    let shown: Vec<String> = json_tree(lines, |key| key == "items")
        .map(|part| match part.expect("memory can be read") {
            JsonPart::Element(JsonElement::Whole { lines, text }) => {
                format!("{}-{} {text}", lines.first, lines.last)
            }
            JsonPart::FolderBegins { lines, fields } => format!("{} > {fields}", lines.first),
            JsonPart::FolderEnds { lines, fields } => format!("{} < {fields}", lines.first),
            JsonPart::Element(JsonElement::Broken(broken)) => format!("{broken:?}"),
        })
        .collect();
    assert_eq!(
        shown,
        [
            r#"2 > {"n": "A", "items": []}"#,
            r#"2-2 {"a": 1}"#,
            r#"2 > {"items": []}"#,
            r#"2 < {"": 0, "n": "B"}"#,
            r#"3 < {"": 0}"#,
            r#"4-4 {"x": {"items": [{"b": 2}]}}"#,
            r#"4-4 {"c": 3}"#,
        ]
    );
}

/// As [`shown`], where an element has at most so many bytes.
fn shown_within(largest_bytes: usize, text: &str) -> Vec<String> {
    let lines = (1..).zip(text.split('\n')).map(|(number, text)| {
        Ok(Line {
            number,
            text: text.to_owned(),
        })
    });
    let mut parts = JsonParts::new(lines, |key| key == "items", false);
    parts.largest_bytes = largest_bytes;
    parts
        .map(|part| match part.expect("memory can be read") {
            JsonPart::Element(JsonElement::Whole { lines, .. }) => {
                format!("{}-{}", lines.first, lines.last)
            }
            JsonPart::Element(JsonElement::Broken(rejection)) => format!(
                "{}-{} {:?}",
                rejection.lines.first, rejection.lines.last, rejection.reason
            ),
            folder => format!("{folder:?}"),
        })
        .collect()
}

#[test]
fn an_element_that_grows_too_large_without_its_end_costs_no_other() {
    for (before, after) in [("[", "]"), ("{\"items\": [", "]}")] {
        let mut text = format!("{before}\n  {{\"a\": 0}},\n  {{\"b\": [1, {{}},\n");
        for n in 0..50 {
            text.push_str(&format!("  {{\"c\": {n}}},\n"));
        }
        text.push_str(after);
        let mut expected = vec!["2-2".to_owned(), "3-3 NeverCloses".to_owned()];
        expected.extend((4..54).map(|line| format!("{line}-{line}")));
        assert_eq!(shown_within(200, &text), expected);
    }
    // Empty lines grow it, too.
    let text = format!("[\n {{\"b\":{}\n {{\"c\": 1}},\n", "\n".repeat(300));
    assert_eq!(shown_within(200, &text), ["2-303 TooLarge"]);
}

#[test]
fn a_large_element_costs_no_other_and_mends_none() {
    let large = format!("{{\n{}\"z\": 1\n}}", "\"a\": 1,\n".repeat(50));
    let nested = "{\n\"b\":\n{\n\"c\": 1\n}\n}";
    let text = format!("[{large},\n{large},\n{nested},\n{large},\n{nested}]");
    assert_eq!(
        shown_within(200, &text),
        [
            "1-53 TooLarge",
            "54-106 TooLarge",
            "107-112",
            "113-165 TooLarge",
            "166-171"
        ]
    );
}

/// Sizes at which a reader that goes back, or into each bracket, would not come to an end.
#[test]
fn hostile_documents_take_no_longer_than_others_of_their_size() {
    let n = 200_000;
    for text in [
        "[".repeat(n),
        "{".repeat(n),
        "[{".repeat(n),
        "[{\"a\":".repeat(n),
        "{\"items\":[".repeat(n),
        format!("[\n{}", "{\"a\"\n".repeat(n)),
        format!("[\n{}", " {\n".repeat(n)),
        format!("[{}]", "{},".repeat(n)),
        format!("[\"{}", "\\".repeat(n)),
        format!("[{{\"a\": \"{}\"}}, {{}}]", "x".repeat(50 * n)),
    ] {
        elements(&text, |key| key == "items");
    }
    let large = format!("[{{\"a\": \"{}\"}}, {{}}]", "x".repeat(45 * n));
    let reasons: Vec<bool> = elements(&large, |_| false)
        .iter()
        .map(|element| matches!(element, JsonElement::Whole { .. }))
        .collect();
    assert_eq!(reasons, [false, true]);
}
