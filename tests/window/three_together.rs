//! A mail, a bibliography with a broken entry and a page's text, dropped together: one sheet, one change.

use crate::drag;
use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{count_of_papers, offprint_json};
use crate::window::Window;

/// Two new papers, in a listing as arXiv sends it.
const MAIL: &str = "\
From: no-reply@arxiv.org
To: ana@tide.example
Subject: cs daily Subj-class mailing 6dd
Date: Thu, 2 Jul 2026 03:00:00 GMT
Content-Type: text/plain; charset=utf-8

------------------------------------------------------------------------------
\\\\
arXiv:2607.90031
Date: Wed, 1 Jul 2026 09:12:44 GMT   (35kb)

Title: Bells That Answer Each Other Across a Fjord
Authors: Mari Halvorsen, Kenji Ito
Categories: cs.SD
\\\\
  Two bells are heard as one when the water lies still. We measure for how long, and give a bound
that holds in wind.
\\\\ ( https://arxiv.org/abs/2607.90031 ,  35kb)
------------------------------------------------------------------------------
\\\\
arXiv:2607.90032
Date: Wed, 1 Jul 2026 10:01:02 GMT   (12kb)

Title: Knots in the Schedule of a Night Train
Authors: Chidi Okafor
Categories: cs.DS
\\\\
  A timetable with three knots cannot be untied by delays alone. We show why.
\\\\ ( https://arxiv.org/abs/2607.90032 ,  12kb)
";

/// One paper, one that may be here already, and one whose braces never close.
const BROKEN: &str = "\
@article{ferry,
  title = {The Ferry Schedule as a Partial Order},
  author = {Halvorsen, Mari and Ito, Kenji},
  year = {2023},
}
@article{word,
  title = {Editorial},
  journal = {Letters on Tides},
  year = {2026},
}
@article{open,
  title = {A Brace That Never {Closes},
  year = {2022
";

#[test]
fn a_mail_a_broken_bibliography_and_a_page_come_in_together_and_go_together() {
    let place = Place::new();
    let before = place.source(
        "before.bib",
        "@article{e, title = {Editorial}, year = {2026}}",
    );
    offprint_json(
        &place,
        &["import", before.to_str().expect("a name in ASCII")],
    );
    let mail = place.source("daily.eml", MAIL);
    let broken = place.source("broken.bib", BROKEN);
    let page = place.source("page.txt", DIGEST);
    let window = Window::open(&place);
    window.see("option", "Editorial");

    drag::drop_on(&window, &[&mail, &broken, &page], || {
        window.see_words("Drop to look inside");
    });
    window.see("dialog", "Import");
    window.picture("three-sheet");
    window.see_words("9 of 10 will be added");
    // Nothing came in so far.
    assert_eq!(count_of_papers(&place, &[]), 1);

    window.click("tab", "rejected");
    window.see_words("never closes");
    window.picture("three-rejected");
    window.click("tab", "possible");
    window.press("c");
    window.see("button", "Same paper");
    window.picture("three-compare");
    window.press("1");
    window.see("button", "Import 8 papers");
    window.take_in();

    window.see("option", TITLES[0]);
    window.see("link", "Inbox, 9 papers");
    assert_eq!(count_of_papers(&place, &[]), 9);
    let found = offprint_json(&place, &["search", "bells fjord"]);
    let id = found["papers"][0]["id"].as_str().expect("an id").to_owned();
    window.picture("three-in");

    window.press("u");
    window.see("link", "Inbox, 1 paper");
    assert_eq!(count_of_papers(&place, &[]), 1);
    window.press("Control+y");
    window.see("link", "Inbox, 9 papers");
    assert_eq!(count_of_papers(&place, &[]), 9);
    let again = offprint_json(&place, &["show", &id]);
    assert_eq!(
        again["title"],
        "Bells That Answer Each Other Across a Fjord"
    );
    let source = &again["sightings"][0]["source"];
    assert_eq!(source, "daily.eml");
    window.close();
}
