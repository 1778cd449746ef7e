/** Which clocks go with a record, and how is the latest instant ever seen kept? */
import { reading, type Reading } from "../core/clocks";
import { uuid7 } from "../core/identifiers";
import type { FieldDatabase } from "./database";
import { know, knownTogether } from "./meta";

/** Where time comes from; tests bring their own. */
export type Source = { wall(): number; monotonic(): number; boot: string };

export const phoneClock: Source = { wall: () => Date.now(), monotonic: () => performance.now(), boot: uuid7(Date.now()) };

/** Returns what the clocks say, with the office's offset and the latest instant seen before. */
export async function clocksNow(db: FieldDatabase, source: Source): Promise<Reading> {
  const { offset, highest } = await knownTogether(db, "offset", "highest");
  return reading(source.wall(), source.monotonic(), source.boot, offset, highest);
}

/** Writes down the latest instant seen; called now and then, so that a clock set back later gains nothing. */
export async function noteTime(db: FieldDatabase, source: Source): Promise<Reading> {
  const clocks = await clocksNow(db, source);
  await know(db, { highest: clocks.highest_seen });
  return clocks;
}
