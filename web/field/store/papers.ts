/** How do the day's papers lie on the phone? Each stop's private half, and the open part, is closed under a key of its own. */
import type { Finished } from "../core/after/finished";
import { beijingDay } from "../core/clocks";
import { fromUtf8, toUtf8 } from "./base64";
import type { Bytes, FieldDatabase, Locked } from "./database";
import { destroy, keepOnly, ring, type Kept } from "./keyring";
import { know } from "./meta";
import { lock, unlock } from "./pack_key";
import type { Pack, SealedHalf, Stop } from "./pack_types";

const DAY = "day";
const keyName = (stop: string): string => `key:${stop}`;
const halfName = (stop: string): string => `half:${stop}`;

type Closed = { kept: Kept; row: Locked };

/** The day's papers, and beside them what is left of the agent's own visits that are over. */
export type Papers = Pack & { finished: Finished[] };

/** What stays when other papers come: finished visits, and by visit and by record what can still be read of them. */
export type Stays = { finished: readonly Finished[]; visits: ReadonlySet<string>; records: ReadonlySet<string> };
const NOTHING_STAYS: Stays = { finished: [], visits: new Set(), records: new Set() };

/**
 * Puts a day's papers on the phone in place of the ones before, in one step.
 *
 * Whoever is on the stop list gets no private half. What the phone can read again of former days goes with their papers,
 * but for what stays.
 */
export async function putPack(db: FieldDatabase, key: CryptoKey, pack: Pack, stays: Stays = NOTHING_STAYS): Promise<void> {
  const listed = new Set(pack.stop_list.map(String));
  const open = { ...pack, stops: pack.stops.map(({ sealed: _, ...rest }) => rest), finished: stays.finished };
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
    if (isNewDay) await forgetFormerDays(db, stays);
    await know(db, { stops: pack.stop_list });
  });
}

/** Returns the open part of the papers, or null when there are none. An earlier version of the app kept no finished visits. */
export async function openPack(db: FieldDatabase, key: CryptoKey): Promise<Papers | null> {
  const pack = (await opened<Pack & Partial<Papers>>(db, key, DAY, DAY)) ?? (await packOfVersionOne(db, key));
  return pack && { ...pack, finished: pack.finished ?? [] };
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
async function packOfVersionOne(db: FieldDatabase, key: CryptoKey): Promise<(Pack & Partial<Papers>) | null> {
  const [{ kept }, row] = await Promise.all([ring(db), db.pack.get(DAY)]);
  if (!row || kept.some((each) => each.name === DAY)) return null;
  return JSON.parse(fromUtf8(await unlock(key, DAY, row.locked))) as Pack;
}

/** Returns on which day in Beijing papers were made, counted from 1970. */
const dayOf = (made_at: string): number => beijingDay(Date.parse(made_at));

/** What is typed on a step, or made for it, is named after its visit. */
const visitOf = (draft: string): string => draft.split(":")[1] ?? "";

async function forgetFormerDays(db: FieldDatabase, { visits, records }: Stays): Promise<void> {
  await db.events.filter((row) => !records.has(row.id)).delete();
  await db.drafts.filter((row) => !visits.has(visitOf(row.name))).delete();
}
