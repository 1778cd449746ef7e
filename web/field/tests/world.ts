/** A phone and an office for tests: a database in memory, a clock that is set by hand, and an office that opens what it gets. */
import "fake-indexeddb/auto";
import { FieldDatabase } from "../store/database";
import type { Source } from "../store/clock";
import { keepShare } from "../store/keyring";
import { choosePins } from "../store/session";
import { know } from "../store/meta";
import { fromBase64, fromUtf8, toBase64 } from "../store/base64";
import { openWith } from "../store/sealing";
import { Answered, NoOffice, type Office } from "../exchange/office";
import type { Listener, Result } from "../exchange/sync";
import type { FieldEvent, Happening } from "../core/events";

export const AT = Date.parse("2026-11-26T02:00:00Z");
export type Clock = Source & { now: number };

/** The office's share of the keys, and rounds few enough for a test. */
export const SHARE = new Uint8Array(32).fill(7);
export const ROUNDS = 1000;
export const SEALED = { amounts: { total_fen: 481_236, parts: [] }, last_contact: null, promise: null, account: null };
export const silent: Listener = { onStops: async () => undefined, onChanges: async () => undefined };

export function clockAt(now: number): Clock {
  return { now, boot: "test", wall() { return this.now; }, monotonic() { return this.now - AT; } };
}

let count = 0;

export function freshDatabase(): FieldDatabase {
  count += 1;
  return new FieldDatabase(`test-${count}`);
}

export const note = (words: string): Happening => ({ kind: "note", body: { about: "free", words }, case_id: null, stop_id: null, visit_id: null });

type Item = { id: string; device_sequence: number; body_hash: string; sealed: string };

/** An office that keeps what it gets and can lose answers, refuse, or have been restored. */
export class TestOffice implements Office {
  events = new Map<string, FieldEvent>();
  received: string[] = [];
  blobs = new Map<string, { have: number; bytes: number[]; total: number }>();
  stopList: string[] = [];
  unsent: { blobs: number; bytes: number }[] = [];
  epoch = "1";
  answersToLose = 0;
  isAway = false;
  judge: (item: Item) => Partial<Result> = () => ({});

  private constructor(readonly point: Uint8Array<ArrayBuffer>, private readonly secret: CryptoKey) {}

  static async open(): Promise<TestOffice> {
    const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
    return new TestOffice(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)), pair.privateKey);
  }

  /** Makes a phone known, as `enrol` would. */
  async welcome(db: FieldDatabase): Promise<void> {
    const limits = { lock_after_s: 300, pack_valid_s: 43_200, chunk_bytes: 1000, batch: 3 };
    await know(db, {
      device: { device_id: "0190c0de-0000-7000-8000-00000000000d", sealing_key: toBase64(this.point), sealing_key_id: "k1", permit_keys: {}, limits },
      server_epoch: "1", contact_at: AT, highest: AT,
    });
    await keepShare(db, SHARE);
  }

  async ask<Answer>(path: string): Promise<Answer> {
    const blob = this.blobs.get(path.replace("blobs/", ""));
    if (this.isAway) throw new NoOffice();
    if (!blob) throw new Answered(404, "unknown", null, {});
    return { have: blob.have, complete: blob.have === blob.total } as Answer;
  }

  async tell<Answer>(_path: string, body: unknown): Promise<Answer> {
    if (this.isAway) throw new NoOffice();
    const asked = body as { server_epoch: string; events: Item[]; unsent: { blobs: number; bytes: number } };
    this.unsent.push(asked.unsent);
    if (asked.server_epoch !== this.epoch) {
      const last = Math.max(0, ...[...this.events.values()].map((each) => each.device_sequence));
      throw new Answered(409, "epoch_changed", null, { server_epoch: this.epoch, known: { last_device_sequence: last } });
    }
    const results = await Promise.all(asked.events.map((item) => this.take(item)));
    if (this.answersToLose > 0) {
      this.answersToLose -= 1;
      throw new NoOffice();
    }
    return { stop_list: this.stopList, server_epoch: this.epoch, results, changes: [], cursor: "1", more: false } as Answer;
  }

  async put<Answer>(path: string, body: Uint8Array, headers: Record<string, string>): Promise<Answer> {
    const [, from, , total] = (/bytes (\d+)-(\d+)\/(\d+)/.exec(headers["Content-Range"] ?? "") ?? []).map(Number);
    const blob = this.blobs.get(path.replace("blobs/", "")) ?? { have: 0, bytes: [], total: total ?? 0 };
    if (from === blob.have) { blob.bytes.push(...body); blob.have += body.length; }
    this.blobs.set(path.replace("blobs/", ""), blob);
    if (this.answersToLose > 0) {
      this.answersToLose -= 1;
      throw new NoOffice();
    }
    return { have: blob.have, complete: blob.have === blob.total } as Answer;
  }

  private async take(item: Item): Promise<Result> {
    const known = this.events.has(item.id);
    const verdict = this.judge(item);
    this.received.push(item.id);
    if (!verdict.status || verdict.receipt) this.events.set(item.id, JSON.parse(fromUtf8(await openWith(this.secret, this.point, item.id, fromBase64(item.sealed)))));
    return { id: item.id, status: known ? "duplicate" : "accepted", body_hash: item.body_hash, receipt: `r${item.device_sequence}`, ...verdict };
  }
}

export type Phone = { db: FieldDatabase; office: TestOffice; source: Clock; key: CryptoKey };

/** Returns a phone that is known to its office and has its PINs, without papers yet. */
export async function phoneInUse(): Promise<Phone> {
  const db = freshDatabase();
  const office = await TestOffice.open();
  await office.welcome(db);
  return { db, office, source: clockAt(AT), key: await choosePins(db, "582046", "604815", SHARE, ROUNDS) };
}
