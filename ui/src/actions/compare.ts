import { words } from "../strings/strings";
import { inGroup } from "./action";
import { isAsked } from "./applies";

/** Answering whether two papers are the same. */
export const compareActions = inGroup("compare", [
  { id: "pair.same", keys: ["1"], label: () => words.actions.compare.same, appliesTo: isAsked, run: (desk) => desk.pairs.sayTheSame() },
  { id: "pair.different", keys: ["2"], label: () => words.actions.compare.different, appliesTo: (desk) => isAsked(desk) && !desk.comparing.isMerging, run: (desk) => desk.pairs.sayDifferent() },
  { id: "pair.merge", keys: ["Mod+Enter"], label: () => words.actions.compare.merge, appliesTo: (desk) => isAsked(desk) && desk.comparing.isMerging, run: (desk) => desk.pairs.sayTheSame() },
]); // prettier-ignore
