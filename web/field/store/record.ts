/** How is something written down so that it is never lost? Record, pictures and their place in the queue are one transaction. */
import { canonical } from "../core/canonical";
import { seal, type FieldEvent, type Happening } from "../core/events";
import { uuid7 } from "../core/identifiers";
import { fromBase64, fromUtf8, toUtf8 } from "./base64";
import { clocksNow, type Source } from "./clock";
import type { Blob_, Bytes, FieldDatabase, Outgoing, Own } from "./database";
import { know, knownTogether, type Device } from "./meta";
import { lock, unlock } from "./pack_key";
import { sealTo } from "./sealing";

/** Nothing can be written down before the office knows the phone. */
export class NoDevice extends Error {}

/** The phone has no room left, not even what was kept free for this. */
export class NoRoom extends Error {}

export type Recorder = { db: FieldDatabase; source: Source };

let line: Promise<unknown> = Promise.resolve();

/** Writes something down and returns it only once it lies on the disk. Nothing else is written down meanwhile. */
export function record(by: Recorder, key: CryptoKey | null, what: Happening, blobs: readonly Blob_[] = []): Promise<FieldEvent> {
  const done = line.then(() => alone(() => append(by, key, what, blobs)));
  line = done.catch(() => undefined);
  return done;
}

/** Returns the records of today that this phone can read again, in their order. */
export async function readBack(db: FieldDatabase, key: CryptoKey): Promise<FieldEvent[]> {
  const rows = await db.events.orderBy("device_sequence").toArray();
  return Promise.all(rows.map(async (row) => JSON.parse(fromUtf8(await unlock(key, row.id, row.locked))) as FieldEvent));
}

/** Another window of the same app waits its turn. */
async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  const locks = globalThis.navigator?.locks;
  return locks ? locks.request("doorstep-record", work) : work();
}

async function append({ db, source }: Recorder, key: CryptoKey | null, what: Happening, blobs: readonly Blob_[]): Promise<FieldEvent> {
  const { device, tip } = await knownTogether(db, "device", "tip");
  if (!device) throw new NoDevice("the office does not know this phone");
  const clocks = await clocksNow(db, source);
  const event = await seal(tip, device.device_id, uuid7(clocks.wall), clocks, what);
  const out = await outgoing(device, event);
  const own = key && { id: event.id, device_sequence: event.device_sequence, locked: await lock(key, event.id, toUtf8(canonical(event))) };
  const write = (): Promise<void> => put(db, event, out, own, blobs);
  try {
    await write();
  } catch (error) {
    if (!isQuota(error)) throw error;
    await makeRoom(db);
    await write().catch((again: unknown) => {
      throw isQuota(again) ? new NoRoom("no room on the phone", { cause: again }) : again;
    });
  }
  return event;
}

async function put(db: FieldDatabase, event: FieldEvent, out: Outgoing, own: Own | null, blobs: readonly Blob_[]): Promise<void> {
  await db.transaction("rw", db.meta, db.events, db.outbox, db.blobs, async () => {
    await db.outbox.add(out);
    if (own) await db.events.add(own);
    if (blobs.length) await db.blobs.bulkPut([...blobs]);
    const { device_sequence, body_hash } = event;
    await know(db, { tip: { device_sequence, body_hash }, highest: event.clocks.highest_seen });
  });
}

async function outgoing(device: Device, event: FieldEvent): Promise<Outgoing> {
  const sealed = await sealTo(fromBase64(device.sealing_key), event.id, toUtf8(canonical(event)));
  return {
    id: event.id, device_sequence: event.device_sequence, body_hash: event.body_hash, key_id: device.sealing_key_id,
    sealed, at: event.clocks.wall, state: "waiting", say: null,
  };
}

/** Gives up what was kept free for the day on which the phone is full. */
async function makeRoom(db: FieldDatabase): Promise<void> {
  await db.meta.delete("ballast");
}

/** Keeps some room free, so that words can still be written down when photographs have filled the phone. */
export async function keepRoom(db: FieldDatabase, size: number = 2 * 1024 * 1024): Promise<void> {
  if (await db.meta.get("ballast")) return;
  const ballast: Bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(ballast.subarray(at, Math.min(at + 65_536, size)));
  await know(db, { ballast }).catch((error: unknown) => {
    if (!isQuota(error)) throw error; // No room for a reserve: the sync page shows how full the phone is.
  });
}

/** Browsers say it of the whole transaction or of each row, and Dexie wraps either. */
function isQuota(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { inner, failures } = error as { inner?: unknown; failures?: unknown[] };
  return error.name === "QuotaExceededError" || isQuota(inner) || (failures ?? []).some(isQuota);
}
