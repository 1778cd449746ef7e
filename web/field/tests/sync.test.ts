import { beforeEach, describe, expect, it } from "vitest";
import { exchange, type Listener } from "../exchange/sync";
import { upload } from "../exchange/uploads";
import { exchangeAll } from "../exchange/whole";
import { heard } from "../exchange/contact";
import { Answered, NoOffice } from "../exchange/office";
import { faultIn } from "../core/events";
import { sha256 } from "../core/canonical";
import { evidenceOf } from "../store/evidence";
import { known } from "../store/meta";
import { record } from "../store/record";
import type { FieldDatabase } from "../store/database";
import { AT, clockAt, freshDatabase, note, TestOffice, type Clock } from "./world";

const DAY = 86_400_000;
let db: FieldDatabase;
let office: TestOffice;
let source: Clock;
let order: string[];
const listener: Listener = { onStops: async () => void order.push("stops"), onChanges: async () => void order.push("changes") };
const write = async (count: number): Promise<void> => { for (let n = 0; n < count; n += 1) await record({ db, source }, null, note(`${n}`)); };
const go = (): Promise<void> => exchange(db, office, source, listener);
const came = (): Promise<string | null> => faultIn([...office.events.values()].sort((a, b) => a.device_sequence - b.device_sequence));

beforeEach(async () => {
  db = freshDatabase();
  office = await TestOffice.open();
  source = clockAt(AT);
  order = [];
  await office.welcome(db);
});

describe("an exchange", () => {
  it("brings everything, in batches, once, in an unbroken chain", async () => {
    await write(8);
    await go();
    expect([office.events.size, office.received.length, await db.outbox.count(), await db.sent.count(), await came()]).toEqual([8, 8, 0, 8, null]);
  });

  it("applies the list of those who are not visited before anything else", async () => {
    office.stopList = ["701"];
    db.outbox.hook("deleting", () => void order.push("settled"));
    await write(1);
    await go();
    expect(order[0]).toBe("stops");
    expect([order.at(-1), await known(db, "stops")]).toEqual(["settled", ["701"]]);
  });

  it("keeps everything when the answer is lost, and the second time it is a duplicate", async () => {
    await write(2);
    office.answersToLose = 1;
    await expect(go()).rejects.toBeInstanceOf(NoOffice);
    expect([office.events.size, await db.outbox.count()]).toEqual([2, 2]);
    await go();
    expect([office.events.size, office.received.length, await db.outbox.count()]).toEqual([2, 4, 0]);
    expect((await db.sent.toArray()).map((row) => row.status)).toEqual(["duplicate", "duplicate"]);
  });

  it.each([
    ["another hash", { body_hash: "0".repeat(64) }],
    ["no receipt", { receipt: null }],
    ["an empty receipt", { receipt: "" }],
  ])("keeps a record whose answer has %s", async (_what, said) => {
    await write(1);
    office.judge = () => said;
    await expect(Promise.race([go(), new Promise((done) => setTimeout(done, 300))])).resolves.toBeUndefined();
    expect([await db.outbox.count(), await db.sent.count()]).toEqual([1, 0]);
  });

  it("sets a refused record aside and sends the others", async () => {
    await write(5);
    office.judge = (item) => (item.device_sequence === 2 ? { status: "rejected", receipt: null, say: { zh: "不行", en: "no" } } : {});
    await go();
    await go();
    expect((await db.outbox.toArray()).map((row) => [row.device_sequence, row.state, row.say?.en])).toEqual([[2, "refused", "no"]]);
    expect(office.received).toHaveLength(5);
  });

  it("sends again what a restored office lost, and nothing that it still has", async () => {
    await write(6);
    await go();
    for (const [id, event] of office.events) if (event.device_sequence > 2) office.events.delete(id);
    office.epoch = "2";
    office.received = [];
    await go();
    expect([office.events.size, office.received.length, await came(), await known(db, "server_epoch")]).toEqual([6, 4, null, "2"]);
  });

  it("forgets a receipt after thirty days and not before", async () => {
    await write(1);
    await go();
    source.now = AT + 30 * DAY;
    await write(1);
    await go();
    expect(await db.sent.count()).toBe(2);
    source.now += 1;
    await go();
    expect(await db.sent.count()).toBe(1);
  });

  it("takes the papers off a revoked phone, and keeps what is unsent", async () => {
    await write(2);
    await db.pack.put({ name: "day", locked: new Uint8Array(3) });
    office.tell = async () => { throw new Answered(410, "device_revoked", { zh: "停用", en: "revoked" }, {}); };
    await expect(go()).rejects.toBeInstanceOf(Answered);
    expect([await db.pack.count(), await db.outbox.count(), (await known(db, "revoked"))?.say?.en]).toEqual([0, 2, "revoked"]);
  });
});

describe("the office's clock", () => {
  it("puts right a phone that once believed in another year", async () => {
    source.now = AT + 3650 * DAY;
    await heard(db, source, source.now, new Date(source.now).toUTCString());
    source.now = AT;
    await heard(db, source, AT, new Date(AT).toUTCString());
    expect([await known(db, "highest"), await known(db, "contact_at"), await known(db, "offset")]).toEqual([AT, AT, 0]);
  });

  it("tells how far the phone is off", async () => {
    await heard(db, source, AT, new Date(AT - 3 * DAY).toUTCString());
    expect(await known(db, "offset")).toBe(-3 * DAY);
  });
});

describe("an upload", () => {
  it("goes on where the line broke, and the picture leaves the phone when the office has all of it", async () => {
    const { blob } = await evidenceOf(db, new Blob([new Uint8Array(3500).fill(9)]), "photo", AT);
    await db.blobs.put(blob);
    office.answersToLose = 1;
    await expect(upload(db, office)).rejects.toBeInstanceOf(NoOffice);
    expect(await db.blobs.count()).toBe(1);
    await upload(db, office);
    expect(await db.blobs.count()).toBe(0);
    expect(await sha256(new Uint8Array(office.blobs.get(blob.sealed_sha256)?.bytes ?? []))).toBe(blob.sealed_sha256);
  });

  it("is followed by a report, so that the office does not go on counting the picture as unsent", async () => {
    const all = (): Promise<void> => exchangeAll(db, office, source, listener);
    await all();
    expect(office.unsent.map((each) => each.blobs)).toEqual([0]);
    const { blob } = await evidenceOf(db, new Blob([new Uint8Array(3500).fill(9)]), "photo", AT);
    await db.blobs.put(blob);
    await all();
    expect(office.unsent.map((each) => each.blobs)).toEqual([0, 1, 0]);
    expect(office.unsent.at(-1)?.bytes).toBe(0);
  });
});
