/** How do the day's papers lie on the phone? Each stop's private half is closed under a key of its own. */
import { fromUtf8, toUtf8 } from "./base64";
import type { Bytes, FieldDatabase, Locked } from "./database";
import type { Pack, SealedHalf, Stop } from "./pack_types";
import { know } from "./meta";
import { lock, unlock } from "./pack_key";

const DAY = "day";
const keyName = (stop: string): string => `key:${stop}`;
const halfName = (stop: string): string => `half:${stop}`;

/** Puts a day's papers on the phone in place of the ones before, in one step. */
export async function putPack(db: FieldDatabase, key: CryptoKey, pack: Pack): Promise<void> {
  const open = { ...pack, stops: pack.stops.map(({ sealed: _, ...rest }) => rest) };
  const rows = [{ name: DAY, locked: await lock(key, DAY, toUtf8(JSON.stringify(open))) }];
  for (const stop of pack.stops) if (stop.sealed) rows.push(...(await closed(key, stop.stop_id, stop.sealed)));
  await db.transaction("rw", db.pack, db.meta, async () => {
    await db.pack.clear();
    await db.pack.bulkPut(rows);
    await know(db, { stops: pack.stop_list });
  });
}

/** Returns the open half of the papers, or null when there are none. */
export async function openPack(db: FieldDatabase, key: CryptoKey): Promise<Pack | null> {
  const row = await db.pack.get(DAY);
  return row ? (JSON.parse(fromUtf8(await unlock(key, DAY, row.locked))) as Pack) : null;
}

/** Opens one stop's private half; null when its key was taken away. */
export async function openHalf(db: FieldDatabase, key: CryptoKey, stop: Stop): Promise<SealedHalf | null> {
  const [mine, half] = await db.pack.bulkGet([keyName(stop.stop_id), halfName(stop.stop_id)]);
  if (!mine || !half) return null;
  const own = await ownKey(await unlock(key, mine.name, mine.locked));
  return JSON.parse(fromUtf8(await unlock(own, half.name, half.locked))) as SealedHalf;
}

/** Takes a stop's key away; its private half can then be opened by nobody. */
export async function closeStops(db: FieldDatabase, stops: readonly string[]): Promise<void> {
  await db.pack.bulkDelete(stops.flatMap((stop) => [keyName(stop), halfName(stop)]));
}

async function closed(key: CryptoKey, stop: string, half: SealedHalf): Promise<Locked[]> {
  const secret: Bytes = crypto.getRandomValues(new Uint8Array(32));
  const own = await ownKey(secret);
  return [
    { name: keyName(stop), locked: await lock(key, keyName(stop), secret) },
    { name: halfName(stop), locked: await lock(own, halfName(stop), toUtf8(JSON.stringify(half))) },
  ];
}

async function ownKey(secret: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]);
}
