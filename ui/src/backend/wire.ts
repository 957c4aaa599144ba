// Generated from src-tauri/crates/offprint-commands/src/wire/. Do not edit: renew it with
// OFFPRINT_WRITE_WIRE=1 cargo test -p offprint-commands the_interface_knows

export type State = "inbox" | "queued" | "reading" | "read" | "skimmed" | "dropped";

export type Outcome = "new" | "known" | "dropped" | "possible" | "repeated";

export type Filter = { 
/**
 * One of these states; empty means any.
 */
states: Array<State>, 
/**
 * Only starred papers.
 */
isStarred: boolean, 
/**
 * Only inbox and queued papers that are hidden until a day. Otherwise, where states are asked for, none of
 * them: they are in neither the inbox nor the queue.
 */
isSnoozed: boolean, 
/**
 * Every one of these tags; case does not matter.
 */
tags: Array<string>, 
/**
 * Seen in this import.
 */
import: string | null, 
/**
 * With `import`: what became of a paper there is one of these; empty means any.
 */
outcomes: Array<Outcome>, 
/**
 * Only those in the trash; otherwise none of them.
 */
isTrashed: boolean, 
/**
 * Holds these words.
 */
query: string | null, 
/**
 * Another query that must hold as well, such as that of a saved view: `query` narrows it, whatever either asks for.
 */
within: string | null, 
/**
 * Published in this year or later.
 */
yearFrom: number | null, 
/**
 * Published in this year or earlier.
 */
yearTo: number | null, 
/**
 * Seen in a source that has this in its name or in that of its folder; case does not matter.
 */
source: string | null, hasNote: boolean, hasAbstract: boolean, 
/**
 * Has a link to code.
 */
hasCode: boolean, 
/**
 * Has a due day.
 */
hasDue: boolean, 
/**
 * Added on this day or later.
 */
addedFrom: string | null, 
/**
 * Added on this day or earlier.
 */
addedTo: string | null, 
/**
 * Finished on this day or later.
 */
finishedFrom: string | null, 
/**
 * Finished on this day or earlier.
 */
finishedTo: string | null, 
/**
 * Due on this day or earlier.
 */
dueTo: string | null, };

export type Sort = "added" | "title" | "year" | "state" | "queue" | "trashed" | "snoozed" | "relevance";

export type Question = { "kind": "counts" } | { "kind": "rows", filter: Filter, sort: Sort, fromRow: number, nRows: number, } | { "kind": "rowOf", filter: Filter, sort: Sort, paper: string, } | { "kind": "ids", filter: Filter, sort: Sort, fromRow: number, toRow: number, } | { "kind": "readDay", text: string, } | { "kind": "next" } | { "kind": "waiting" } | { "kind": "dueDays" } | { "kind": "letGo", nRows: number, } | { "kind": "paper", paper: string, } | { "kind": "history", 
/**
 * Only those that touched it.
 */
paper: string | null, 
/**
 * Only those of one of these kinds; empty means any.
 */
kinds: Array<ChangeKind>, 
/**
 * Only those that it made.
 */
by: Actor | null, fromRow: number, nRows: number, } | { "kind": "changeDetail", seq: number, } | { "kind": "wouldUndo", what: ToUndo, } | { "kind": "importDetail", import: string, } | { "kind": "ribbon", import: string, } | { "kind": "sighting", paper: string, import: string, position: number, } | { "kind": "groups", filter: Filter, sort: Sort, } | { "kind": "savedViews" } | { "kind": "duplicates" } | { "kind": "comparison", one: string, other: string, } | { "kind": "writeFormats" } | { "kind": "mirror" } | { "kind": "library" } | { "kind": "watchedFolders" } | { "kind": "import", import: string, } | { "kind": "triage", filter: Filter, order: TriageOrder, 
/**
 * The newest change when the pass began: what was decided since is of the pass, too.
 */
since: number | null, } | { "kind": "readQuery", text: string, } | { "kind": "joinQueries", one: string, other: string, } | { "kind": "suggest", text: string, cursor: number, } | { "kind": "loosen", query: string, } | { "kind": "insights", fromDay: string | null, } | { "kind": "hint", paper: string, };

