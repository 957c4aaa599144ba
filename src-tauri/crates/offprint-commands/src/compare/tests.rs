use super::*;

/// Writes both sides of a field, what differs in brackets.
#[track_caller]
fn check(field: &ComparedField, one: &str, other: &str) {
    let show = |pieces: &[DiffPiece]| -> String {
        let shown = pieces.iter().map(|piece| match piece.differs {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        });
        shown.collect()
    };
    assert_eq!(
        (show(&field.one).as_str(), show(&field.other).as_str()),
        (one, other)
    );
}

fn author(family: &str) -> Author {
    Author {
        family: family.to_owned(),
        given: "Ana".to_owned(),
    }
}

fn side(title: &str, families: &[&str], year: Option<i32>) -> Side {
    Side {
        title: title.to_owned(),
        authors: families.iter().map(|family| author(family)).collect(),
        year,
        ..Side::default()
    }
}

#[test]
fn words_that_differ_are_marked_on_both_sides() {
    let field = of_texts(
        FieldName::Title,
        "How Rivers Remember Their Floods",
        "How Rivers Remember the Great Floods",
    );
    check(
        &field,
        "How Rivers Remember [Their ]Floods",
        "How Rivers Remember [the Great ]Floods",
    );
    assert!(!field.is_equal);
    let field = of_texts(
        FieldName::Venue,
        "Journal of  Rivers\n",
        "Journal of  Rivers",
    );
    assert!(field.is_equal, "only the space at the end differs");
    let field = of_texts(FieldName::Venue, "", "");
    assert!(field.is_equal && field.one.is_empty());
}

#[test]
fn what_a_list_holds_more_is_marked_wherever_it_stands() {
    let (one, other) = (
        side("", &["Roe", "Quill"], None),
        side("", &["Quill", "Roe", "Marsh"], None),
    );
    let compared = compare(&one, &other);
    check(
        &compared.fields[1],
        "Ana Roe, Ana Quill",
        "Ana Quill, Ana Roe, [Ana Marsh]",
    );
}

#[test]
fn a_long_text_is_compared_in_bounded_time() {
    let one = "one ".repeat(200_000);
    let other = "other ".repeat(200_000);
    let field = of_texts(FieldName::Abstract, &one, &other);
    assert_eq!((field.one.len(), field.one[0].text.len()), (1, one.len()));
    let mut longer = one.clone();
    longer.push_str("and the end");
    let field = of_texts(FieldName::Abstract, &one, &longer);
    assert_eq!(
        field.one.len(),
        2,
        "the same beginning, then a rest that differs"
    );
}

#[test]
fn the_first_side_fills_what_the_other_lacks() {
    let one = Side {
        venue: Some("Journal of Invented Rivers".to_owned()),
        identifiers: vec![Identifier {
            scheme: Scheme::Doi,
            value: "10.5555/rivers.7".to_owned(),
        }],
        ..side("How Rivers Remember", &["Roe"], Some(2026))
    };
    let other = side("How Rivers Remember", &["Marsh"], None);
    let compared = compare(&one, &other);
    assert_eq!(
        compared.fills,
        [FieldName::Year, FieldName::Venue, FieldName::Identifiers]
    );
    assert_eq!(compared.fields.len(), 7, "no details, no field for them");
    check(&compared.fields[4], "[DOI 10.5555/rivers.7]", "");
}

#[test]
fn likeness_is_whole_only_for_what_is_the_same() {
    let rivers = side("How Rivers Remember Their Floods", &["Roe"], Some(2026));
    let likeness_with = |other: &Side| likeness(&rivers, other);
    assert_eq!(likeness_with(&rivers), 100);
    assert_eq!(
        likeness_with(&side("how rivers remember their floods.", &[], None)),
        100
    );
    let near = likeness_with(&side(
        "How Rivers Remember the Floods",
        &["Roe"],
        Some(2025),
    ));
    assert!((80..100).contains(&near), "{near}");
    let far = likeness_with(&side("On the Growth of Mosses", &["Marsh"], Some(1999)));
    assert!(far < 40, "{far}");
    assert_eq!(likeness(&Side::default(), &rivers), 0);
}
