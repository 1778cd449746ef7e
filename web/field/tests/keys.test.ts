import "fake-indexeddb/auto";
import Dexie from "dexie";
import { beforeEach, describe, expect, it } from "vitest";
import { enrol, fetchPack } from "../exchange/enrol";
import { Answered, type Office } from "../exchange/office";
import { exchange, type Change } from "../exchange/sync";
import { exchangeAll } from "../exchange/whole";
import { toUtf8 } from "../store/base64";
import { FieldDatabase, type Bytes } from "../store/database";
import { ring, share } from "../store/keyring";
import { known } from "../store/meta";
import { lock, packKey } from "../store/pack_key";
import { closeStops, openHalf, openPack, putPack } from "../store/papers";
import type { Pack, Stop } from "../store/pack_types";
import { record } from "../store/record";
import { choosePins, expire, open, wipe } from "../store/session";
import { AT, note, phoneInUse, ROUNDS, SEALED, SHARE, silent, type Clock, type TestOffice } from "./world";

const stop = (id: string, case_id: string): Stop => ({ stop_id: id, case_id, visit_id: id, open: { first_name: "明浩", subject: "personal" }, sealed: SEALED }) as unknown as Stop;
const pack = (made_at: string, ...stop_list: string[]): Pack => ({ made_at, stops: [stop("a", "17"), stop("b", "18")], stop_list }) as unknown as Pack;
const TODAY = "2026-11-26T08:00:00+08:00";

let db: FieldDatabase;
let office: TestOffice;
let source: Clock;
let key: CryptoKey;

beforeEach(async () => {
  ({ db, office, source, key } = await phoneInUse());
  await putPack(db, key, pack(TODAY));
});

const opens = async (id: string): Promise<boolean> => (await openHalf(db, key, stop(id, ""))) !== null;
const names = async (): Promise<string[]> => (await ring(db)).kept.map((each) => each.name).sort();

/** Answers the next exchange with these changes. */
function telling(...changes: Change[]): Office {
  return { ask: office.ask.bind(office), put: office.put.bind(office), tell: async <Answer>(path: string, body: unknown) => ({ ...(await office.tell<object>(path, body)), changes }) as Answer };
}

describe("the key of a stop", () => {
  it("is its own: with the key of the papers alone a private half stays closed", async () => {
    const [half, other] = await Promise.all([db.pack.get("half:a"), db.pack.get("half:b")]);
    expect([half, other].every(Boolean)).toBe(true);
    await closeStops(db, ["a"]);
    await db.pack.put(half!); // a copy of the half, kept by whoever copies: the key is what is gone
    expect([await opens("a"), await opens("b")]).toEqual([false, true]);
  });

  it.each<[string, () => Promise<void>]>([
    ["the list of those to leave names its case", async () => { office.stopList = ["17"]; await exchange(db, office, source, silent); }],
    ["a stop was told by case", () => exchange(db, telling({ kind: "stop", case_id: "17" }), source, silent)],
    ["it went to others", () => exchange(db, telling({ kind: "unassign", case_id: "17" }), source, silent)],
    ["it went to others, told by stop", () => exchange(db, telling({ kind: "unassign", stop_id: "a" }), source, silent)],
  ])("goes when %s, on a phone that is locked", async (_why, hear) => {
    await hear();
    expect([await names(), await opens("a"), await opens("b")]).toEqual([["day", "key:b"], false, true]);
    expect(await db.pack.get("half:a")).toBeUndefined();
  });

  it("stays when the answer was lost, and goes with the next one", async () => {
    office.stopList = ["17"];
    office.answersToLose = 1;
    await expect(exchange(db, office, source, silent)).rejects.toThrow();
    expect(await opens("a")).toBe(true);
    await exchange(db, office, source, silent);
    expect(await opens("a")).toBe(false);
  });

  it("stays when something else was told", async () => {
    await exchange(db, telling({ kind: "note", case_id: "17" }, { kind: "pack" }), source, silent);
    expect([await opens("a"), await opens("b")]).toEqual([true, true]);
  });

  it("is not made again for a case on the list, though papers come that hold it", async () => {
    await putPack(db, key, pack(TODAY, "17"));
    expect([await opens("a"), await opens("b"), await known(db, "stops")]).toEqual([false, true, ["17"]]);
  });

  it("is another one in every day's papers, so that a half kept from before stays closed", async () => {
    const before = (await db.pack.get("half:a"))!;
    await putPack(db, key, pack(TODAY));
    await db.pack.put(before);
    await expect(openHalf(db, key, stop("a", "17"))).rejects.toThrow();
  });
});

describe("papers that come while a visit runs", () => {
  it("keep its stop, open half only, so that the visit is written down to its end", async () => {
    const asked = { ...gone, ask: async () => ({ ...pack(TODAY, "17"), stops: [stop("b", "18")] }) } as unknown as Office;
    for (const id of ["a", "b"]) await record({ db, source }, key, { kind: "visit.started", body: {}, case_id: id === "a" ? "17" : "18", stop_id: id, visit_id: id });
    await fetchPack(db, asked, key, source);
    expect((await openPack(db, key))?.stops.map((each) => each.stop_id)).toEqual(["b", "a"]);
    expect([await opens("a"), await opens("b")]).toEqual([false, true]);
  });
});

