/**
 * What lies on the phone, and in which drawer?
 *
 * The database is never named after a version of the app. An upgrade may add drawers; the drawers `outbox`, `sent` and
 * `blobs` are never read, changed or emptied by one (test: `upgrades.test.ts`).
 */
import Dexie, { type Table, type Transaction } from "dexie";
import { filler, type Ring } from "./keyring";

export type Bytes = Uint8Array<ArrayBuffer>;

/** A record that only the office can read, and whether it has it. */
export type Outgoing = {
  id: string;
  device_sequence: number;
  body_hash: string;
  key_id: string;
  sealed: Bytes;
  at: number;
  /** `waiting` is sent by itself; `refused` was answered without a receipt and waits for a person. */
  state: "waiting" | "refused";
  say: { zh: string; en: string } | null;
};

/** What the office has. Kept for thirty days, because an office restored from a copy asks for it again. */
export type Sent = Omit<Outgoing, "state"> & { status: string; receipt: string; sent_at: number };

/** A photograph, sound or signature, closed to the office; `sealed` is what is sent and `sealed_sha256` its address. */
export type Blob_ = {
  sealed_sha256: string;
  sha256: string;
  sealed: Bytes;
  have: number;
  at: number;
};

/** Something closed under the key of the day's papers. */
export type Locked = { name: string; locked: Bytes };
export type Own = { id: string; device_sequence: number; locked: Bytes };
export type Said = { name: string; value: unknown };

export class FieldDatabase extends Dexie {
  declare meta: Table<Said, string>;
  declare pack: Table<Locked, string>;
  declare drafts: Table<Locked, string>;
  declare events: Table<Own, string>;
  declare outbox: Table<Outgoing, string>;
  declare sent: Table<Sent, string>;
  declare blobs: Table<Blob_, string>;
  declare keys: Table<Ring, string>;

  constructor(name = "doorstep-field") {
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({
      meta: "name",
      pack: "name",
      drafts: "name",
      events: "id, device_sequence",
      outbox: "id, device_sequence",
      sent: "id, device_sequence, sent_at",
      blobs: "sealed_sha256",
    });
    this.version(2).stores({ keys: "name" }).upgrade(ontoRing);
  }
}

/** Moves the keys that must be able to vanish from small rows to the one that can. */
async function ontoRing(change: Transaction): Promise<void> {
  const [meta, pack] = [change.table<Said, string>("meta"), change.table<Locked, string>("pack")];
  const share = (await meta.get("share"))?.value as Bytes | null | undefined;
  const keys = await pack.where("name").startsWith("key:").toArray();
  const kept = keys.map(({ name, locked }) => ({ name, case_id: null, locked }));
  await change.table<Ring, string>("keys").put({ name: "ring", share: share ?? null, kept, filler: filler() });
  await pack.bulkDelete(keys.map(({ name }) => name));
  await meta.delete("share");
}
