//! What is looked for on every screen: by axe-core, and by rulers for what a person would see.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::window::Window;

const AT_SIGHT: &str = include_str!("at_sight.js");

/// Returns the program of axe-core, to be run in the page.
pub fn axe() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(file).expect("the interface's packages are installed")
}

/// Returns what axe-core finds on the page as it is: the rule and the place.
pub fn found_by_axe(window: &Window<'_>) -> Vec<String> {
    // A menu lies over all landmarks, as it does in every program.
    let script = "const done = arguments[arguments.length - 1];
        const isMenuOverAll = (rule, node) => rule.id === 'region' && /^<[^>]* role=.menu/.test(node.html);
        axe.run(document, { resultTypes: ['violations'] }).then(
            ({ violations }) => done(violations.flatMap((rule) =>
                rule.nodes.filter((node) => !isMenuOverAll(rule, node)).map((node) => `${rule.id}: ${node.target.join(' ')} ${node.html.slice(0, 200)} ${node.any.map((check) => check.message).join(' ').slice(0, 200)}`))),
            (error) => done([String(error)]));";
    words(&window.script_to_the_end(script))
}

/// Returns what a person sees to be wrong: what [`sticking_out`] finds, text that is cut, a control that something lies
/// over, a focus that is nowhere to be seen.
pub fn wrong_at_sight(window: &Window<'_>) -> Vec<String> {
    let seen = window.script(AT_SIGHT, &[]).expect("the ruler measures");
    let mut faults = sticking_out(window);
    faults.extend(words(&seen));
    faults
}

/// Returns what stands beyond an edge of the window, where nobody can scroll to it.
pub fn sticking_out(window: &Window<'_>) -> Vec<String> {
    let script = "
        const isScrolled = (element) => {
            for (let at = element.parentElement; at !== null; at = at.parentElement) {
                const { overflowX, overflowY } = getComputedStyle(at);
                if (/auto|scroll/.test(overflowX) || /auto|scroll/.test(overflowY)) return true;
            }
            return false;
        };
        const out = [];
        for (const element of document.querySelectorAll('button, a[href], input, textarea, select, h1, h2, p, [role=option], [role=tab], [role=radio]')) {
            if (element.closest('[aria-hidden=true], [inert], .sr') || !element.checkVisibility({ checkVisibilityCSS: true })) continue;
            const box = element.getBoundingClientRect();
            if (box.width <= 1 || box.height <= 1) continue;
            const isOut = box.left < -1 || box.right > innerWidth + 1 || ((box.top < -1 || box.bottom > innerHeight + 1) && !isScrolled(element));
            if (isOut) out.push(`${element.outerHTML.slice(0, 160)} at ${Math.round(box.left)},${Math.round(box.top)} to ${Math.round(box.right)},${Math.round(box.bottom)}`);
        }
        return out;";
    words(&window.script(script, &[]).unwrap_or_default())
}

fn words(list: &Value) -> Vec<String> {
    let list = list.as_array().cloned().unwrap_or_default();
    list.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