export type Answer = { "kind": "counts", counts: Counts, } | { "kind": "rows", total: number, rows: Array<Row>, } | { "kind": "rowOf", row: number | null, } | { "kind": "ids", papers: Array<string>, } | { "kind": "readDay", 
/**
 * None where the text is not understood.
 */
day: string | null, } | { "kind": "next", suggestions: Array<Suggestion>, } | { "kind": "waiting", 
/**
 * Those that wait longest first.
 */
rows: Array<Row>, } | { "kind": "dueDays", 
/**
 * Days on which papers that are not finished are due, in order.
 */
days: Array<DueDay>, } | { "kind": "letGo", 
/**
 * Queued papers, without those that are starred or due: those that lack a why first, then those that wait
 * longest.
 */
rows: Array<Row>, } | { "kind": "paper", paper: Paper | null, } | { "kind": "history", total: number, changes: Array<ChangeRow>, } | { "kind": "duplicates", 
/**
 * How many questions are open.
 */
total: number, 
/**
 * The most alike first; at most 1,000.
 */
open: Array<DuplicatePair>, 
/**
 * The newest first; at most 1,000.
 */
decided: Array<DecidedPair>, } | { "kind": "comparison", comparison: Comparison, } | { "kind": "writeFormats", formats: Array<FormatLosses>, } | { "kind": "mirror", mirror: Mirror | null, } | { "kind": "library", folder: string, 
/**
 * All files in its folder together.
 */
sizeBytes: number, nChanges: number, } | { "kind": "watchedFolders", folders: Array<WatchedFolder>, activity: Array<WatchedFile>, } | { "kind": "import", import: ImportNumbers | null, } | { "kind": "triage", 
/**
 * At most 2,000.
 */
papers: Array<PassPaper>, 
/**
 * How many undecided ones wait beyond them.
 */
nMore: number, 
/**
 * The newest change of this moment.
 */
seq: number, } | { "kind": "changeDetail", 
/**
 * At most 100.
 */
papers: Array<Row>, 
/**
 * Where it touched one paper.
 */
values: Array<ValueChange>, } | { "kind": "wouldUndo", undone: Undone, 
/**
 * The newest change that there was then.
 */
newestSeq: number, } | { "kind": "importDetail", 
/**
 * Null where the import is not there.
 */
detail: ImportDetail | null, } | { "kind": "ribbon", 
/**
 * At most 240: of more papers neighbours are one mark, by majority.
 */
marks: Array<RibbonMark>, nPapers: number, } | { "kind": "sighting", 
/**
 * Null where the import is not there.
 */
sighting: SightingDetail | null, } | { "kind": "groups", groups: Array<Group>, } | { "kind": "savedViews", views: Array<CountedView>, } | { "kind": "readQuery", 
/**
 * In their order.
 */
chips: Array<Chip>, 
/**
 * The words that are no filter, parted by spaces.
 */
words: string, } | { "kind": "joinQueries", 
/**
 * Null where one query would ask for something else.
 */
query: string | null, } | { "kind": "suggest", 
/**
 * What is typed from here
 */
from: number, 
/**
 * to here is replaced.
 */
to: number, 
/**
 * The best first; at most 8.
 */
suggestions: Array<Completion>, } | { "kind": "loosen", 
/**
 * The best first; at most 4.
 */
ways: Array<Loosened>, } | { "kind": "insights", insights: Insights, } | { "kind": "hint", hint: Hint | null, };

export type Counts = { inbox: number, queued: number, reading: number, read: number, skimmed: number, dropped: number, 
/**
 * Inbox and queued papers hidden until a day; they are in neither of those counts.
 */
snoozed: number, all: number, starred: number, 
/**
 * Open questions whether two papers are the same.
 */
duplicates: number, 
/**
 * Papers in the trash; they are in no other number.
 */
trash: number, 
/**
 * All tags, most used first.
 */
tags: Array<TagCount>, 
/**
 * The four latest imports that added papers.
 */
imports: Array<ImportCount>, 
/**
 * The latest import, whether it added papers or not.
 */
latestImport: string | null, 
/**
 * How many watched folders there are.
 */
watchedFolders: number, 
/**
 * How many watched folders and files need attention.
 */
watchProblems: number, 
/**
 * The planned size of the queue.
 */
queueSize: number, };

export type TagCount = { name: string, nPapers: number, 
/**
 * The hue that the person gave it, 0 to 7; none leaves it to its name.
 */
hue: number | null, };

export type Suggestion = { row: Row, reason: Reason, };

export type Reason = { "kind": "overdue", day: string, } | { "kind": "dueSoon", day: string, } | { "kind": "begun", at: string | null, } | { "kind": "inQueue", place: number, } | { "kind": "waitingLongest", since: string, } | { "kind": "starred" };

export type DueDay = { day: string, nPapers: number, };

export type ImportCount = { id: string, source: string, format: string, nUndecided: number, at: string, };

export type Row = { id: string, title: string, authors: Array<string>, year: number | null, venue: string | null, 
/**
 * The name of the source that it came from first.
 */
source: string | null, state: State, isStarred: boolean, tags: Array<string>, why: string | null, noteFirstLine: string | null, 
/**
 * The beginning of the abstract, some 200 letters.
 */
abstractStart: string | null, dueOn: string | null, 
/**
 * The day on which it comes back, while it is hidden.
 */
snoozedUntil: string | null, addedAt: string, 
/**
 * When it was last queued.
 */
queuedAt: string | null, startedAt: string | null, finishedAt: string | null, 
/**
 * When it was moved to the trash, if it is there.
 */
trashedAt: string | null, 
/**
 * Where a query matched outside the title.
 */
fragment: Fragment | null, };

export type Fragment = { 
/**
 * Where the text is from: `abstract`, `note`, `why`, `author`, `venue`, `tag` or `identifier`.
 */
field: string, text: string, 
/**
 * The matches, as UTF-16 positions in `text`: start and end.
 */
matches: Array<[number, number]>, };

export type Paper = { row: Row, 
/**
 * The title as it is; empty where only an identifier names the paper.
 */
title: string, abstract: string | null, identifiers: Array<Identifier>, links: Array<Link>, 
/**
 * Where the paper itself is found, and who opens it begins to read: its page, its PDF, where an identifier leads, or
 * the first of its other links.
 */
ownLink: string | null, 
/**
 * What bibliographies say beside the rest, in the order in which it is shown.
 */
details: Array<Detail>, 
/**
 * The key under which it is cited.
 */
citationKey: string | null, 
/**
 * The papers that became one with it, newest first.
 */
merged: Array<MergedPaper>, note: string | null, 
/**
 * Newest last.
 */
sightings: Array<Sighting>, 
/**
 * What happened to it, newest first, at most 50.
 */
changes: Array<ChangeRow>, };

