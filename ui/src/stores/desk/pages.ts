import type { View } from "../view";
import { everything } from "../list.svelte";
import type { Desk } from "../desk.svelte";

/** What a view asks for beside the list of its papers. */
interface Page {
  /** Asks when the view is opened; where it is left out, as `refresh` does. */
  show?: (desk: Desk) => Promise<void>;
  /** Asks anew after a change. */
  refresh: (desk: Desk) => Promise<void>;
}

const pages: Partial<Record<View["kind"], Page>> = {
  queue: {
    show: async (desk) => {
      // Nobody waits for a question.
      desk.tell(desk.waiting.refresh());
      await desk.reading.show({ ...everything, states: ["reading"] }, "added");
    },
    refresh: (desk) => Promise.all([desk.reading.refresh(), desk.waiting.refresh()]).then(() => {}),
  },
  duplicates: {
    refresh: (desk) => desk.duplicates.refresh().then(() => desk.pairs.showPair()),
  },
  history: { show: (desk) => desk.past.show(), refresh: (desk) => desk.past.refresh() },
  imports: { show: (desk) => desk.past.show(), refresh: (desk) => desk.past.refresh() },
  paperHistory: { show: (desk) => desk.past.show(), refresh: (desk) => desk.past.refresh() },
  insights: { refresh: (desk) => desk.insights.refresh() },
  watched: { refresh: (desk) => desk.watched.refresh() },
};

/** Asks for what a view shows beside the list, as it opens. */
export async function showPage(desk: Desk, view: View): Promise<void> {
  const page = pages[view.kind];
  await (page?.show ?? page?.refresh)?.(desk);
}

/** Asks for it again. */
export async function refreshPage(desk: Desk, view: View): Promise<void> {
  await pages[view.kind]?.refresh(desk);
}
