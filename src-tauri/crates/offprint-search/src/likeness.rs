//! Orders papers so that those that are alike come together.

use offprint_library::PaperId;
use offprint_library::snapshot::texts::PaperText;

use crate::terms::{TermId, Terms};

/// Orders papers so that after each comes the one most like it of those that are left, from the first on.
///
/// Alike are papers that share words which few of the others have. Of equals, and where nothing left shares a
/// word, the earlier one in `texts` comes next. The same papers always give the same order.
pub fn by_likeness(texts: &[PaperText]) -> Vec<PaperId> {
    let vectors = vectors_of(texts);
    let mut with_term: Vec<Vec<(usize, f32)>> = Vec::new();
    for (place, vector) in vectors.iter().enumerate() {
        for &(term, weight) in vector {
            let term = term as usize;
            if with_term.len() <= term {
                with_term.resize_with(term + 1, Vec::new);
            }
            with_term[term].push((place, weight));
        }
    }
    let mut is_taken = vec![false; texts.len()];
    let mut likeness = vec![0.0_f32; texts.len()];
    let mut order = Vec::with_capacity(texts.len());
    // What stands before it is taken.
    let mut first_left = 0;
    let mut next = (!texts.is_empty()).then_some(0);
    while let Some(present) = next {
        is_taken[present] = true;
        order.push(texts[present].paper);
        likeness.fill(0.0);
        for &(term, weight) in &vectors[present] {
            for &(place, other) in &with_term[term as usize] {
                likeness[place] += weight * other;
            }
        }
        while is_taken.get(first_left) == Some(&true) {
            first_left += 1;
        }
        next = (first_left < texts.len()).then(|| {
            (first_left + 1..texts.len()).fold(first_left, |best, place| {
                let is_nearer = !is_taken[place] && likeness[place] > likeness[best];
                if is_nearer { place } else { best }
            })
        });
    }
    order
}

/// Returns for each text its words, each with how much it says: rare ones more. All have the same length, 1.
///
/// A word that more than half of them have tells none apart, and is left out; so is one that no other has.
fn vectors_of(texts: &[PaperText]) -> Vec<Vec<(TermId, f32)>> {
    let mut terms = Terms::default();
    let mut vectors: Vec<Vec<(TermId, f32)>> =
        texts.iter().map(|text| terms.weights_of(text)).collect();
    let mut n_with = vec![0_u32; terms.len()];
    for (term, _) in vectors.iter().flatten() {
        n_with[*term as usize] += 1;
    }
    let n_texts = texts.len() as f32;
    for vector in &mut vectors {
        vector.retain_mut(|(term, weight)| {
            let n_with = n_with[*term as usize] as f32;
            *weight *= (n_texts / n_with).ln();
            n_with >= 2.0 && (n_with <= n_texts / 2.0 || n_texts <= 4.0)
        });
        let length = vector
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>()
            .sqrt();
        if length > 0.0 {
            vector.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
    }
    vectors
}

#[cfg(test)]
mod tests {
    use offprint_library::testing::{TestLibrary, candidates};

    use super::*;

    #[track_caller]
    fn check(titles: &str, expected: &[&str]) {
        let test = TestLibrary::new();
        test.import_all(candidates(titles));
        let snapshot = test.snapshot();
        let texts = snapshot.texts_of(&test.papers()).unwrap();
        let rows = snapshot.rows_of(&by_likeness(&texts)).unwrap();
        let found: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn papers_that_share_rare_words_come_together_and_the_rest_keeps_its_order() {
        check(
            "Rivers remember floods\nMosses in winter\nDunes walk at night\nGlaciers and floods of rivers
             Winter growth of mosses\nReefs of coral",
            &[
                "Rivers remember floods",
                "Glaciers and floods of rivers",
                "Mosses in winter",
                "Winter growth of mosses",
                "Dunes walk at night",
                "Reefs of coral",
            ],
        );
    }

    #[test]
    fn papers_without_words_stay_as_they_came() {
        check("2024", &["2024"]);
        check("$x$ 17\n$y$ 18\n$z$ 19", &["$x$ 17", "$y$ 18", "$z$ 19"]);
        assert_eq!(by_likeness(&[]), []);
    }
}
