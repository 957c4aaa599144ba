use super::*;
use offprint_source::{Origin, Source};

#[test]
#[ignore]
fn scratch() {
    let path = std::env::var("DIGEST").unwrap();
    let source = Source::open(std::path::Path::new(&path)).unwrap();
    let mut n = 0;
    for found in read_page_text(source.text().unwrap()) {
        match found.unwrap() {
            Found::Candidate(c) => {
                n += 1;
                let a = c.abstract_text.clone().unwrap_or_default();
                println!(
                    "{n} {:?} {}\n   {} … {} [{}]\n   {:?} {:?}",
                    c.lines
                        .iter()
                        .map(|l| (l.first, l.last))
                        .collect::<Vec<_>>(),
                    c.title,
                    a.chars().take(60).collect::<String>(),
                    a.chars()
                        .rev()
                        .take(40)
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                        .collect::<String>(),
                    a.chars().count(),
                    c.links
                        .iter()
                        .map(|l| format!("{:?} {}", l.kind, l.url))
                        .collect::<Vec<_>>(),
                    c.identifiers
                );
            }
            other => println!("-- {other:?}"),
        }
    }
    let _ = Origin::Pasted;
}
