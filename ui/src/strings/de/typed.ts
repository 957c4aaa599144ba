import { formatWeekday } from "../format";
import type { Words } from "../strings";
import { quoted } from "./phrases";

/** Words about what was typed and not taken. */
export const typed: Words["typed"] = {
  notSaved: "Das ist noch nicht gesichert.",
  notTagged: (tags) => `Schlagwort ${quoted(tags)} nicht vergeben.`,
  openAgain: "Wieder öffnen",
  notTaken({ as, of, text, day }) {
    switch (as) {
      case "why":
        return `Das Warum wurde nicht gesichert: ${quoted(text)}.`;
      case "tags":
        return typed.notTagged(text);
      case "citationKey":
        return `Der Zitierschlüssel ist nicht auf ${quoted(text)} gesetzt.`;
      case "tagName":
        return `${quoted(of)} wurde nicht in ${quoted(text)} umbenannt.`;
      case "viewName":
        return `Die Ansicht wurde nicht als ${quoted(text)} gesichert.`;
      case "due":
        return day == null ? "Die Fälligkeit wurde nicht entfernt." : `Die Fälligkeit am ${formatWeekday(day)} wurde nicht gesetzt.`; // prettier-ignore
      case "snooze":
        return day == null
          ? "Nicht zurückgeholt."
          : `Nicht zurückgestellt bis ${formatWeekday(day)}.`;
    }
  },
};
