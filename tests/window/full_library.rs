//! A library as it is after some months of use, filled by the terminal command. All papers are invented.

use std::fmt::Write;

use offprint_testkit::digest_of;
use serde_json::Value;

use crate::place::Place;
use crate::terminal::{offprint, offprint_json};

/// What first run offers: 24 papers with abstracts and links.
const SAMPLE: &str = include_str!("../../src-tauri/crates/offprint-commands/sample/digest.txt");

/// Papers that are hard to show.
pub const HARD: [&str; 5] = [
    "Ein sehr langer Titel über Donaudampfschifffahrtsgesellschaftskapitänsmützen und was sie über \
     die Überlieferung von Zusammensetzungen in Sprachmodellen verraten, samt Anhang, Nachtrag, \
     Berichtigung des Nachtrags und einer Entgegnung der Reederei auf die Berichtigung",
    "Four Hundred Hands on One Telescope",
    "قياس الصدى في الآبار القديمة بثلاثة ميكروفونات",
    "On $O(\\sqrt{L})$ Memory and the $\\mu$-Calculus of Sleep",
    "<script>document.title = 'no'</script> as a Title",
];

/// Two papers that may be the same.
pub const ALIKE: &str = "\
@article{a, title = {How Rivers Remember Their Floods}, author = {Roe, Ana}, year = {2025},
  eprint = {2607.90077}, archiveprefix = {arXiv}}
@article{b, title = {How Rivers Remember the Floods}, author = {Roe, Ana}, year = {2026}, doi = {10.5555/rivers.7}}
";

/// A file in a watched folder in which nothing can be read.
const NOT_READABLE: &str = "@article{half, title = {A file that was cut";

/// Fills the library of a place: an inbox, a queue, finished and dropped papers, tags, whys, notes, an open question
/// and a watched folder with a file that fails.
pub fn fill(place: &Place) {
    let older = place.source("older-papers.txt", &digest_of(60));
    let week = place.source("new-papers-week-31.txt", SAMPLE);
    let hard = place.source("hard-cases.bib", &hard_cases());
    import(place, &older.display().to_string());
    let old = titles_and_ids(place, "inbox");
    let ids: Vec<&str> = old.iter().map(String::as_str).collect();
    give(place, &["state", "read"], &ids[..16]);
    give(place, &["state", "skimmed"], &ids[16..24]);
    give(place, &["state", "dropped"], &ids[24..48]);
    give(place, &["state", "queued"], &ids[48..55]);
    give(place, &["state", "reading"], &ids[55..57]);
    give(place, &["star"], &[ids[0], ids[5], ids[49], ids[55]]);
    for (tag, papers) in [
        ("memory", &ids[..9]),
        ("evaluation", &ids[6..12]),
        ("training", &ids[48..53]),
    ] {
        done(place, &[&["tag"], papers, &["--add", tag]].concat());
    }
    done(
        place,
        &[
            "why",
            ids[49],
            "Compare with our May schedule before the next run",
        ],
    );
    done(place, &["why", ids[50], "Hana asked for it"]);
    done(
        place,
        &[
            "note",
            ids[0],
            "--set",
            "Holds only where batches are large: see table 3.\n\n- ask for the code\n- try with $\\eta = 0.1$\n",
        ],
    );
    done(
        place,
        &[
            "note",
            ids[55],
            "--set",
            "# So far\nThe bound is **tight** on rings.\n\n> A single careful listener halves it.\n",
        ],
    );
    done(place, &["due", ids[51], "in 5 days"]);
    done(place, &["due", ids[52], "in 40 days"]);
    import(place, &hard.display().to_string());
    let alike = place.source("alike.bib", ALIKE);
    import(place, &alike.display().to_string());
    let digests = place.source_folder("digests");
    std::fs::write(digests.join("cut.bib"), NOT_READABLE).expect("a file in the folder");
    done(
        place,
        &["watch", "add", &digests.display().to_string(), "--existing"],
    );
    import(place, &week.display().to_string());
    let new = titles_and_ids(place, "inbox");
    done(place, &["snooze", &new[20], "in 3 days"]);
    let gone = titles_and_ids(place, "dropped");
    done(place, &["trash", &gone[0], &gone[1]]);
}

fn import(place: &Place, path: &str) {
    let output = offprint(place, &["import", path]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{path} did not come in: {said}");
}

#[track_caller]
fn done(place: &Place, arguments: &[&str]) {
    let output = offprint(place, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "offprint {arguments:?}: {said}");
}

#[track_caller]
fn give(place: &Place, verb: &[&str], papers: &[&str]) {
    done(place, &[verb, papers].concat());
}

fn titles_and_ids(place: &Place, state: &str) -> Vec<String> {
    let listed = offprint_json(place, &["list", "--state", state, "--limit", "500"]);
    let rows = listed["papers"].as_array().cloned().unwrap_or_default();
    let ids = rows.iter().filter_map(|row: &Value| row["id"].as_str());
    ids.map(str::to_owned).collect()
}

/// Returns a bibliography of [`HARD`].
pub fn hard_cases() -> String {
    let [long, hands, well, math, script] = HARD;
    let authors: Vec<String> = (1..=400).map(|n| format!("Hand{n}, A.")).collect();
    let mut text = String::new();
    let _ = write!(
        text,
        "@article{{long, title = {{{long}}}, author = {{Kapitän, K. and Müller-Überlinger, Ö.}}, year = 2026}}\n\
         @article{{hands, title = {{{hands}}}, author = {{{}}}, year = 2025, doi = {{10.5555/hands}},\n  \
         abstract = {{We point one telescope with four hundred hands.}}}}\n\
         @article{{well, title = {{{well}}}, author = {{الجزري، بديع}}, year = 2024,\n  \
         abstract = {{نقيس الصدى في أربعين بئرا قديمة ونبين أن ثلاثة ميكروفونات تكفي.}}}}\n\
         @article{{math, title = {{{math}}}, author = {{Sato, M.}}, year = 2026,\n  \
         abstract = {{Let $f: \\mathbb{{R}}^n \\to \\mathbb{{R}}$ with $\\|f\\|_2 \\le 1$. A formula that is broken, $\\nosuchthing{{1}}^^2$, \
         is shown as it is. Costs of \\$5 and \\$10 are no formula.}}}}\n\
         @article{{script, title = {{{script}}}, author = {{Tables, B.}}, year = 2023,\n  \
         abstract = {{<b>Bold</b> <img src=x onerror=alert(1)> words are text.}}}}\n",
        authors.join(" and ")
    );
    text
}
