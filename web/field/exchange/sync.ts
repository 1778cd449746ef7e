/**
 * How does what was written down reach the office, exactly once, over a bad line?
 *
 * Nothing leaves the queue before the office's receipt names its hash. The list of those who must not be visited is
 * applied before anything else of an answer. An office that was restored from a copy gets everything again.
 */
import { clocksNow, type Source } from "../store/clock";
import type { FieldDatabase, Outgoing, Sent } from "../store/database";
import { know, knownTogether } from "../store/meta";
import type { Both, Stop } from "../store/pack_types";
import { toBase64 } from "../store/base64";
import { closeStops, heedStops } from "../store/papers";
import { heard } from "./contact";
import { heed } from "./gone";
import { Answered, type Office } from "./office";

export type Result = { id: string; status: "accepted" | "duplicate" | "quarantined" | "rejected"; body_hash: string; receipt?: string | null; code?: string; say?: Both };
export type Change = { kind: "stop" | "unassign" | "assign" | "pack" | "note"; case_id?: string; stop_id?: string; stop?: Stop; say?: Both };
type Answer = {
  stop_list: string[]; server_epoch: string; results: Result[]; changes: Change[]; cursor: string | null; more: boolean;
  schema?: { current: number; oldest_accepted: number }; server_time?: string | null;
};

export type Applied = { stops: string[]; changes: Change[] };
export type Listener = { onStops(stops: string[]): Promise<void>; onChanges(changes: Change[]): Promise<void> };

const SCHEMA = 1;
const KEPT_MS = 30 * 24 * 3_600_000;
const MOST_ROUNDS = 200;

/** Returns the stops and cases whose keys an answer takes off the phone. */
export function goneIn(changes: readonly Change[]): string[] {
  const gone = changes.filter((each) => each.kind === "stop" || each.kind === "unassign");
  return gone.flatMap(({ stop_id, case_id }) => [stop_id, case_id].filter((each) => each !== undefined).map(String));
}

/** Sends what waits, batch by batch, and takes what is new. Throws what went wrong; everything sent before it counts. */
export async function exchange(db: FieldDatabase, office: Office, source: Source, told: Listener): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { device } = await knownTogether(db, "device");
    if (!device) return;
    const batch = await db.outbox.orderBy("device_sequence").filter((row) => row.state === "waiting").limit(device.limits.batch).toArray();
    const answer = await post(db, office, source, batch);
    if (!answer) continue; // The office has another epoch: everything it lost waits again.
    await heedStops(db, answer.stop_list);
    await told.onStops(answer.stop_list);
    await settle(db, batch, answer.results, source.wall());
    await closeStops(db, goneIn(answer.changes));
    if (answer.changes.length) await told.onChanges(answer.changes);
    await know(db, { cursor: answer.cursor });
    const isStuck = batch.length > 0 && answer.results.length === 0;
    if ((batch.length < device.limits.batch && !answer.more) || isStuck) return;
  }
}

/** Takes each item out of the queue that the office's receipt names by its hash, and remembers it for thirty days. */
export async function settle(db: FieldDatabase, batch: readonly Outgoing[], results: readonly Result[], now: number): Promise<void> {
  const said = new Map(results.map((each) => [each.id, each]));
  await db.transaction("rw", db.outbox, db.sent, async () => {
    for (const row of batch) {
      const result = said.get(row.id);
      if (!result) continue;
      if (result.receipt && result.body_hash === row.body_hash) {
        const { state: _, ...kept } = row;
        const sent: Sent = { ...kept, say: result.say ?? null, status: result.status, receipt: result.receipt, sent_at: now };
        await db.sent.put(sent);
        await db.outbox.delete(row.id);
      } else if (result.status === "rejected" || result.status === "quarantined") {
        await db.outbox.update(row.id, { state: "refused", say: result.say ?? null });
      }
    }
    await db.sent.where("sent_at").below(now - KEPT_MS).delete();
  });
}

/** Puts everything the office may have lost back into the queue. */
export async function sendAgain(db: FieldDatabase, after: number): Promise<void> {
  await db.transaction("rw", db.outbox, db.sent, async () => {
    const lost = await db.sent.where("device_sequence").above(after).toArray();
    for (const { status: _, receipt: __, sent_at: ___, ...row } of lost) await db.outbox.put({ ...row, state: "waiting", say: null });
    await db.sent.bulkDelete(lost.map((row) => row.id));
  });
}

async function post(db: FieldDatabase, office: Office, source: Source, batch: readonly Outgoing[]): Promise<Answer | null> {
  const { device, server_epoch, cursor } = await knownTogether(db, "device", "server_epoch", "cursor");
  const events = batch.map(({ id, device_sequence, body_hash, key_id, sealed }) => ({ id, device_sequence, body_hash, key_id, sealed: toBase64(sealed) }));
  const body = { device_id: device?.device_id, server_epoch, schema: SCHEMA, cursor, clocks: await clocksNow(db, source), events, unsent: await unsent(db, batch.length) };
  const began = source.wall();
  try {
    const answer = await office.tell<Answer>("sync", body);
    await heard(db, source, began, answer.server_time);
    await know(db, { server_epoch: answer.server_epoch });
    return answer;
  } catch (error) {
    if (!(error instanceof Answered)) throw error;
    if (error.status === 409 && error.code === "epoch_changed") return afresh(db, error);
    return heed(db, source, error);
  }
}

async function afresh(db: FieldDatabase, answered: Answered): Promise<null> {
  const { server_epoch, known } = answered.body as { server_epoch: string; known?: { last_device_sequence?: number } };
  await sendAgain(db, known?.last_device_sequence ?? 0);
  await know(db, { server_epoch, cursor: null });
  return null;
}

/** What the phone still holds after this batch; the office shows it beside the pair. */
async function unsent(db: FieldDatabase, inBatch: number): Promise<{ events: number; blobs: number; bytes: number }> {
  const [events, hashes] = await Promise.all([db.outbox.count(), db.blobs.toCollection().primaryKeys()]);
  let bytes = 0;
  await db.blobs.each((blob) => { bytes += blob.sealed.length - blob.have; });
  return { events: Math.max(0, events - inBatch), blobs: hashes.length, bytes };
}