export type Identifier = { scheme: string, value: string, };

export type LinkKind = "paper" | "code" | "pdf" | "other";

export type Link = { kind: LinkKind, url: string, };

export type Sighting = { import: string, source: string, format: string, 
/**
 * The place among the papers of the import, from 1.
 */
position: number, 
/**
 * How many papers the import holds.
 */
nFound: number, 
/**
 * First and last line.
 */
lines: [number, number] | null, at: string, 
/**
 * The mail that it came in.
 */
mail: Mail | null, };

export type Mail = { subject: string | null, 
/**
 * Name and address.
 */
sender: string | null, 
/**
 * The day of sending.
 */
sentOn: string | null, };

export type Detail = { 
/**
 * What it is, by its name in JSON: `volume`, `issue`, `pages`.
 */
kind: string, value: string, };

export type MergedPaper = { 
/**
 * The number of the merge, by which they can be parted.
 */
merge: number, 
/**
 * The title of the one that went.
 */
title: string, at: string, };

export type DuplicatePair = { 
/**
 * The one that came later.
 */
paper: Row, 
/**
 * The one that was here.
 */
other: Row, grounds: DuplicateGrounds, 
/**
 * How alike they are, in percent.
 */
likeness: number, askedAt: string, };

export type DecidedPair = { 
/**
 * The number of the answer, by which one that parted two papers is taken back.
 */
answer: number, verdict: DuplicateVerdict, at: string, 
/**
 * The paper that both are, or one of the two.
 */
paper: Row, 
/**
 * The other of the two, if it is here.
 */
other: Row | null, 
/**
 * Of two that became one: the title of the one that went.
 */
goneTitle: string | null, 
/**
 * The number of the merge, by which they can be parted.
 */
merge: number | null, };

export type Actor = "window" | "terminal" | "watcher";

export type ChangeKind = "import" | "addPaper" | "editPaper" | "setState" | "setStar" | "editTags" | "renameTag" | "deleteTag" | "setTagHue" | "setWhy" | "setNote" | "placeInQueue" | "snooze" | "setDue" | "keepWaiting" | "setQueueSize" | "setSavedViews" | "trash" | "putBack" | "emptyTrash" | "setCitationKey" | "answerDuplicate" | "takeBackAnswer" | "merge" | "split" | "watchFolder" | "unwatchFolder" | "setMirror" | "undo" | "redo";

export type ChangeRow = { seq: number, at: string, by: Actor, change: ChangeKind, 
/**
 * How many papers it touched; those of an import were added or seen again.
 */
nPapers: number, 
/**
 * How many papers an import added.
 */
nAdded: number | null, 
/**
 * The title, where it touched one paper.
 */
title: string | null, 
/**
 * The other title, where it was about two papers.
 */
otherTitle: string | null, 
/**
 * The state set.
 */
to: State | null, 
/**
 * Whether a star was set or taken off.
 */
isStarred: boolean | null, 
/**
 * Tags added and removed; or the old and the new name.
 */
tagsAdded: Array<string>, tagsRemoved: Array<string>, 
/**
 * The saved views that are there since, and that are no more; one that was changed is in both.
 */
viewsAdded: Array<string>, viewsRemoved: Array<string>, 
/**
 * The sources imported, or the folder watched.
 */
sources: Array<string>, 
/**
 * The day until which papers are hidden, or on which they are due; none where it was taken off.
 */
day: string | null, 
/**
 * The planned size of the queue.
 */
size: number | null, 
/**
 * Ids of the imports it brought.
 */
imports: Array<string>, 
/**
 * The change that it undoes or redoes, with its facts.
 */
undoes: number | null, 
/**
 * For an undo or redo: what was undone or redone.
 */
undone: ChangeRow | null, 
/**
 * The standing undo of it.
 */
undoneBy: number | null, };

export type Mirror = { folder: string, 
/**
 * Whether it is there just now; a drive may not be connected.
 */
isThere: boolean, since: string | null, };

export type WatchedFolder = { path: string, name: string, 
/**
 * Whether the folder is there now.
 */
isFound: boolean, 
/**
 * Whether a process watches it now: this one or another.
 */
isWatched: boolean, nTaken: number, };

export type WatchedFile = { path: string, name: string, at: string, 
/**
 * The import that it became.
 */
import: string | null, nFound: number, nNew: number, 
/**
 * How many of its records were rejected; the import holds them.
 */
nRejected: number, 
/**
 * Why it could not be read.
 */
failure: Failure | null, 
/**
 * Whether something can be done about that: it is counted until then.
 */
isProblem: boolean, 
/**
 * Whether the person ignores it until it changes.
 */
isIgnored: boolean, };

export type QueueSpot = { "kind": "top" } | { "kind": "end" } | { "kind": "before", paper: string, } | { "kind": "up" } | { "kind": "down" };

export type DuplicateVerdict = "same" | "different";

