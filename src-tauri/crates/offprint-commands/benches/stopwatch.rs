//! Times of the same thing done several times, and the table that shows them.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::Outcome;

/// What is measured, and how long it took each time.
pub struct Stopwatch {
    name: String,
    times: Vec<Duration>,
}

impl Stopwatch {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            times: Vec::new(),
        }
    }

    /// Does something once to warm up, then so many times with the watch, and prints its line.
    pub fn measure(
        name: impl Into<String>,
        n_runs: usize,
        mut work: impl FnMut() -> Outcome<()>,
    ) -> Outcome<()> {
        let mut stopwatch = Self::new(name);
        work()?;
        for _ in 0..n_runs {
            stopwatch.time(&mut work)?;
        }
        stopwatch.print();
        Ok(())
    }

    /// Does something once and notes how long it took.
    pub fn time<T>(&mut self, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let started = Instant::now();
        let answer = black_box(work()?);
        self.times.push(started.elapsed());
        Ok(answer)
    }

    /// Notes how long something took that was timed elsewhere.
    pub fn note(&mut self, time: Duration) {
        self.times.push(time);
    }

    /// Prints one line of the table.
    pub fn print(&self) {
        let shortest = self.times.iter().min().copied().unwrap_or_default();
        let longest = self.times.iter().max().copied().unwrap_or_default();
        println!(
            "{:<38} {:>10} {:>10} {:>10} {:>5}",
            self.name,
            in_words(self.median()),
            in_words(shortest),
            in_words(longest),
            self.times.len()
        );
    }

    /// Prints one line of the table, and a second one with the speed in so many things and bytes.
    pub fn print_speed(&self, n_things: usize, n_bytes: u64) {
        self.print();
        let seconds = self.median().as_secs_f64().max(1e-9);
        println!(
            "{:<38} {:>10} {:>10}",
            "",
            format!("{:.0} k/s", n_things as f64 / seconds / 1e3),
            format!("{:.0} MB/s", n_bytes as f64 / seconds / 1e6),
        );
    }

    fn median(&self) -> Duration {
        median(self.times.clone()).unwrap_or_default()
    }
}

/// Prints what stands above the columns.
pub fn print_heading() {
    println!(
        "{:<38} {:>10} {:>10} {:>10} {:>5}",
        "", "median", "min", "max", "runs"
    );
}

/// Prints how many times as long one thing took as another that took turns with it: the median over the
/// turns, since what slows the machine for a while slows both halves of a turn.
pub fn print_ratio(name: &str, one: &Stopwatch, other: &Stopwatch) {
    let turns = one.times.iter().zip(&other.times);
    // In thousandths, which can be ordered.
    let ratios = turns.map(|(one, other)| one.as_nanos() * 1000 / other.as_nanos().max(1));
    let ratio = median(ratios.collect()).unwrap_or(0) as f64 / 1000.0;
    println!("{name:<38} {ratio:>9.2}×");
}

fn median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

fn in_words(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1000.0;
    match millis {
        100.0.. => format!("{millis:.0} ms"),
        1.0.. => format!("{millis:.1} ms"),
        _ => format!("{millis:.3} ms"),
    }
}
