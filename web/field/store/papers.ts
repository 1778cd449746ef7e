/** How do the day's papers lie on the phone? Each stop's private half, and the open part, is closed under a key of its own. */
import { fromUtf8, toUtf8 } from "./base64";
import type { Bytes, FieldDatabase, Locked } from "./database";
import { destroy, keepOnly, ring, type Kept } from "./keyring";
import { know } from "./meta";
import { lock, unlock } from "./pack_key";
import type { Pack, SealedHalf, Stop } from "./pack_types";

const DAY = "day";
const keyName = (stop: string): string => `key:${stop}`;
const halfName = (stop: string): string => `half:${stop}`;
const BEIJING_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

type Closed = { kept: Kept; row: Locked };

/**
 * Puts a day's papers on the phone in place of the ones before, in one step.
 *
 * Whoever is on the stop list gets no private half. What the phone can read again of former days goes with their papers.
 */
export async function putPack(db: FieldDatabase, key: CryptoKey, pack: Pack): Promise<void> {
  const listed = new Set(pack.stop_list.map(String));
  const open = { ...pack, stops: pack.stops.map(({ sealed: _, ...rest }) => rest) };
  const all = [await closed(key, DAY, DAY, null, open)];
  for (const { stop_id, case_id, sealed } of pack.stops) {
    if (sealed && !listed.has(String(case_id))) all.push(await closed(key, keyName(stop_id), halfName(stop_id), String(case_id), sealed));
  }
  const before = await openPack(db, key).catch(() => null); // damaged papers are replaced like any others
  const isNewDay = before !== null && dayOf(before.made_at) !== dayOf(pack.made_at);
  await db.transaction("rw", db.pack, db.keys, db.events, db.drafts, db.meta, async () => {
    await db.pack.clear();
    await db.pack.bulkPut(all.map(({ row }) => row));
    await keepOnly(db, all.map(({ kept }) => kept));
    if (isNewDay) await Promise.all([db.events.clear(), db.drafts.clear()]);
    await know(db, { stops: pack.stop_list });
  });
}

/** Returns the open part of the papers, or null when there are none. */
export async function openPack(db: FieldDatabase, key: CryptoKey): Promise<Pack | null> {
  return (await opened<Pack>(db, key, DAY, DAY)) ?? packOfVersionOne(db, key);
}

/** Opens one stop's private half; null when its key was taken away. */
export async function openHalf(db: FieldDatabase, key: CryptoKey, stop: Stop): Promise<SealedHalf | null> {
  return opened<SealedHalf>(db, key, keyName(stop.stop_id), halfName(stop.stop_id));
}

/** Takes away the keys of stops, by stop or by case; their private halves can then be opened by nobody. Needs no PIN. */
export async function closeStops(db: FieldDatabase, ids: Iterable<string>): Promise<void> {
  const gone = new Set(ids);
  if (gone.size === 0) return;
  await db.transaction("rw", db.pack, db.keys, async () => {
    const names = await destroy(db, ({ name, case_id }) => (case_id !== null && gone.has(case_id)) || gone.has(stopOf(name)));
    await db.pack.bulkDelete(names.map((name) => halfName(stopOf(name))));
  });
}

/** Remembers who must not be visited, and takes the keys of their stops away in the same step. */
export async function heedStops(db: FieldDatabase, stops: readonly string[]): Promise<void> {
  await db.transaction("rw", db.pack, db.keys, db.meta, async () => {
    await know(db, { stops: [...stops] });
    await closeStops(db, stops.map(String));
  });
}

const stopOf = (name: string): string => name.replace(/^key:/, "");

async function closed(key: CryptoKey, name: string, part: string, case_id: string | null, what: unknown): Promise<Closed> {
  const secret: Bytes = crypto.getRandomValues(new Uint8Array(32));
  const own = await ownKey(secret);
  return {
    kept: { name, case_id, locked: await lock(key, name, secret) },
    row: { name: part, locked: await lock(own, part, toUtf8(JSON.stringify(what))) },
  };
}

async function opened<What>(db: FieldDatabase, key: CryptoKey, name: string, part: string): Promise<What | null> {
  const [{ kept }, row] = await Promise.all([ring(db), db.pack.get(part)]);
  const mine = kept.find((each) => each.name === name);
  if (!mine || !row) return null;
  const own = await ownKey(await unlock(key, name, mine.locked));
  return JSON.parse(fromUtf8(await unlock(own, part, row.locked))) as What;
}

async function ownKey(secret: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Papers that an earlier version of the app put down lie under the key of the papers itself. */
async function packOfVersionOne(db: FieldDatabase, key: CryptoKey): Promise<Pack | null> {
  const [{ kept }, row] = await Promise.all([ring(db), db.pack.get(DAY)]);
  if (!row || kept.some((each) => each.name === DAY)) return null;
  return JSON.parse(fromUtf8(await unlock(key, DAY, row.locked))) as Pack;
}

/** Returns on which day in Beijing papers were made, counted from 1970. */
function dayOf(made_at: string): number {
  return Math.floor((Date.parse(made_at) + BEIJING_MS) / DAY_MS);
}