export type Change = { "kind": "addPaper", facts: PaperFacts, } | { "kind": "editPaper", paper: string, facts: PaperFacts, 
/**
 * The facts that the writing began from: only what differs is changed. Where that is another in the library
 * by now, the change is refused with `conflict`; `detail` is `changed`.
 */
base: PaperFacts, } | { "kind": "setState", papers: Array<string>, to: State, } | { "kind": "setStar", papers: Array<string>, isStarred: boolean, } | { "kind": "editTags", papers: Array<string>, add: Array<string>, remove: Array<string>, } | { "kind": "renameTag", from: string, to: string, } | { "kind": "deleteTag", tag: string, } | { "kind": "setTagHue", tag: string, hue: number | null, } | { "kind": "setWhy", paper: string, why: string, } | { "kind": "setNote", paper: string, text: string, session: string | null, 
/**
 * The note that the writing began from, empty for none; if the library has another by now,
 * the change is refused with `conflict`.
 */
base: string | null, } | { "kind": "placeInQueue", papers: Array<string>, spot: QueueSpot, } | { "kind": "snooze", papers: Array<string>, until: string | null, } | { "kind": "setDue", papers: Array<string>, on: string | null, } | { "kind": "keepWaiting", papers: Array<string>, } | { "kind": "setSavedViews", views: Array<SavedView>, } | { "kind": "setQueueSize", size: number, } | { "kind": "moveToTrash", papers: Array<string>, } | { "kind": "putBack", papers: Array<string>, } | { "kind": "emptyTrash" } | { "kind": "setCitationKey", paper: string, key: string, } | { "kind": "answerDuplicate", one: string, other: string, verdict: DuplicateVerdict, } | { "kind": "takeBackAnswer", answer: number, } | { "kind": "merge", keep: string, gone: string, take: Array<FieldName>, } | { "kind": "split", merge: number, } | { "kind": "watchFolder", path: string, takesExisting: boolean, } | { "kind": "locateFolder", path: string, found: string, } | { "kind": "unwatchFolder", path: string, } | { "kind": "ignoreWatchedFile", path: string, } | { "kind": "setMirror", folder: string | null, };

export type PaperFacts = { title: string, 
/**
 * Names as they are read, or as "Family, Given".
 */
authors: Array<string>, year: number | null, venue: string | null, abstract: string | null, identifiers: Array<Identifier>, links: Array<Link>, };

export type Applied = { 
/**
 * Its place in the history; none where nothing had to change.
 */
seq: number | null, nPapers: number, 
/**
 * The paper that was added by hand.
 */
paper: string | null, };

export type SightingDetail = { text: SightingText, 
/**
 * The file that it is in, or was.
 */
path: string | null, 
/**
 * The lines that it came from, at most 400; none where the text is not here.
 */
lines: Array<PreviewLine>, 
/**
 * Whether it brought the paper.
 */
isFirst: boolean, 
/**
 * What it gave to a paper that was here already.
 */
given: Array<FieldName>, 
/**
 * What it says (`one`) beside what the paper says now (`other`), of fields of which it says something; none
 * where the text is not here.
 */
fields: Array<ComparedField>, };

export type SightingText = "kept" | "inFile" | "changed" | "gone" | "notKept";

export type Undone = { 
/**
 * The change taken back or brought back, with its facts; none where there was nothing to do.
 */
change: ChangeRow | null, 
/**
 * The rows of the history that the undo or redo is, in their order.
 */
seqs: Array<number>, 
/**
 * How many changes were taken back or brought back; of several `change` is the oldest.
 */
nChanges: number, 
/**
 * Papers that an undone import keeps, because the person worked on them or another import holds them.
 */
nKept: number, 
/**
 * Papers that an undone import took out.
 */
nRemoved: number, 
/**
 * Of how many papers something was left, as later work differs; what is of no paper counts as one.
 */
nLeft: number, 
/**
 * What was left, and of how many papers each.
 */
left: Array<LeftCount>, 
/**
 * The sources whose import was taken back.
 */
sources: Array<string>, 
/**
 * One paper that the change was about, to show it again.
 */
paper: string | null, };

export type ChangeWork = "change" | "undo" | "wouldUndo";

export type ChangeProgress = { work: ChangeWork, nDone: number, nAll: number, };

export type LeftCount = { part: LeftPart, nPapers: number, };

export type LeftPart = "state" | "place" | "star" | "tags" | "why" | "note" | "days" | "facts" | "duplicates" | "paper" | "other";

export type ToUndo = { 
/**
 * These changes: one, or several at once, all or none of them.
 */
seqs: Array<number>, 
/**
 * The import that is taken back whole.
 */
importId: string | null, 
/**
 * The change from which on all is taken back.
 */
sinceSeq: number | null, 
/**
 * The change up to which that goes: what others did after the person was asked stays.
 */
untilSeq: number | null, 
/**
 * Whether an undone import takes papers out that the person worked on.
 */
includeMarked: boolean, };

export type WriteFormat = "bibtex" | "biblatex" | "ris" | "cslJson" | "csv" | "markdown" | "jsonLines";

export type ReadingListWords = { title: string, 
/**
 * The heading of each state.
 */
reading: string, queued: string, inbox: string, read: string, skimmed: string, dropped: string, 
/**
 * The heading of papers without a tag.
 */
withoutTag: string, 
/**
 * Before the reason why a paper was saved.
 */
why: string, };

export type CopyAs = "reference" | "bibtex" | "link";

export type ToWrite = { "kind": "list", filter: Filter, sort: Sort, } | { "kind": "papers", papers: Array<string>, };

export type ExportProgress = { nDone: number, nAll: number, };

export type LostPart = "abstract" | "identifiers" | "links" | "details" | "number" | "tags" | "days" | "due" | "snoozed" | "citationKey";

export type FormatLosses = { format: WriteFormat, loses: Array<LostPart>, };

export type Loss = { part: LostPart, nPapers: number, };

