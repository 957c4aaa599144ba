//! What was measured, as a table in Markdown: Offprint's figures beside those of the empty window.

/// Figures of one thing, measured several times.
#[derive(Debug, Default, Clone)]
pub struct Figures(Vec<f64>);

impl Figures {
    pub fn note(&mut self, figure: f64) {
        self.0.push(figure);
    }

    fn median(&self) -> Option<f64> {
        let sorted = self.sorted();
        sorted.get(sorted.len() / 2).copied()
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted
    }
}

impl FromIterator<f64> for Figures {
    fn from_iter<T: IntoIterator<Item = f64>>(figures: T) -> Self {
        Self(figures.into_iter().collect())
    }
}

/// Prints what stands above the lines.
pub fn print_heading(what: &str, unit: &str) {
    println!(
        "\n| {what}, {unit} | median | min | max | runs | empty: median | min | max | runs | ratio |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
}

/// Prints a line; `empty` are the figures of the same in the empty window, where it has it.
pub fn print_line(name: &str, figures: &Figures, empty: Option<&Figures>) {
    let neighbour = empty.map_or_else(|| "| | | |".to_owned(), columns);
    let ratio = empty
        .and_then(|empty| Some(figures.median()? / empty.median().filter(|m| *m > 0.0)?))
        .map_or_else(String::new, |ratio| format!("{ratio:.2}×"));
    println!("| {name} {} {neighbour} {ratio} |", columns(figures));
}

/// Returns median, least, most and number, each behind its bar.
fn columns(figures: &Figures) -> String {
    let sorted = figures.sorted();
    let [Some(median), Some(least), Some(most)] = [
        figures.median(),
        sorted.first().copied(),
        sorted.last().copied(),
    ] else {
        return "| | | | 0 |".to_owned();
    };
    let words = [median, least, most].map(in_words);
    let [median, least, most] = words;
    format!("| {median} | {least} | {most} | {} |", sorted.len())
}

fn in_words(figure: f64) -> String {
    match figure {
        100.0.. => format!("{figure:.0}"),
        _ => format!("{figure:.1}"),
    }
}
