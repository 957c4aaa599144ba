//! Whole rows as deflated bytes: a count, then each value with a byte for its type.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::types::Value;

/// Deflates some bytes.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(3));
    encoder
        .write_all(bytes)
        .expect("writing to memory does not fail");
    encoder.finish().expect("writing to memory does not fail")
}

/// Inflates what [`deflate`] made; none where the bytes are not its.
pub(crate) fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut inflated = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut inflated).ok()?;
    Some(inflated)
}

/// Packs rows; each row's values in order.
pub(crate) fn pack(rows: &[Vec<Value>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for row in rows {
        bytes.extend((row.len() as u32).to_le_bytes());
        for value in row {
            match value {
                Value::Null => bytes.push(0),
                Value::Integer(number) => {
                    bytes.push(1);
                    bytes.extend(number.to_le_bytes());
                }
                Value::Real(number) => {
                    bytes.push(2);
                    bytes.extend(number.to_le_bytes());
                }
                Value::Text(text) => push_bytes(&mut bytes, 3, text.as_bytes()),
                Value::Blob(blob) => push_bytes(&mut bytes, 4, blob),
            }
        }
    }
    deflate(&bytes)
}

fn push_bytes(bytes: &mut Vec<u8>, kind: u8, content: &[u8]) {
    bytes.push(kind);
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(content);
}

/// Unpacks rows; none where the bytes are not [`pack`]'s.
pub(crate) fn unpack(packed: &[u8]) -> Option<Vec<Vec<Value>>> {
    let bytes = inflate(packed)?;
    let mut rest = bytes.as_slice();
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let n_values = u32::from_le_bytes(take(&mut rest)?);
        let row: Option<Vec<Value>> = (0..n_values).map(|_| unpack_value(&mut rest)).collect();
        rows.push(row?);
    }
    Some(rows)
}

fn unpack_value(rest: &mut &[u8]) -> Option<Value> {
    let [kind] = take(rest)?;
    Some(match kind {
        0 => Value::Null,
        1 => Value::Integer(i64::from_le_bytes(take(rest)?)),
        2 => Value::Real(f64::from_le_bytes(take(rest)?)),
        3 => Value::Text(String::from_utf8(take_bytes(rest)?.to_vec()).ok()?),
        4 => Value::Blob(take_bytes(rest)?.to_vec()),
        _ => return None,
    })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

fn take_bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = u32::from_le_bytes(take(rest)?) as usize;
    let (head, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    Some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_rows_come_back_the_same() {
        let rows = vec![
            vec![
                Value::Integer(-7),
                Value::Text("Straße".into()),
                Value::Null,
            ],
            vec![
                Value::Blob(vec![0, 255]),
                Value::Real(0.5),
                Value::Text(String::new()),
            ],
        ];
        assert_eq!(unpack(&pack(&rows)), Some(rows));
    }

    #[test]
    fn bytes_that_are_no_rows_are_refused() {
        assert_eq!(unpack(b"something else"), None);
        assert_eq!(unpack(&deflate(&[9, 0, 0, 0, 77])), None);
    }
}
