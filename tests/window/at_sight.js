// Finds what a person sees to be wrong with a page: text that is cut, a control that something lies
// over, a focus that is nowhere to be seen. Runs inside the page; answers a list of sentences.

const controls = "button, a[href], input, textarea, select, [role=tab], [role=radio], [role=menuitem]";

const isLeftOut = (element) =>
  element.closest("[aria-hidden=true], [inert], .sr") !== null ||
  !element.checkVisibility({ checkVisibilityCSS: true, opacityProperty: true });

const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 180);

/** The part of an element that its surroundings let through; none where all of it is scrolled away. */
function seenPartOf(element) {
  const box = element.getBoundingClientRect();
  let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.overflowX === "visible" && style.overflowY === "visible") continue;
    const around = at.getBoundingClientRect();
    [left, right] = [Math.max(left, around.left), Math.min(right, around.right)];
    [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
  }
  [left, right] = [Math.max(left, 0), Math.min(right, innerWidth)];
  [top, bottom] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  return right - left < 2 || bottom - top < 2 ? null : { left, top, right, bottom };
}

const hasOwnText = (element) =>
  [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");

/** Text whose end is nowhere to be seen, without the dots that would say so. */
function cut() {
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!(element instanceof HTMLElement) || !hasOwnText(element) || isLeftOut(element)) continue;
    const style = getComputedStyle(element);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    if (hides(style.overflowX) && style.textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1)
      found.push(`is cut at its end: ${named(element)}`);
    const isClamped = style.webkitLineClamp !== "none" && style.webkitLineClamp !== "";
    if (hides(style.overflowY) && !isClamped && element.scrollHeight > element.clientHeight + 2)
      found.push(`is cut at its foot: ${named(element)}`);
  }
  return found;
}

/** Buttons and the like of which a part lies beyond an edge that cannot be scrolled. */
function cutOff() {
  const found = [];
  for (const element of document.querySelectorAll(controls)) {
    if (isLeftOut(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    for (let at = element.parentElement; at !== null; at = at.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(at);
      if (/auto|scroll/.test(overflowX + overflowY) || textOverflow === "ellipsis") break;
      if (!/hidden|clip/.test(overflowX)) continue;
      const around = at.getBoundingClientRect();
      if (box.left < around.left - 1 || box.right > around.right + 1)
        found.push(`is cut off by what is around it: ${named(element)}`);
      break;
    }
  }
  return found;
}

/** Controls and headings in whose middle something else lies, which is no menu, dialog or message above all. */
function covered() {
  const above = "dialog, [role=dialog], [role=menu], [role=listbox][id], [role=alertdialog], [role=group][data-toast]";
  const found = [];
  for (const element of document.querySelectorAll(`${controls}, h1, h2`)) {
    if (isLeftOut(element)) continue;
    const part = seenPartOf(element);
    if (part === null || getComputedStyle(element).pointerEvents === "none") continue;
    const hit = document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
    if (hit === null || hit.contains(element) || element.contains(hit)) continue;
    if (element.labels?.length > 0 && [...element.labels].some((label) => label.contains(hit))) continue;
    const over = hit.closest(above);
    if (over !== null && !over.contains(element)) continue;
    if (getComputedStyle(hit).position === "fixed") continue;
    found.push(`has something over it: ${named(element)}, under ${named(hit)}`);
  }
  return found;
}

/** What has the focus, if nothing on it says so. */
function unseenFocus() {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return ["nothing has the focus"];
  const isField = focused.matches("input:not([type=radio], [type=checkbox]), textarea, [contenteditable=true]");
  // The cursor in a field blinks, and what was clicked on shows by the mouse where one is.
  if (isField || !focused.matches(":focus-visible")) return [];
  const hasRing = (element, part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, part);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || (boxShadow !== "none" && boxShadow !== "");
  };
  const active = document.getElementById(focused.getAttribute("aria-activedescendant") ?? "");
  const label = focused.closest("label");
  const isSeen = [focused, active, label].some((one) => one && (hasRing(one) || hasRing(one, "::after")));
  return isSeen ? [] : [`has the focus, unseen: ${named(focused)}`];
}

return [...cut(), ...cutOff(), ...covered(), ...unseenFocus()];