export type Exported = { path: string, nPapers: number, lost: Array<Loss>, };

export type ImportRequest = { "kind": "paths", paths: Array<string>, } | { "kind": "clipboard" } | { "kind": "sample" } | { "kind": "watched", path: string, };

export type ImportReport = { 
/**
 * Its place in the history; none where nothing came in.
 */
seq: number | null, imports: Array<ImportNumbers>, 
/**
 * Sources that could not be taken in.
 */
failures: Array<Failure>, isCancelled: boolean, };

export type ImportNumbers = { id: string, source: string, format: string, encoding: string, found: number, new: number, known: number, 
/**
 * Dropped before.
 */
dropped: number, 
/**
 * Possible duplicates.
 */
possible: number, repeated: number, rejected: number, 
/**
 * Papers that came in.
 */
added: number, 
/**
 * Lines that were page noise.
 */
noiseLines: number, rejections: Array<RejectedRecord>, };

export type RejectedRecord = { 
/**
 * First and last line.
 */
lines: [number, number], reason: RejectionReason, text: string, };

export type RejectionReason = "nothingNamesIt" | "neverCloses" | "notAPaper" | "malformed" | "tooLarge";

export type ImportProgress = { 
/**
 * The source being read or written.
 */
source: string, phase: ImportPhase, 
/**
 * Papers so far.
 */
nPapers: number, 
/**
 * How many there will be; known only while looking and writing.
 */
of: number | null, };

export type ImportPhase = "looking" | "reading" | "writing";

export type ImportPreview = { 
/**
 * The number of this preview.
 */
preview: number, 
/**
 * The sources that could be read, in their order.
 */
sources: Array<PreviewSource>, 
/**
 * Sources that could not be read.
 */
failures: Array<Failure>, 
/**
 * Files met in folders that are no sources: not text, or without a paper.
 */
skipped: Array<Failure>, 
/**
 * The sum over all sources.
 */
numbers: PreviewNumbers, 
/**
 * How many papers would be added as things are.
 */
nAdded: number, 
/**
 * How many rows can be ticked.
 */
nTickable: number, 
/**
 * How many rows are ticked.
 */
nTicked: number, 
/**
 * Possible duplicates without an answer.
 */
nUndecided: number, 
/**
 * The sources in their order, at most 240 marks; neighbours are merged by majority.
 */
ribbon: Array<PreviewOutcome>, 
/**
 * Whether the sources are still being read: more rows come, and the numbers grow.
 */
isReading: boolean, 
/**
 * Grows with whatever changes in it: of two heads that with the higher one is right.
 */
revision: number, 
/**
 * Whether it holds so few papers that this device is set to take them in unseen.
 */
isSmall: boolean, };

export type PreviewNumbers = { found: number, new: number, known: number, 
/**
 * Dropped before.
 */
dropped: number, 
/**
 * Possible duplicates.
 */
possible: number, repeated: number, rejected: number, 
/**
 * Lines that were page noise.
 */
noiseLines: number, };

export type PreviewSource = { 
/**
 * Its name for people: a file's name, or none for pasted text.
 */
name: string | null, 
/**
 * A file's path.
 */
path: string | null, sizeBytes: number, 
/**
 * The format's name, as on the command line.
 */
format: string, 
/**
 * What gave the format away; none where the person chose it.
 */
reason: DetectReason | null, encoding: string, isEncodingGuessed: boolean, numbers: PreviewNumbers, 
/**
 * What was mended while reading, at most 200 of them.
 */
warnings: Array<PreviewWarning>, nWarnings: number, 
/**
 * The columns of a table, where it is one that the person may match.
 */
columns: Array<PreviewColumn>, };

export type DetectReason = "entryHead" | "tagLines" | "mailHeaders" | "mailBody" | "rootElement" | "fieldNames" | "columnNames" | "markup" | "linkLines" | "titleLines" | "fileName" | "nothingElse";

export type PreviewWarning = { 
/**
 * First and last line.
 */
lines: [number, number], warning: WarningKind, 
/**
 * The word concerned; may be empty.
 */
detail: string, };

export type WarningKind = "missingComma" | "missingKey" | "missingEquals" | "undefinedMacro" | "unclosedQuote" | "missingBoundary" | "strayText";

export type PreviewColumn = { 
/**
 * The name in the table's first row.
 */
name: string, 
/**
 * The first value that is not empty.
 */
example: string, 
/**
 * What it holds; none where it is left out.
 */
field: ColumnField | null, };

export type ColumnField = "title" | "authors" | "abstract" | "year" | "venue" | "identifier" | "link" | "tags" | "state" | "starred" | "why" | "note" | "addedAt" | "startedAt" | "finishedAt";

export type PreviewOutcome = "new" | "known" | "dropped" | "possible" | "repeated" | "rejected";

export type PreviewFilter = { outcome: PreviewOutcome | null, 
/**
 * Only this source, by its place from 0.
 */
source: number | null, 
/**
 * Title or authors hold these words.
 */
find: string, };

