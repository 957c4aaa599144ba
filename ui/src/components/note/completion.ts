import type { Completion, CompletionContext, CompletionSource } from "@codemirror/autocomplete";
import { linkToPaper } from "../../strings/noteLinks";

/** A paper that a note can link to, with a line that tells it from others. */
export interface FoundPaper {
  id: string;
  title: string;
  plainTitle: string;
  byline: string;
}

export type FindPapers = (query: string) => Promise<FoundPaper[]>;

/** Offers papers after `[[`, by the words typed there, and writes a link to the one that is taken. */
export function linkCompletion(find: FindPapers): CompletionSource {
  return async (context: CompletionContext) => {
    const typed = context.matchBefore(/\[\[[^[\]\n]{0,80}/);
    if (typed === null) return null;
    const papers = await find(typed.text.slice(2).trim());
    if (context.aborted) return null;
    return { from: typed.from, options: papers.map(optionFor), filter: false };
  };
}

function optionFor({ id, title, plainTitle, byline }: FoundPaper): Completion {
  return {
    label: plainTitle,
    detail: byline,
    apply(view, _completion, from, to) {
      // Brackets that stand there already belong to what was begun.
      const end = view.state.sliceDoc(to, to + 2) === "]]" ? to + 2 : to;
      const insert = linkToPaper(id, title);
      view.dispatch({
        changes: { from, to: end, insert },
        selection: { anchor: from + insert.length },
        userEvent: "input.complete",
      });
    },
  };
}
