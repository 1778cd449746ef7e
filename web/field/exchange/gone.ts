/** What does a phone do that hears from anywhere that it is out of use? */
import type { Source } from "../store/clock";
import type { FieldDatabase } from "../store/database";
import { wipe } from "../store/session";
import { Answered } from "./office";

const GONE = 410;

/** Takes the papers off a phone that is out of use, and passes on what the office answered. */
export async function heed(db: FieldDatabase, source: Source, error: unknown): Promise<never> {
  if (error instanceof Answered && error.status === GONE) await wipe(db, { at: source.wall(), say: error.say });
  throw error;
}