export type PreviewRow = { 
/**
 * Its number, which stays the same while the preview is open.
 */
row: number, 
/**
 * The place of its source, from 0.
 */
source: number, outcome: PreviewOutcome, 
/**
 * The title, else the identifier that names it; of a rejected record its first line.
 */
title: string, 
/**
 * At most three.
 */
authors: Array<string>, nAuthors: number, year: number | null, venue: string | null, linkKinds: Array<LinkKind>, 
/**
 * First and last line of each place.
 */
lines: Array<[number, number]>, 
/**
 * Whether it is ticked; none where it cannot be.
 */
isTicked: boolean | null, 
/**
 * For a possible duplicate: what the person answered.
 */
answer: DuplicateAnswer | null, 
/**
 * How alike a possible duplicate and the known paper are, in percent.
 */
likeness: number | null, 
/**
 * The paper that it is, or may be.
 */
here: PaperHere | null, rejection: RejectionReason | null, };

export type DuplicateAnswer = "same" | "different" | "later";

export type PaperHere = { 
/**
 * Its id; none where it stands in the sheet itself, or only its fingerprint is left.
 */
id: string | null, 
/**
 * Its title; none where only its fingerprint is left.
 */
title: string | null, 
/**
 * Where it stands; none where it stands in the sheet itself, or only its fingerprint is left.
 */
state: State | null, 
/**
 * Since when it stands there.
 */
since: string | null, 
/**
 * When it was moved to the trash.
 */
trashedAt: string | null, 
/**
 * When the trash with it was emptied.
 */
emptiedAt: string | null, };

export type PreviewQuestion = { "kind": "rows", filter: PreviewFilter, fromRow: number, nRows: number, } | { "kind": "record", row: number, } | { "kind": "lines", source: number, fromLine: number, nLines: number, } | { "kind": "comparison", row: number, };

export type PreviewAnswer = { "kind": "rows", total: number, 
/**
 * Of all rows of the filter.
 */
nTickable: number, nTicked: number, rows: Array<PreviewRow>, } | { "kind": "record", record: PreviewRecord, } | { "kind": "lines", 
/**
 * How many lines the source has.
 */
total: number, lines: Array<PreviewLine>, } | { "kind": "comparison", comparison: Comparison, };

export type PreviewRecord = { row: PreviewRow, authors: Array<string>, abstract: string | null, identifiers: Array<Identifier>, links: Array<Link>, 
/**
 * Marks that the source brings.
 */
state: State | null, tags: Array<string>, why: string | null, note: string | null, 
/**
 * The source's own lines that it came from, at most 400.
 */
lines: Array<PreviewLine>, 
/**
 * A rejected record's own text, to be mended.
 */
text: string | null, };

export type PreviewLine = { 
/**
 * From 1.
 */
number: number, 
/**
 * At most 4,000 letters of it.
 */
text: string, 
/**
 * Whether a record came from it.
 */
isUsed: boolean, };

export type Comparison = { fields: Array<ComparedField>, 
/**
 * Why it is asked.
 */
grounds: DuplicateGrounds, 
/**
 * How alike they are, in percent.
 */
likeness: number, 
/**
 * What "same" would fill in on the second side: names of fields.
 */
fills: Array<FieldName>, 
/**
 * The papers; none for one that stands in a preview.
 */
one: ComparedPaper, other: ComparedPaper, };

export type ComparedPaper = { 
/**
 * None where it is not in the library.
 */
id: string | null, title: string, 
/**
 * Where it was first found: a source's name.
 */
source: string | null, 
/**
 * When it was added to the library.
 */
addedAt: string | null, 
/**
 * Where it stands; none where it is not in the library.
 */
state: State | null, isStarred: boolean, tags: Array<string>, noteFirstLine: string | null, nSightings: number, };

export type DuplicateGrounds = "identifierOnly" | "titleOnly" | "nearTitle";

export type FieldName = "title" | "authors" | "year" | "venue" | "identifiers" | "links" | "abstract" | "details";

export type ComparedField = { field: FieldName, isEqual: boolean, 
/**
 * The text in pieces; empty where there is none.
 */
one: Array<DiffPiece>, other: Array<DiffPiece>, };

export type DiffPiece = { text: string, 
/**
 * Whether the other side differs here.
 */
differs: boolean, };

export type PreviewEdit = { "kind": "tick", row: number, isTicked: boolean, } | { "kind": "tickAll", filter: PreviewFilter, isTicked: boolean, } | { "kind": "answer", row: number, answer: DuplicateAnswer, } | { "kind": "answerAll", answer: DuplicateAnswer, } | { "kind": "format", source: number, format: string | null, } | { "kind": "columns", source: number, fields: Array<ColumnField | null>, } | { "kind": "mend", row: number, text: string, };

export type Given = { 
/**
 * None leaves it to the source, else the inbox.
 */
state: State | null, tags: Array<string>, why: string | null, };

export type DeviceSettings = { 
/**
 * The language of the window, as a tag such as `de`; none for the system's.
 */
language: string | null, theme: Theme, density: Density, 
/**
 * In percent of the usual size, 85 to 200.
 */
textSize: number, 
/**
 * Whether single letters decide about papers.
 */
hasSingleKeys: boolean, 
/**
 * Keys that the person gave to actions, by the action's id; an empty list takes its keys away.
 */
keys: { [key in string]: Array<string> }, 
/**
 * What holds fewer papers than that comes in without the sheet.
 */
previewFrom: number, 
/**
 * Whether the system tells of new papers from a watched folder.
 */
notifiesOfWatchedFolders: boolean, };

export type LibraryPlace = { 
/**
 * Empty where nobody could say.
 */
folder: string, saidBy: SaidBy, 
/**
 * Where the system keeps such things; none where it names no home folder.
 */
usualFolder: string | null, 
/**
 * Whether there is a library in it.
 */
usualHoldsLibrary: boolean, };

