import type { Desk } from "../stores/desk.svelte";
import { words } from "../strings/strings";
import { inGroup, type Place } from "./action";

const places: Place[] = ["triage"];
const hasCard = (desk: Desk) => desk.triage.card !== null;
const isOpen = (desk: Desk) => desk.triage.isOpen;

/** Going through papers one at a time; what decides about one is among the actions of a paper. */
export const triageActions = inGroup("triage", [
  { id: "triage.skip", keys: ["ArrowRight", "j"], label: () => words.triage.skip, places, repeats: true, appliesTo: isOpen, run: (desk) => desk.triage.skip() },
  { id: "triage.back", keys: ["ArrowLeft", "k"], label: () => words.triage.back, places, repeats: true, appliesTo: isOpen, run: (desk) => desk.triage.back() },
  { id: "triage.scroll", keys: ["Space"], label: () => words.triage.scroll, places, repeats: true, appliesTo: hasCard, run: () => scroll(1) },
  { id: "triage.scrollBack", keys: ["Shift+Space"], label: () => words.triage.scrollBack, places, repeats: true, appliesTo: hasCard, run: () => scroll(-1) },
  { id: "triage.readFirst", keys: ["Enter"], label: () => words.triage.readFirst, icon: "book-open", places, appliesTo: (desk) => desk.triage.hasFirst, run: (desk) => desk.tell(desk.triage.readFirst()) },
  { id: "triage.leave", keys: ["Escape"], label: () => words.triage.leave, icon: "x", places, appliesTo: isOpen, run: (desk) => desk.triage.leave() },
]); // prettier-ignore

function scroll(way: 1 | -1): void {
  const scroller = document.querySelector<HTMLElement>("[data-card-scroll]");
  scroller?.scrollBy({ top: way * scroller.clientHeight * 0.85 });
}
