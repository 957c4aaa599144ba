import type { Words } from "../strings";
import { failureSentence, settingsMistake } from "./failures";
import { quoted } from "./phrases";

/** Words about where the library is, and about moving it. */
export const libraryPlace: Words["libraryPlace"] = {
  move: "Umziehen…",
  moveThis: "Mit der Bibliothek umziehen…",
  another: "Andere Bibliothek",
  anotherLine: "Eine in einem anderen Ordner öffnen oder dort eine neue anlegen. Diese bleibt, wo sie ist.", // prettier-ignore
  use: "Andere verwenden…",
  usual: "Üblicher Ort",
  usualLine: (folder, holdsLibrary) =>
    holdsLibrary ? `In ${folder} liegt eine andere Bibliothek.` : folder,
  back: "Dorthin zurück…",
  fixed: {
    argument: "Für diesen Lauf durch --library festgelegt, deshalb hier nicht zu ändern.",
    variable: "Für diesen Lauf durch OFFPRINT_LIBRARY festgelegt, deshalb hier nicht zu ändern.",
  },
  lookedFor: {
    argument: "Diesen Ordner nennt --library.",
    variable: "Diesen Ordner nennt OFFPRINT_LIBRARY.",
    settings: "Dieser Ordner wurde in den Einstellungen gewählt.",
    system: "Das ist der übliche Ort.",
  },
  chooseAnother: "Andere Bibliothek verwenden…",
  useUsual: "Den üblichen Ort verwenden",

  moving: "Die Bibliothek zieht um",
  movingLine: "Sie wird erst kopiert und geprüft; danach wird der alte Ordner geräumt.",
  waiting: "Ein anderes Offprint schreibt; Offprint wartet darauf",
  cancel: "Abbrechen",
  stay: "Hier lassen",

  makeNew: (name) => `Eine neue Bibliothek in ${quoted(name)} anlegen?`,
  makeNewLine: "In diesem Ordner liegt keine. Die jetzige bleibt, wo sie ist, und ein Weg zurück bleibt offen.", // prettier-ignore
  make: "Neue Bibliothek anlegen",
  goBack: "Zurück an den üblichen Ort?",
  goBackLine: (folder, holdsLibrary) =>
    holdsLibrary
      ? `In ${folder} liegt eine andere Bibliothek. Sie wird geöffnet; die jetzige bleibt, wo sie ist.`
      : `Die Bibliothek zieht nach ${folder} um.`,
  goBackDo: (holdsLibrary) => (holdsLibrary ? "Öffnen" : "Umziehen"),

  arrived: {
    moved: (folder) => `Die Bibliothek ist jetzt in ${folder}`,
    chosen: (folder) => `Das ist die Bibliothek in ${folder}`,
  },
  notSaved: "Etwas Geschriebenes ist noch nicht gesichert. Das kommt zuerst; die Bibliothek bleibt, wo sie ist.", // prettier-ignore
  importRuns: "Gerade kommen Papers herein. Das muss erst fertig sein; die Bibliothek bleibt, wo sie ist.", // prettier-ignore
  stays: "Die Bibliothek bleibt, wo sie ist.",
  refused: (failure) => {
    const { code, cause, path } = failure;
    if (cause?.kind === "moved") return `Die Bibliothek aus diesem Ordner ist jetzt in ${path ?? ""}. Das ist der richtige Ordner.`; // prettier-ignore
    if (code === "cancelled") return "Abgebrochen.";
    if (code === "read_only" && cause === null) return `In ${path ?? "diesen Ordner"} lässt sich nicht schreiben. Einen anderen wählen oder sich das Recht dazu geben.`; // prettier-ignore
    if (code === "usage") return settingsMistake(failure);
    return failureSentence(failure);
  },
};
