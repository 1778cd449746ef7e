/**
 * Did the browser give this phone an empty store in place of the one it had?
 *
 * A browser may throw a whole database away: damaged files, no room, cleared data. The app would then look like a phone
 * nobody ever used. So a few figures, none about a person, also lie in the browser's other store, written after every record.
 */
import type { FieldDatabase } from "./database";
import { knownTogether } from "./meta";

/** What was known of the store when it was last written to. */
export type Witness = { device_id: string; device_sequence: number; unsent: number };

export type Shelf = Pick<Storage, "getItem" | "setItem">;

const NAME = "doorstep-field-witness";

/** Returns the browser's other store; where it is forbidden, one that holds nothing, so that work goes on. */
export function browserShelf(): Shelf {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}

/** Writes down how far this phone's records go and how many of them only it has. */
export async function bearWitness(db: FieldDatabase, shelf: Shelf): Promise<void> {
  const { device, tip } = await knownTogether(db, "device", "tip");
  if (!device) return;
  const seen: Witness = { device_id: device.device_id, device_sequence: tip.device_sequence, unsent: await db.outbox.count() };
  try {
    shelf.setItem(NAME, JSON.stringify(seen));
  } catch {
    return; // no room: the older figures stay, and the record itself is safe in its own store
  }
}

/** Returns what the store held that is gone now, or null when this is the store the figures tell of, or a new phone. */
export async function storeLost(db: FieldDatabase, shelf: Shelf): Promise<Witness | null> {
  const seen = read(shelf.getItem(NAME));
  if (!seen) return null;
  const { device } = await knownTogether(db, "device");
  return device?.device_id === seen.device_id ? null : seen;
}

function read(said: string | null): Witness | null {
  if (said === null) return null;
  try {
    return JSON.parse(said) as Witness;
  } catch {
    return null; // cut off in mid-write: it tells of nothing
  }
}
