import type { ComparedPaper, DuplicateGrounds, DuplicateVerdict } from "../backend/wire";
import { formatDay, formatNumber } from "./format";
import { count, fileName } from "./phrases";
import { stateNames } from "./states";

/** Words about papers that may be the same. */
export const duplicates = {
  toDecide: "To decide",
  decided: "Decided",
  which: "Which pairs",
  order: { open: "Most alike first", decided: "Newest answer first" },
  more: (n: number) => `${count(n, "more question comes", "more questions come")} up as these are answered.`, // prettier-ignore
  none: { title: "No question is open", line: "Papers that may be the same are asked about here." },
  noneDecided: { title: "Nothing decided yet", line: "Your answers are kept here, and can be taken back." }, // prettier-ignore
  /** Why it is asked, in a row. */
  grounds: {
    identifierOnly: "Only an identifier in common",
    titleOnly: "Same title, but a short one, or other facts differ",
    nearTitle: "Nearly the same title",
  } satisfies Record<DuplicateGrounds, string>,
  alike: (percent: number) => `${formatNumber(percent)}% alike`,
  /** What stands above one side. */
  side: ({ state, addedAt, source }: ComparedPaper) =>
    [state === null ? null : stateNames[state], addedAt === null ? null : `added ${formatDay(addedAt)}`, source === null ? null : fileName(source)].filter(Boolean).join(" · "), // prettier-ignore
  seen: "Seen",
  seenTimes: (n: number) => count(n, "time", "times"),
  sameLine: (nSightings: number) => `One paper with the identifiers and links of both, seen ${count(nSightings, "time", "times")}. You choose what else it gets.`, // prettier-ignore
  differentLine: "Both stay as they are. You are not asked again.",
  merging: {
    heading: "What does the one paper get?",
    line: "Where both say something, choose. What only one of them has is kept.",
    both: "The one paper gets both.",
    filled: "It gets this.",
    choose: (field: string) => `${field} of the one paper`,
    yours: "Everything of yours is kept: tags, a star, both notes, and the state that is further on. The two can be parted again.", // prettier-ignore
    confirm: "Make them one paper",
    back: "Back",
  },
  verdict: { same: "Same paper", different: "Different papers" } satisfies Record<DuplicateVerdict, string>, // prettier-ignore
  answeredOn: (day: string) => `You said so on ${day}.`,
  takeBack: "Ask again",
  takeBackLine: "The question is open again, and waits in “To decide”.",
  part: "Part again",
  partLine: "They become two papers again. What you wrote on the one since stays there.",
};