describe("what must be able to vanish", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["papers came", () => putPack(db, key, pack(TODAY))],
    ["a stop was closed", () => closeStops(db, ["a"])],
    ["the share was taken away", async () => { source.now = AT + 13 * 3_600_000; await expire(db, source); }],
    ["PINs were chosen", () => choosePins(db, "582047", "604816", SHARE, ROUNDS)],
  ])("lies in one row too large to lie among others, when %s", async (_when, act) => {
    await act();
    expect(await db.keys.count()).toBe(1);
    expect((await ring(db)).filler.length).toBe(131_072);
    expect(new Set((await ring(db)).filler).size).toBe(256); // chance, which no browser presses together
    expect((await db.meta.toArray()).map((row) => row.name)).not.toContain("share");
    expect((await db.pack.toArray()).filter((row) => row.name.startsWith("key:"))).toEqual([]);
  });

  it("is all of it gone from a phone that is out of use", async () => {
    await wipe(db, { at: AT, say: null });
    expect([await db.keys.count(), await db.pack.count(), await share(db)]).toEqual([0, 0, null]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["greets", () => enrol(db, gone, "phone", source)],
    ["asks for papers", () => fetchPack(db, gone, key, source)],
    ["sends", () => exchange(db, gone, source, silent)],
    ["sends a picture", () => exchangeAll(db, { ...gone, tell: office.tell.bind(office) } as Office, source, silent)],
  ])("goes when the phone hears that it is out of use as it %s, and what is unsent stays", async (_when, ask) => {
    await record({ db, source }, key, note("kept"), [{ sealed_sha256: "5e", sha256: "1a", sealed: new Uint8Array(9) as Bytes, have: 0, at: AT }]);
    office.judge = () => ({ receipt: null, status: "quarantined" });
    await expect(ask()).rejects.toThrow("410");
    expect([await db.keys.count(), await db.pack.count(), await db.events.count(), await db.outbox.count(), await db.blobs.count()]).toEqual([0, 0, 0, 1, 1]);
    expect((await known(db, "revoked"))?.at).toBe(AT);
  });
});

const refuse = async (): Promise<never> => { throw new Answered(410, "device_revoked", null, {}); };
const gone: Office = { ask: refuse, tell: refuse, put: refuse };

describe("what the phone can read again of its own records", () => {
  it("goes with the papers of a former day, and stays as long as these are of today", async () => {
    await record({ db, source }, key, note("yesterday"));
    await putPack(db, key, pack("2026-11-26T23:59:59+08:00"));
    expect(await db.events.count()).toBe(1);
    await putPack(db, key, pack("2026-11-27T00:00:00+08:00"));
    expect([await db.events.count(), await db.outbox.count()]).toEqual([0, 1]);
  });
});

describe("a phone with the papers of an earlier version of the app", () => {
  it("opens them, keeps what is unsent, and loses a listed stop as soon as it is opened", async () => {
    const old = new Dexie("earlier");
    old.version(1).stores({ meta: "name", pack: "name", drafts: "name", events: "id, device_sequence", outbox: "id, device_sequence", sent: "id, device_sequence, sent_at", blobs: "sealed_sha256" });
    const salt = new Uint8Array(16).fill(3);
    const secret = new Uint8Array(32).fill(9);
    const before = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]);
    const own = new Uint8Array(32).fill(5);
    const ownKey = await crypto.subtle.importKey("raw", own, "AES-GCM", false, ["encrypt", "decrypt"]);
    const slot = await lock(await packKey("582046", salt, SHARE, ROUNDS), "doorstep-slot", new Uint8Array([0, ...secret]));
    await old.table("meta").bulkPut([{ name: "share", value: SHARE }, { name: "salt", value: salt }, { name: "slots", value: [slot, slot] }, { name: "contact_at", value: AT }, { name: "highest", value: AT }, { name: "device", value: await known(db, "device") }]);
    await old.table("pack").bulkPut([
      { name: "day", locked: await lock(before, "day", toUtf8(JSON.stringify(pack(TODAY)))) },
      { name: "key:a", locked: await lock(before, "key:a", own) }, { name: "half:a", locked: await lock(ownKey, "half:a", toUtf8(JSON.stringify(SEALED))) },
    ]);
    await old.table("outbox").put({ id: "x", device_sequence: 1, sealed: new Uint8Array(3) });
    old.close();
    const now = new FieldDatabase("earlier");
    const found = await open(now, "582046", source, ROUNDS);
    if (typeof found === "string") throw new Error(found);
    expect((await openPack(now, found.key))?.stops).toHaveLength(2);
    expect((await openHalf(now, found.key, stop("a", "17")))?.amounts?.total_fen).toBe(481_236);
    expect([await now.outbox.count(), await now.meta.get("share"), await now.pack.get("key:a")]).toEqual([1, undefined, undefined]);
    await closeStops(now, ["a"]);
    expect(await openHalf(now, found.key, stop("a", "17"))).toBeNull();
  });
});
