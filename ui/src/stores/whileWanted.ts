import { failureOf, type AnswerTo, type Backend } from "../backend/backend";
import type { Question } from "../backend/wire";

/** Whether it ended because nobody waited for it any more, or because the person said so. */
export function wasCancelled(error: unknown): boolean {
  return failureOf(error).code === "cancelled";
}

/**
 * Asks, and asks again where the search behind it was left although it is wanted here: who looks for the same
 * shares one search, and who leaves it ends it for all.
 */
export async function askWhileWanted<Q extends Question>(
  backend: Backend,
  question: Q,
  isWanted: () => boolean,
): Promise<AnswerTo<Q>> {
  for (;;) {
    try {
      return await backend.ask(question);
    } catch (error) {
      if (!wasCancelled(error) || !isWanted()) throw error;
    }
  }
}
