//! One broken record costs no other, in any format and however it is broken.

use offprint_source::{Origin, Source};

use super::found_in;
use crate::Format;
use crate::candidate::{Candidate, Found, LineSpan};

/// A source of records, of which one is to be broken.
struct Sample {
    format: Format,
    /// What stands above, between and below the records.
    frame: [&'static str; 3],
    /// A record, with `#` for its number.
    record: &'static str,
}

const N_RECORDS: usize = 3;
const LONGEST_UNTOLD: usize = 18;

const SAMPLES: &[Sample] = &[
    Sample {
        format: Format::Json,
        frame: ["[\n", ",\n", "\n]\n"],
        record: r#"  {"title": "Kelp Number # Counts Its Tides", "authors": ["Ana Roe", "Bo Lund"], "doi": "10.5555/kelp.#", "n": 1}"#,
    },
    Sample {
        format: Format::Json,
        frame: ["[", ",\n", "]"],
        record: r#"{"title": "Kelp Number # Counts Its Tides", "authors": [{"family": "Roe"}, {"family": "Lund"}], "doi": "10.5555/kelp.#"}"#,
    },
    Sample {
        format: Format::Json,
        frame: ["{\"n\": 5, \"items\": [\n", ",\n", "\n], \"next\": null}\n"],
        record: r#"{"title": "Kelp Number # Counts Its Tides", "tags": ["sea"], "doi": "10.5555/kelp.#"}"#,
    },
    Sample {
        format: Format::Json,
        frame: ["{\n  \"items\": [\n", ",\n", "\n  ]\n}\n"],
        record: "    {\n      \"title\": \"Kelp Number # Counts Its Tides\",\n      \"authors\": [\n        {\n          \"family\": \"Roe\"\n        }\n      ],\n      \"doi\": \"10.5555/kelp.#\"\n    }",
    },
    Sample {
        format: Format::JsonLines,
        frame: ["", "\n", "\n"],
        record: r#"{"title": "Kelp Number # Counts Its Tides", "authors": ["Ana Roe"], "doi": "10.5555/kelp.#"}"#,
    },
    Sample {
        format: Format::CslJson,
        frame: ["[\n", ",\n", "\n]\n"],
        record: "  {\n    \"type\": \"article-journal\",\n    \"title\": \"Kelp Number # Counts Its Tides\",\n    \"author\": [{\"family\": \"Roe\"}],\n    \"DOI\": \"10.5555/kelp.#\"\n  }",
    },
    Sample {
        format: Format::Bookmarks,
        frame: [
            "{\"title\": \"\", \"children\": [\n{\"title\": \"Sea\", \"children\": [\n",
            ",\n",
            "\n]}\n]}\n",
        ],
        record: r#"{"title": "Kelp Number # Counts Its Tides", "tags": "a,b", "type": "text/x-moz-place", "uri": "https://doi.org/10.5555/kelp.#"}"#,
    },
    Sample {
        format: Format::Bookmarks,
        frame: [
            "{\n   \"roots\": {\n      \"bookmark_bar\": {\n         \"children\": [ {\n            \"children\": [ {\n",
            "\n            }, {\n",
            "\n            } ],\n            \"name\": \"Sea\"\n         } ],\n         \"name\": \"Bookmarks bar\"\n      }\n   }\n}\n",
        ],
        record: "               \"name\": \"Kelp Number # Counts Its Tides\",\n               \"type\": \"url\",\n               \"url\": \"https://doi.org/10.5555/kelp.#\"",
    },
    Sample {
        format: Format::EndnoteXml,
        frame: ["<xml><records>\n", "\n", "\n</records></xml>\n"],
        record: "<record><titles><title>Kelp Number # Counts Its Tides</title></titles>\n<electronic-resource-num>10.5555/kelp.#</electronic-resource-num></record>",
    },
    Sample {
        format: Format::PubmedXml,
        frame: ["<PubmedArticleSet>\n", "\n", "\n</PubmedArticleSet>\n"],
        record: "<PubmedArticle><MedlineCitation><PMID Version=\"1\">9900000#</PMID><Article>\n<ArticleTitle>Kelp Number # Counts Its Tides</ArticleTitle></Article></MedlineCitation>\n<PubmedData><ArticleIdList><ArticleId IdType=\"doi\">10.5555/kelp.#</ArticleId></ArticleIdList></PubmedData></PubmedArticle>",
    },
    Sample {
        format: Format::ZoteroRdf,
        frame: [
            "<rdf:RDF xmlns:z=\"http://www.zotero.org/namespaces/export#\">\n",
            "\n",
            "\n</rdf:RDF>\n",
        ],
        record: "    <bib:Article rdf:about=\"k#\">\n        <z:itemType>journalArticle</z:itemType>\n        <dc:title>Kelp Number # Counts Its Tides</dc:title>\n        <dc:identifier>DOI 10.5555/kelp.#</dc:identifier>\n    </bib:Article>",
    },
    Sample {
        format: Format::Feed,
        frame: [
            "<rss><channel><title>Sea</title>\n",
            "\n",
            "\n</channel></rss>\n",
        ],
        record: "<item><title>Kelp Number # Counts Its Tides</title>\n<link>https://doi.org/10.5555/kelp.#</link></item>",
    },
    Sample {
        format: Format::Bibtex,
        frame: ["", "\n\n", "\n"],
        record: "@article{kelp#,\n  title = {Kelp Number # Counts Its Tides},\n  author = \"Ana Roe\",\n  doi = {10.5555/kelp.#}\n}",
    },
    Sample {
        format: Format::Ris,
        frame: ["", "\n", "\n"],
        record: "TY  - JOUR\nTI  - Kelp Number # Counts Its Tides\nAU  - Roe, Ana\nDO  - 10.5555/kelp.#\nER  - \n",
    },
    Sample {
        format: Format::Nbib,
        frame: ["", "\n", "\n"],
        record: "PMID- 9900000#\nTI  - Kelp Number # Counts Its Tides\nFAU - Roe, Ana\nLID - 10.5555/kelp.# [doi]\n",
    },
    Sample {
        format: Format::Refer,
        frame: ["", "\n", "\n"],
        record: "%0 Journal Article\n%T Kelp Number # Counts Its Tides\n%A Roe, Ana\n%R 10.5555/kelp.#\n",
    },
    Sample {
        format: Format::Isi,
        frame: ["FN Tide\nVR 1.0\n", "\n", "\nEF\n"],
        record: "PT J\nAU Roe, A\nTI Kelp Number # Counts Its Tides\nDI 10.5555/kelp.#\nER\n",
    },
    Sample {
        format: Format::RefWorks,
        frame: ["", "\n", "\n"],
        record: "RT Journal Article\nSR Electronic\nA1 Roe, Ana\nT1 Kelp Number # Counts Its Tides\nDO 10.5555/kelp.#\n",
    },
    Sample {
        format: Format::Csv,
        frame: ["title,authors,doi,abstract\n", "\n", "\n"],
        record: "\"Kelp Number # Counts Its Tides\",\"Roe, Ana; Lund, Bo\",10.5555/kelp.#,Tides",
    },
    Sample {
        format: Format::Csv,
        frame: ["title,doi,abstract\n", "\n", "\n"],
        record: "Kelp Number # Counts Its Tides,10.5555/kelp.#,\"Tides counted\nin two lines\"",
    },
    Sample {
        format: Format::Csv,
        frame: ["title\tdoi\tabstract\n", "\n", "\n"],
        record: "Kelp Number # Counts Its Tides\t10.5555/kelp.#\tTides",
    },
];

/// What stands in a wrong place.
const STRAY: [&[u8]; 16] = [
    b"\xff", b"\\x", b"\\u12", b"{", b"}", b"[", b"]", b"\"", b"<", b">", b"&", b"@", b",", b":",
    b"%", b"\n",
];

/// Ways to break a record, each with its name.
fn broken(record: &str) -> Vec<(String, Vec<u8>)> {
    let bytes = record.as_bytes();
    let mut ways = Vec::new();
    let is_sign = |at: usize| {
        bytes
            .get(at)
            .is_none_or(|byte| !byte.is_ascii_alphanumeric())
    };
    for at in 0..=bytes.len() {
        if !record[..at].trim().is_empty() {
            ways.push((format!("cut at {at}"), bytes[..at].to_vec()));
        }
        if at < bytes.len() && is_sign(at) {
            let without = [&bytes[..at], &bytes[at + 1..]].concat();
            ways.push((
                format!("without {:?} at {at}", char::from(bytes[at])),
                without,
            ));
        }
        // What stands between letters and digits alone does not matter to a grammar.
        if at == 0 || is_sign(at) || is_sign(at - 1) {
            for stray in STRAY {
                let name = format!("{:?} at {at}", stray.escape_ascii().to_string());
                ways.push((name, [&bytes[..at], stray, &bytes[at..]].concat()));
            }
        }
    }
    ways
}

/// A record with its number in place of `#`.
fn numbered(record: &[u8], n: usize) -> Vec<u8> {
    let parts: Vec<&[u8]> = record.split(|byte| *byte == b'#').collect();
    parts.join(n.to_string().as_bytes())
}

/// Returns what is wrong when one record is broken.
fn fault(sample: &Sample, n_broken: usize, broken: &[u8]) -> Option<String> {
    let [head, between, foot] = sample.frame;
    let mut content = head.as_bytes().to_vec();
    let mut spans = Vec::new();
    for n in 1..=N_RECORDS {
        if n > 1 {
            content.extend(between.as_bytes());
        }
        let first = line_at(&content);
        if n == n_broken {
            content.extend(broken);
        } else {
            content.extend(numbered(sample.record.as_bytes(), n));
        }
        spans.push(LineSpan::new(first, line_at(&content)));
    }
    content.extend(foot.as_bytes());
    Source::from_bytes(content.clone(), Origin::Pasted).ok()?;
    let found = found_in(&content, sample.format);
    let candidates: Vec<&Candidate> = found
        .iter()
        .filter_map(|found| match found {
            Found::Candidate(candidate) => Some(candidate.as_ref()),
            _ => None,
        })
        .collect();
    for n in (1..=N_RECORDS).filter(|n| *n != n_broken) {
        let title = format!("Kelp Number {n} Counts Its Tides");
        let doi = format!("10.5555/kelp.{n}");
        let is_it = |candidate: &&&Candidate| {
            let values = candidate
                .identifiers
                .iter()
                .map(|identifier| &identifier.value);
            candidate.title == title && values.into_iter().any(|value| *value == doi)
        };
        match candidates.iter().filter(is_it).collect::<Vec<_>>()[..] {
            [it] if n > 1 && between.contains('\n') && it.lines[0].first <= spans[n - 2].last => {
                return Some(format!("{n} begins in {:?}", it.lines));
            }
            [_] => {}
            [] => return Some(format!("{n} is lost")),
            [..] => return Some(format!("{n} is doubled")),
        }
    }
    // Of a few letters nothing tells what they were.
    if broken.len() < LONGEST_UNTOLD {
        return None;
    }
    let span = spans[n_broken - 1];
    let is_told = found.iter().any(|found| {
        let found_at = found.span();
        !matches!(found, Found::Noise(_))
            && found_at.first <= span.last
            && found_at.last >= span.first
    });
    (!is_told).then(|| "the broken one is not told of".to_owned())
}

fn line_at(content: &[u8]) -> u32 {
    1 + content.iter().filter(|byte| **byte == b'\n').count() as u32
}

#[test]
fn one_broken_record_costs_no_other() {
    let mut faults = Vec::new();
    for sample in SAMPLES {
        // Each place among the others has its turn with each way.
        for (n, (way, text)) in broken(sample.record).into_iter().enumerate() {
            let n_broken = 1 + n % N_RECORDS;
            let text = numbered(&text, n_broken);
            if let Some(fault) = fault(sample, n_broken, &text) {
                let (name, text) = (sample.format.name(), String::from_utf8_lossy(&text));
                faults.push(format!(
                    "{name}, record {n_broken}, {way}: {fault}\n{text}\n"
                ));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.concat()
    );
}
