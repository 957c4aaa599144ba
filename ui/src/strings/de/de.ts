/*
 * The words of PRODUCT.md in German, one each:
 * paper: Paper, Papers · library: Bibliothek · inbox: Eingang · queue: Leseliste; queued: vorgemerkt
 * reading: Lese ich; started: begonnen · read: gelesen · skimmed: überflogen · finished: fertig · dropped: verworfen
 * state: Stand · triage: sichten · tag: Schlagwort · note: Notiz · why: Warum · star: Stern
 * snooze: zurückstellen; wake: zurückholen · due: fällig · history: Verlauf · change: Änderung · trash: Papierkorb
 * sighting: Fundstelle · source: Quelle · import: Import · duplicates: Dubletten · identifier: Kennung
 * insights: Einblicke · settings: Einstellungen · watched folder: überwachter Ordner · mirror: Spiegel · save: sichern
 * Actions are infinitives, messages participles; nobody is addressed.
 */

import { actions } from "./actions";
import { byHand } from "./byHand";
import { changed } from "./changed";
import { closing } from "./closing";
import { duplicates } from "./duplicates";
import { empty } from "./empty";
import { exporting } from "./exporting";
import {
  failureSentence,
  libraryError,
  mirrorFailure,
  mirrorRefused,
  settingsFailure,
} from "./failures";
import { finishing } from "./finishing";
import { firstRun } from "./firstRun";
import { history } from "./history";
import { importing } from "./importing";
import { insights } from "./insights";
import { keyboard } from "./keyboard";
import { libraryPlace } from "./libraryPlace";
import { list } from "./list";
import { messages } from "./messages";
import { note } from "./note";
import { otherNames } from "./otherNames";
import { palette } from "./palette";
import { paper } from "./paper";
import { fileName, papers, sentences } from "./phrases";
import { plans } from "./plans";
import { preview } from "./preview";
import { queue } from "./queue";
import { savedViews } from "./savedViews";
import { search } from "./search";
import { stateNames } from "./states";
import { settings } from "./settings";
import { tags } from "./tags";
import { tag } from "./tag";
import { short } from "./short";
import { shortTitle } from "../titles";
import type { Words } from "../strings";
import { trash } from "./trash";
import { triage } from "./triage";
import { typed } from "./typed";
import { views } from "./views";
import { watch } from "./watch";
import { whyNot } from "./whyNot";
import { working } from "./working";

/** German, put together: a file for each file of English. */
export const de: Words = {
  product: "Offprint",
  brief: short,
  papers,
  shortTitle,
  fileName,
  sentences,
  state: stateNames,
  views,
  list,
  empty,
  palette,
  paper,
  byHand,
  trash,
  triage,
  typed,
  note,
  closing,
  tag,
  tags,
  search,
  savedViews,
  queue,
  plans,
  import: importing,
  preview,
  duplicates,
  exporting,
  finishing,
  firstRun,
  watch,
  working,
  history,
  insights,
  messages,
  changed,
  settings,
  settingsFailure,
  mirrorFailure,
  mirrorRefused,
  failure: failureSentence,
  libraryError,
  libraryPlace,
  keyboard,
  actions,
  otherNames,
  whyNot,
};
