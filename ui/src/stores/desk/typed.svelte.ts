import { isTyping } from "../../actions/keymap";
import { failureOf } from "../../backend/backend";
import type { Failure } from "../../backend/wire";
import { words } from "../../strings/strings";
import type { Desk } from "../desk.svelte";
import type { Day } from "../days";
import { isHeldOver } from "./focus";

/** What is typed as one change: why papers were saved, tags for them, the key they are cited by, the name of a tag or a view, a day. */
export type TypedAs = "why" | "tags" | "citationKey" | "tagName" | "viewName" | "due" | "snooze";

/** Something typed that the library did not take. */
export interface NotTaken {
  as: TypedAs;
  /** The papers, the tag, or the query of the view that it is for. */
  of: string;
  text: string;
  /** The day that was meant by it; none where a day was to be taken off. */
  day?: Day | null;
  failure: Failure;
}

/**
 * What was typed and the library did not take: it is here until it is taken, or the person gives it up.
 *
 * Its field opens again, with the reason in it; where the person has gone on, a message leads back to it.
 */
export class Typed {
  /** The last refused is the last. */
  notTaken: readonly NotTaken[] = $state.raw([]);

  constructor(private readonly desk: Desk) {}

  /** What was not taken of a field. */
  find(as: TypedAs, of: string): NotTaken | null {
    return this.notTaken.find((one) => one.as === as && one.of === of) ?? null;
  }

  /** The person gave it up, or sends it anew. */
  forget(as: TypedAs, of: string): void {
    if (this.find(as, of) !== null) this.notTaken = this.notTaken.filter((one) => one.as !== as || one.of !== of); // prettier-ignore
  }

  /**
   * Tells later whether the person still is where they are now, and does not write elsewhere.
   *
   * Asked once the field is closed, before what was in it is sent.
   */
  staying(): () => boolean {
    const { views, search, selection, triage } = this.desk;
    const whereabouts = () => [views.current, search.isOpen, selection.lead, selection.chosen, triage.card?.row.id]; // prettier-ignore
    const then = whereabouts();
    return () => {
      const now = whereabouts();
      return then.every((part, i) => part === now[i]) && !isTyping(document.activeElement) && !isHeldOver(); // prettier-ignore
    };
  }

  /** Keeps what was refused; opens its field where the person is still at it, and leads there from elsewhere. */
  refuse(
    one: Omit<NotTaken, "failure">,
    error: unknown,
    isAtHand: boolean,
    open: () => void,
  ): void {
    const { desk } = this;
    const failure = failureOf(error);
    this.forget(one.as, one.of);
    this.notTaken = [...this.notTaken, { ...one, failure }];
    if (isAtHand) return open();
    const text = words.sentences([words.typed.notTaken(one), words.failure(failure)]);
    const run = () => {
      desk.messages.close();
      if (this.find(one.as, one.of) !== null) open();
    };
    desk.messages.fail(text, { label: words.typed.openAgain, run });
  }
}
