import type { Desk } from "../stores/desk.svelte";
import { words } from "../strings/strings";
import { inGroup, type Place } from "./action";

const places: Place[] = ["note"];
const isWriting = (desk: Desk) => desk.fields.writingIn !== null;
const w = words.actions.writing;

/** What can be done while a note is written; its field hears these keys. */
export const noteActions = inGroup("note", [
  { id: "note.bold", keys: ["Mod+b"], label: () => w.bold, places, inFields: true, appliesTo: isWriting, run: (desk) => desk.fields.writingIn?.mark("**") },
  { id: "note.italic", keys: ["Mod+i"], label: () => w.italic, places, inFields: true, appliesTo: isWriting, run: (desk) => desk.fields.writingIn?.mark("*") },
  { id: "note.code", keys: ["Mod+e"], label: () => w.code, places, inFields: true, appliesTo: isWriting, run: (desk) => desk.fields.writingIn?.mark("`") },
  { id: "note.done", keys: ["Escape", "Mod+Enter"], label: () => w.done, places, inFields: true, appliesTo: isWriting, run: (desk) => desk.fields.writingIn?.done() },
]); // prettier-ignore