export type SaidBy = "argument" | "variable" | "settings" | "system";

export type MoveProgress = { nDone: number, nAll: number, };

export type News = { 
/**
 * Those by which papers came in.
 */
imports: Array<NewsImport>, 
/**
 * Why files could not be read.
 */
failures: Array<Failure>, };

export type NewsImport = { import: string, source: string, format: string, 
/**
 * The path of its folder.
 */
folder: string, nAdded: number, };

export type Theme = "system" | "light" | "dark";

export type Density = "compact" | "default" | "roomy";

export type ImportDetail = { added: number, inbox: number, queued: number, reading: number, read: number, skimmed: number, dropped: number, 
/**
 * Inbox and queued ones that are hidden until a day; they are in neither of those counts.
 */
snoozed: number, trash: number, 
/**
 * Merged into others, or emptied from the trash.
 */
gone: number, 
/**
 * Those that carry a mark of the person's.
 */
marked: number, };

export type RibbonMark = { 
/**
 * Where most of them stand; dropped is what is in the trash, too.
 */
state: State, isSnoozed: boolean, 
/**
 * How many they are.
 */
nPapers: number, };

export type Insights = { step: InsightStep, 
/**
 * In order of time, without gaps; the last holds today.
 */
steps: Array<InsightStepCounts>, 
/**
 * Of the papers finished in the period, those that were queued before: from then to the end.
 */
fromQueued: InsightDays, 
/**
 * All papers finished in the period, from their arrival to the end.
 */
fromAdded: InsightDays, inbox: InboxAges, 
/**
 * The five tags that most papers have, the largest first.
 */
tags: Array<TagShare>, 
/**
 * The five sources that brought most papers in the period, the largest first.
 */
sources: Array<SourceShare>, 
/**
 * How many tags there are, and how many sources brought papers in the period.
 */
nTags: number, nSources: number, pace: Pace, 
/**
 * Negative where it shrank. Snoozed papers count as waiting.
 */
inboxGrowth: number, };

export type InsightStep = "week" | "month" | "year";

export type InsightStepCounts = { 
/**
 * The first day of it.
 */
day: string, added: number, read: number, skimmed: number, };

export type InsightDayClass = { fromDays: number, 
/**
 * Null in the last class, which has no end.
 */
toDays: number | null, nPapers: number, 
/**
 * Whether the median is in it.
 */
isMedian: boolean, };

export type InsightDays = { classes: Array<InsightDayClass>, 
/**
 * Half of them took so many whole days at most; null where there are none.
 */
medianDays: number | null, };

export type InboxAges = { today: number, 
/**
 * Since Monday, but not today.
 */
thisWeek: number, lastWeek: number, 
/**
 * Since one of the two weeks before the last.
 */
twoToFourWeeks: number, older: number, 
/**
 * Those of the last two were added on this day or earlier; null only where no calendar reaches it.
 */
longTo: string | null, };

export type TagShare = { name: string, 
/**
 * The hue that the person gave it, 0 to 7; none leaves it to its name.
 */
hue: number | null, 
/**
 * Read or skimmed.
 */
finished: number, 
/**
 * Queued, or being read.
 */
queued: number, inbox: number, dropped: number, };

export type SourceShare = { name: string, 
/**
 * Whether it is a watched folder.
 */
isFolder: boolean, 
/**
 * Queued, being read or finished.
 */
kept: number, inbox: number, dropped: number, };

export type Pace = { 
/**
 * Papers finished in the period: the sum of its steps.
 */
finished: number, 
/**
 * Papers added in the period: the sum of its steps.
 */
added: number, 
/**
 * Finished papers of which nobody said when.
 */
undated: number, perWeek: number, 
/**
 * Where there were papers only for a part of the period: for how many weeks, a begun one being one.
 */
youngWeeks: number | null, queued: number, 
/**
 * By when the queue is done at this pace; null where nothing is queued, and where it would be years.
 */
doneBy: string | null, };

export type ValueChange = { name: ChangedValue, 
/**
 * None where there was none.
 */
before: string | null, 
/**
 * None where it was taken away.
 */
after: string | null, };

export type ChangedValue = "state" | "why" | "dueOn" | "snoozedUntil" | "note" | "title" | "year" | "venue" | "abstract";

export type NamedImport = { id: string, source: string, };

export type GroupKey = { "by": "arrival", at: string, imports: Array<NamedImport>, } | { "by": "state", state: State, } | { "by": "year", year: number | null, };

export type Group = { 
/**
 * Tells it from the others of its list, and stays the same while the list changes.
 */
key: string, of: GroupKey, 
/**
 * The place of its first row, from 0.
 */
fromRow: number, nRows: number, };

export type SavedView = { name: string, 
/**
 * As it is typed into a search.
 */
query: string, sort: Sort, };

export type CountedView = { view: SavedView, 
/**
 * Null where its words would have to be looked for in a large library.
 */
nPapers: number | null, };

export type ChipKind = "exact" | "without" | "tag" | "is" | "year" | "from" | "has" | "added" | "finished" | "due";

export type Chip = { kind: ChipKind, 
/**
 * What it asks for, without name, quotation marks and minus.
 */
value: string, 
/**
 * As it was typed.
 */
text: string, 
/**
 * Where it begins.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, };

export type Completion = { kind: ChipKind, 
/**
 * What it would ask for; null for a filter that has yet to be given a value.
 */
value: string | null, 
/**
 * What takes the place of what is typed.
 */
text: string, 
/**
 * How many papers have it, where that is known.
 */
nPapers: number | null, };

