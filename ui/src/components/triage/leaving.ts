import type { Kind } from "../../stores/pass.svelte";

const ms = 160;
const shifts: Partial<Record<Kind, string>> = {
  queued: "-16px",
  reading: "-16px",
  dropped: "16px",
};

/**
 * Lets a picture of the card leave over the next one, which is there and takes keys at once.
 *
 * What is kept goes up, what is dropped goes down, the rest fades. Where less motion is wanted, nothing moves.
 */
export function leavingCard(card: HTMLElement, how: Kind): void {
  const stage = card.parentElement;
  if (stage === null || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  stage.querySelector("[data-leaving]")?.remove();
  const picture = card.cloneNode(true) as HTMLElement;
  for (const part of [picture, ...picture.querySelectorAll("*")]) {
    part.removeAttribute("id");
    part.removeAttribute("data-card");
    part.removeAttribute("data-card-scroll");
  }
  picture.dataset.leaving = "";
  picture.inert = true;
  picture.setAttribute("aria-hidden", "true");
  const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = card;
  Object.assign(picture.style, { position: "absolute", left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px`, zIndex: "1", pointerEvents: "none" }); // prettier-ignore
  stage.append(picture);
  // The first frame shows the next card already.
  const from = { opacity: 0.6, transform: "none" };
  const to = { opacity: 0, transform: `translateY(${shifts[how] ?? "0"})` };
  const motion = picture.animate([from, to], { duration: ms, easing: "cubic-bezier(0.2, 0, 0, 1)", fill: "forwards" }); // prettier-ignore
  const done = () => picture.remove();
  motion.finished.then(done, done);
}
