//! The memory of a window: of its process and of all that it started.

use std::fs;

use crate::driver::parent_and_state;
use crate::page::Page;
use crate::table::{Figures, print_heading, print_line};

/// Prints what both windows hold now.
pub fn print(when: &str, offprint: &Page<'_>, empty: &Page<'_>) {
    let of = |page: &Page<'_>| Figures::from_iter([megabytes(page.process())]);
    print_heading("memory", "MB");
    print_line(when, &of(offprint), Some(&of(empty)));
}

/// Returns the memory of a process and its descendants; what several share counts in parts.
/// Source: proc(5), `smaps_rollup`.
fn megabytes(process: u32) -> f64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let kilobytes: f64 = rollup
        .lines()
        .find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix(" kB"))
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or_default();
    let children = children_of(process).into_iter().map(megabytes);
    kilobytes / 1024.0 + children.sum::<f64>()
}

fn children_of(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers
        .filter(|process| parent_and_state(*process).is_some_and(|(of, _)| of == parent))
        .collect()
}
