/**
 * Where do the keys lie that must be able to vanish?
 *
 * A small row that is deleted goes on lying in the browser's files until they are tidied, which may be never. A large one lies
 * in a file of its own, which goes at once (measured in Chromium; `tests/journeys/test_field_keys.py` looks into the files).
 * So all these keys share one row that filler makes large, and whoever takes one away writes the row anew without it.
 */
import type { Bytes, FieldDatabase } from "./database";

/** The key of one stop's private half, or of the open part of the day, itself closed under the key of the papers. */
export type Kept = { name: string; case_id: string | null; locked: Bytes };

export type Ring = {
  name: "ring";
  /** The office's half of the key of the papers. Gone after twelve hours without contact, on leaving and on revoke. */
  share: Bytes | null;
  kept: Kept[];
  filler: Bytes;
};

/** Twice the size from which Chromium gives a row its own file. */
const FILLER_BYTES = 131_072;
const AT_ONCE = 65_536;

/** Returns the keys that are kept now. */
export async function ring(db: FieldDatabase): Promise<Ring> {
  return (await db.keys.get("ring")) ?? { name: "ring", share: null, kept: [], filler: filler() };
}

/** Returns the office's half of the key of the papers, or null when it is gone. */
export async function share(db: FieldDatabase): Promise<Bytes | null> {
  return (await ring(db)).share;
}

/** Keeps the office's half, or takes it away with null. */
export async function keepShare(db: FieldDatabase, half: Bytes | null): Promise<void> {
  await db.transaction("rw", db.keys, async () => {
    await db.keys.put({ ...(await ring(db)), share: half });
  });
}

/** Keeps these keys in place of all others. */
export async function keepOnly(db: FieldDatabase, kept: Kept[]): Promise<void> {
  await db.keys.put({ ...(await ring(db)), kept });
}

/** Takes keys away for good; returns the names of those that went. */
export async function destroy(db: FieldDatabase, isGone: (key: Kept) => boolean): Promise<string[]> {
  const now = await ring(db);
  const gone = now.kept.filter(isGone).map((key) => key.name);
  if (gone.length) await db.keys.put({ ...now, kept: now.kept.filter((key) => !isGone(key)) });
  return gone;
}

/** Returns what cannot be pressed together, so that the row stays large. */
export function filler(): Bytes {
  const bytes: Bytes = new Uint8Array(FILLER_BYTES);
  for (let at = 0; at < bytes.length; at += AT_ONCE) crypto.getRandomValues(bytes.subarray(at, at + AT_ONCE));
  return bytes;
}
