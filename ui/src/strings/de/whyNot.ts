import type { State } from "../../backend/wire";
import { formatNumber } from "../format";
import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { quoted } from "./phrases";
import { whichPapers } from "./titles";

const states: Record<State, (n: number) => string> = {
  inbox: (n) => `${n === 1 ? "liegt" : "liegen"} schon im Eingang`,
  queued: (n) => `${n === 1 ? "ist" : "sind"} schon vorgemerkt`,
  reading: (n) => `${n === 1 ? "ist" : "sind"} schon begonnen`,
  read: (n) => `${n === 1 ? "ist" : "sind"} schon gelesen`,
  skimmed: (n) => `${n === 1 ? "ist" : "sind"} schon überflogen`,
  dropped: (n) => `${n === 1 ? "ist" : "sind"} schon verworfen`,
};

/** Why something that a key is for cannot be done now. */
export const whyNot: Words["whyNot"] = {
  noPaper: "Das gilt für Papers einer Liste, und hier ist keins ausgewählt",
  inTrash:
    "Ein Paper im Papierkorb lässt sich nur ansehen oder zurücklegen, bis der Papierkorb geleert wird",
  onlyOne: (n) => `Das gilt für ein einzelnes Paper; ausgewählt sind ${formatNumber(n)}`,
  already: (state, n, title) => `${whichPapers(n, title)} ${states[state](n)}`,
  noLink: (title) => `Zu ${quoted(shortTitle(title))} ist kein Link bekannt`,
  noCode: (title) => `Zu ${quoted(shortTitle(title))} ist kein Link zum Code bekannt`,
  cannotSnooze: "Zurückstellen lassen sich nur Papers im Eingang oder in der Leseliste",
  notInQueue: "Nur Papers in der Leseliste lassen sich nach oben und unten bewegen",
};