export type Loosened = { 
/**
 * The part, as it was typed.
 */
without: string, 
/**
 * What is left.
 */
query: string, nPapers: number, };

export type TriageOrder = "asCame" | "newest" | "likeness";

export type PassPaper = { id: string, state: State, 
/**
 * Whether it is hidden until a day: then it is not undecided.
 */
isSnoozed: boolean, };

export type Hint = { kind: HintKind, 
/**
 * What they have in common, as written in the paper; at most three. Of `sameAuthor` the name.
 */
words: Array<string>, nPapers: number, example: NamedPaper, };

export type HintKind = "kept" | "dropped" | "sameAuthor" | "possibleDuplicate";

export type NamedPaper = { id: string, title: string, };

export type Announcement = { 
/**
 * Its place in the history; none for what history does not hold (a watched file taken).
 */
seq: number | null, change: ChangeKind | null, by: Actor | null, 
/**
 * The papers it touched; none means many.
 */
papers: Array<string> | null, nPapers: number, };

export type Failure = { code: FailureCode, 
/**
 * The file, folder, id or number concerned.
 */
path: string | null, 
/**
 * The line concerned, from 1.
 */
line: number | null, 
/**
 * What it is more exactly.
 */
cause: Cause | null, 
/**
 * What others say of it: the system, the database, the reader of settings. Theirs, and not translated.
 */
said: string | null, };

export type FailureCode = "not_found" | "ambiguous_id" | "no_papers" | "not_text" | "unsupported" | "not_a_file" | "library_busy" | "library_newer" | "library_damaged" | "read_only" | "disk_full" | "conflict" | "nothing_to_undo" | "usage" | "cancelled";

export type Cause = { "kind": "noLibrary" } | { "kind": "moved" } | { "kind": "newer", found: number, known: number, } | { "kind": "foreign" } | { "kind": "changeDamaged", seq: number, } | { "kind": "mergeDamaged", merge: number, } | { "kind": "idsDamaged", table: string, } | { "kind": "copyDiffers", part: string, } | { "kind": "noHome" } | { "kind": "misplacedLibrary", table: string, } | { "kind": "noSettingsFolder" } | { "kind": "notAbsolute" } | { "kind": "fixed" } | { "kind": "noRoom", neededBytes: number, freeBytes: number, } | { "kind": "sameFolder" } | { "kind": "withinLibrary" } | { "kind": "holdsLibrary" } | { "kind": "notEmpty" } | { "kind": "notAFolder" } | { "kind": "nameNotText" } | { "kind": "noLocks" } | { "kind": "inWatchedFolder" } | { "kind": "inMirror" } | { "kind": "noPaper" } | { "kind": "noChange" } | { "kind": "notMerged" } | { "kind": "notQueued" } | { "kind": "several", found: Array<string>, } | { "kind": "cannotSnooze" } | { "kind": "pastDay" } | { "kind": "outOfRange", least: number, most: number, } | { "kind": "known" } | { "kind": "trashed" } | { "kind": "nameless" } | { "kind": "noCitationKey" } | { "kind": "citationKeyTaken" } | { "kind": "noteDiffers" } | { "kind": "factsDiffer" } | { "kind": "noIdentifier" } | { "kind": "noLink" } | { "kind": "noAuthor" } | { "kind": "noYear" } | { "kind": "noDay" } | { "kind": "noFile", what: NoFile, } | { "kind": "noText", what: NoText, } | { "kind": "empty" } | { "kind": "tooLarge", limitBytes: number, } | { "kind": "sourceDiffers" } | { "kind": "readerFailed" } | { "kind": "noSources" } | { "kind": "wentAway" } | { "kind": "stillReading" } | { "kind": "previewClosed" } | { "kind": "notOpened" } | { "kind": "noProgram" } | { "kind": "noClipboard" } | { "kind": "clipboardSilent" } | { "kind": "systemRefused" } | { "kind": "notWritten" } | { "kind": "librarysOwnFolder" } | { "kind": "noMirror" } | { "kind": "mirrorNeedsFolder" } | { "kind": "mirrorInUse" } | { "kind": "mirrorWatched", folder: string, } | { "kind": "inTheWay", name: string, } | { "kind": "mirrored" };

export type NoFile = "folder" | "device" | "file";

export type NoText = "pdf" | "zip" | "gzip" | "bzip2" | "xz" | "sevenZip" | "rar" | "zstd" | "tar" | "picture" | "office" | "database" | "program" | "postScript" | "film" | "binary";

export type FormatName = "page-text" | "plain-list" | "link-list" | "html" | "feed" | "arxiv-mail" | "scholar-mail" | "mail" | "bibtex" | "ris" | "csv" | "json" | "jsonl" | "nbib" | "refer" | "isi" | "refworks" | "ovid" | "pocket" | "instapaper" | "readwise" | "omnivore" | "matter" | "pinboard" | "readability" | "wallabag" | "zotero-csv" | "csl-json" | "endnote-xml" | "pubmed-xml" | "zotero-rdf" | "bookmarks" | "opml";

export type OriginName = "pasted text" | "standard input" | "sample digest";

export type SchemeName = "doi" | "arxiv" | "openreview" | "acl" | "pubmed" | "isbn" | "s2" | "url";

export type HasName = "note" | "abstract" | "code" | "due";

export type IsName = "starred" | "snoozed" | "unread" | "finished";
