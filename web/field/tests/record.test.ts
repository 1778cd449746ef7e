import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import Dexie from "dexie";
import { faultIn, type FieldEvent } from "../core/events";
import { sha256 } from "../core/canonical";
import { evidenceOf, MOST_BYTES, TooLarge } from "../store/evidence";
import { keepRoom, NoDevice, NoRoom, readBack, record } from "../store/record";
import { know, known } from "../store/meta";
import { FieldDatabase } from "../store/database";
import { AT, clockAt, freshDatabase, note, TestOffice, type Clock } from "./world";

let db: FieldDatabase;
let office: TestOffice;
let source: Clock;
const key = (): Promise<CryptoKey> => crypto.subtle.importKey("raw", new Uint8Array(32), "AES-GCM", false, ["encrypt", "decrypt"]);

beforeEach(async () => {
  db = freshDatabase();
  office = await TestOffice.open();
  source = clockAt(AT);
  await office.welcome(db);
});

describe("writing down", () => {
  it("needs a phone that the office knows", async () => {
    await expect(record({ db: freshDatabase(), source }, null, note("x"))).rejects.toBeInstanceOf(NoDevice);
  });

  it("numbers records without a gap, each holding the hash of the one before, however many come at once", async () => {
    const opened = await key();
    await Promise.all(Array.from({ length: 20 }, (_, n) => record({ db, source }, opened, note(`${n}`))));
    const back = await readBack(db, opened);
    expect(back.map((each) => each.device_sequence)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(await faultIn(back)).toBeNull();
    expect(await db.outbox.count()).toBe(20);
  });

  it("works without the papers being open, and then leaves nothing that the phone can read", async () => {
    await record({ db, source }, null, note("cold hands"));
    expect(await db.events.count()).toBe(0);
    const [row] = await db.outbox.toArray();
    expect(new TextDecoder().decode(row?.sealed)).not.toContain("cold hands");
  });

  it("asks for transactions that are on the disk before they say so", () => {
    expect((db as unknown as { _options: { chromeTransactionDurability: string } })._options.chromeTransactionDurability).toBe("strict");
  });

  it("keeps picture, record and queue together or not at all", async () => {
    const { body, blob } = await evidenceOf(db, new Blob(["picture"], { type: "image/jpeg" }), "photo", AT);
    db.blobs.hook("creating", () => { throw new Error("the disk breaks here"); });
    await expect(record({ db, source }, null, { ...note(""), kind: "evidence.added", body }, [blob])).rejects.toThrow();
    expect([await db.outbox.count(), await db.blobs.count(), (await known(db, "tip")).device_sequence]).toEqual([0, 0, 0]);
  });

  it("gives up its reserve when the phone is full, and says so only when that is not enough", async () => {
    await keepRoom(db, 1000);
    let full = 1;
    db.outbox.hook("creating", () => { if (full > 0) { full -= 1; throw new Dexie.QuotaExceededError("full"); } });
    await record({ db, source }, null, note("still written"));
    expect([await db.outbox.count(), await db.meta.get("ballast")]).toEqual([1, undefined]);
    full = 2;
    await expect(record({ db, source }, null, note("no room"))).rejects.toBeInstanceOf(NoRoom);
    expect((await record({ db, source }, null, note("room again"))).device_sequence).toBe(2);
  });

  it("never lets the latest instant fall, also when the clock is set back by years", async () => {
    await record({ db, source }, null, note("now"));
    source.now = AT - 3 * 365 * 86_400_000;
    const back = await record({ db, source }, null, note("then"));
    expect([back.clocks.wall, back.clocks.highest_seen]).toEqual([source.now, AT]);
  });
});

describe("evidence", () => {
  it("is hashed as it was taken and closed to the office", async () => {
    const plain = new TextEncoder().encode("picture");
    const { body, blob } = await evidenceOf(db, new Blob([plain], { type: "image/jpeg" }), "photo", AT);
    expect(body).toMatchObject({ sha256: await sha256(plain), size: 7, role: "photo", media: "image/jpeg", sealed_sha256: await sha256(blob.sealed) });
    expect(new TextDecoder().decode(blob.sealed)).not.toContain("picture");
  });

  it("of 200 MB is refused with its size before any of it is read", async () => {
    const large = { size: 200 * 1024 * 1024, type: "image/jpeg", arrayBuffer: () => { throw new Error("was read"); } } as unknown as Blob;
    await expect(evidenceOf(db, large, "photo", AT)).rejects.toEqual(new TooLarge(large.size));
    expect(MOST_BYTES).toBeLessThan(large.size);
  });
});

describe("an upgrade", () => {
  it("leaves what waits, what was sent and every picture as they were", async () => {
    await record({ db, source }, null, note("before"));
    const before: FieldEvent[] | unknown[] = await db.outbox.toArray();
    db.close();
    const next = new FieldDatabase(db.name);
    next.version(3).stores({ courses: "name" });
    expect(await next.table("outbox").toArray()).toEqual(before);
    next.close();
  });
});

describe("what is known", () => {
  it("is what was said last", async () => {
    await know(db, { offset: 5 });
    await know(db, { offset: 7 });
    expect(await known(db, "offset")).toBe(7);
  });
});
