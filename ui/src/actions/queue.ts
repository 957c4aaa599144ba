import { words } from "../strings/strings";
import { inGroup } from "./action";
import { inQueue } from "./applies";

const notInQueue = () => words.whyNot.notInQueue;

/** Moving in the queue. */
export const queueActions = inGroup("queue", [
  { id: "next.read", keys: ["Mod+j"], label: () => words.actions.readNext, icon: "book-open", appliesTo: (desk) => !desk.counts.isLibraryEmpty, run: (desk) => desk.tell(desk.suggesting.offer()) },
  { id: "moveUp", keys: ["Alt+ArrowUp"], label: () => words.actions.moveUp, icon: "arrow-up", repeats: true, appliesTo: inQueue, whyNot: notInQueue, run: (desk) => desk.tell(desk.queue.move({ kind: "up" })) },
  { id: "moveDown", keys: ["Alt+ArrowDown"], label: () => words.actions.moveDown, icon: "arrow-down", repeats: true, appliesTo: inQueue, whyNot: notInQueue, run: (desk) => desk.tell(desk.queue.move({ kind: "down" })) },
  { id: "moveTop", keys: ["Alt+Home"], label: () => words.actions.moveTop, appliesTo: inQueue, whyNot: notInQueue, run: (desk) => desk.tell(desk.queue.move({ kind: "top" })) },
  { id: "moveEnd", keys: ["Alt+End"], label: () => words.actions.moveEnd, appliesTo: inQueue, whyNot: notInQueue, run: (desk) => desk.tell(desk.queue.move({ kind: "end" })) },
]); // prettier-ignore
