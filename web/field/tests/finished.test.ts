import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { correction, correctionsOf, endOf, toldAtEnd } from "../core/after/correction";
import { finishedOn } from "../core/after/finished";
import { beijingDay } from "../core/clocks";
import type { Kind } from "../core/events";
import { fetchPack } from "../exchange/enrol";
import type { Office } from "../exchange/office";
import { exchange } from "../exchange/sync";
import { toUtf8 } from "../store/base64";
import type { FieldDatabase } from "../store/database";
import { ring } from "../store/keyring";
import { lock } from "../store/pack_key";
import { openHalf, openPack, putPack, type Papers } from "../store/papers";
import type { Pack, Stop } from "../store/pack_types";
import { readBack, record } from "../store/record";
import { phoneInUse, SEALED, silent, type Clock, type TestOffice } from "./world";

const stop = (id: string, case_id: string): Stop => ({ stop_id: id, case_id, visit_id: `v-${id}`, open: { first_name: "明浩", subject: "personal" }, address: { text: "文昌胡同 12 号" }, permit: "leave", sealed: SEALED }) as unknown as Stop;
const pack = (made_at: string, stops: Stop[], ...stop_list: string[]): Pack => ({ made_at, stops, stop_list }) as unknown as Pack;
const [A, B, C] = [stop("a", "17"), stop("b", "18"), stop("c", "19")];
const TODAY = "2026-11-26T08:00:00+08:00";
const NOON = "2026-11-26T12:00:00+08:00";
const TOMORROW = "2026-11-27T08:00:00+08:00";
const ANSWERS = { met: "borrower", disposition: "met_borrower", note: "门口", promise_fen: 10_000, promise_due_on: "2026-12-01", asked_to_leave: false, asked_to_stop: false };

let db: FieldDatabase;
let office: TestOffice;
let source: Clock;
let key: CryptoKey;

beforeEach(async () => {
  ({ db, office, source, key } = await phoneInUse());
  await putPack(db, key, pack(TODAY, [A, B]));
});

const tell = (kind: Kind, of: Stop, body = {}): Promise<unknown> => record({ db, source }, key, { kind, body, case_id: of.case_id, stop_id: of.stop_id, visit_id: of.visit_id });
const visit = async (of: Stop): Promise<void> => { await tell("visit.started", of); await tell("visit.left", of, { answers: ANSWERS }); };
const send = (): Promise<void> => exchange(db, office, source, silent);
const fetched = async (next: Pack): Promise<Papers> => {
  await fetchPack(db, { ...office, ask: async () => next } as unknown as Office, key, source);
  return (await openPack(db, key))!;
};
const listed = async (made_at: string): Promise<string[]> => {
  const [papers, events, unsent] = await Promise.all([openPack(db, key), readBack(db, key), db.outbox.toCollection().primaryKeys()]);
  return finishedOn(beijingDay(Date.parse(made_at)), { ...papers!, events, unsent: new Set(unsent) }).map((each) => each.stop_id);
};

describe("a visit that is over when its stop leaves the plan", () => {
  it("stays on the phone, is put right there, and the office gets both records", async () => {
    await visit(A);
    await send();
    const papers = await fetched(pack(NOON, [B, C]));
    expect([papers.stops.map((each) => each.stop_id), await listed(NOON)]).toEqual([["b", "c"], ["a"]]);
    const end = endOf(await readBack(db, key), "v-a")!;
    const told = toldAtEnd(end);
    await tell("correction", A, correction(end, told, { ...told, promise_fen: 5_000 }, "听错了")!);
    await send();
    const arrived = [...office.events.values()];
    expect(arrived.map((each) => each.kind)).toEqual(["visit.started", "visit.left", "correction"]);
    expect([arrived[1]?.id, arrived[1]?.body["answers"]]).toEqual([end.id, ANSWERS]);
    expect(arrived[2]?.body).toEqual({ of: end.id, now: { promise_fen: 5_000, promise_due_on: "2026-12-01" }, because: "听错了" });
    expect(correctionsOf(await readBack(db, key), end).map(({ was, now }) => [was.promise_fen, now.promise_fen])).toEqual([[10_000, 5_000]]);
  });

  it("stays through every further change of the plan, on its own day", async () => {
    await visit(A);
    await send();
    await fetched(pack(NOON, [B]));
    await visit(B);
    await fetched(pack("2026-11-26T16:00:00+08:00", [C]));
    expect(await listed(NOON)).toEqual(["a", "b"]);
  });

  it("is taken up also when papers of an earlier version of the app lie there, which knew no finished visits", async () => {
    const secret = new Uint8Array(32).fill(5);
    const own = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]);
    await db.keys.put({ ...(await ring(db)), kept: [{ name: "day", case_id: null, locked: await lock(key, "day", secret) }] });
    await db.pack.put({ name: "day", locked: await lock(own, "day", toUtf8(JSON.stringify(pack(TODAY, [A])))) });
    await visit(A);
    expect([(await openPack(db, key))?.finished, (await fetched(pack(NOON, []))).finished.length]).toEqual([[], 1]);
  });
});

describe("what goes all the same", () => {
  it("is its key, its address and its leave; and a case that the office took away has no name either", async () => {
    await visit(A);
    await visit(B);
    office.stopList = ["17"];
    await send();
    const papers = await fetched(pack(NOON, [C], "17"));
    expect(papers.finished.map((each) => [each.stop_id, each.first_name])).toEqual([["a", null], ["b", "明浩"]]);
    expect(JSON.stringify(papers.finished)).not.toMatch(/文昌|leave|481236/);
    expect((await ring(db)).kept.map((each) => each.name).sort()).toEqual(["day", "key:c"]);
    expect([await openHalf(db, key, A), await openHalf(db, key, B), await db.pack.get("half:a"), await db.pack.get("half:b")]).toEqual([null, null, undefined, undefined]);
  });

  it("is the key of a visit that is over here while the office still plans it", async () => {
    await visit(A);
    const papers = await fetched(pack(NOON, [A, B]));
    expect([papers.stops.length, await listed(NOON), await openHalf(db, key, A), (await openHalf(db, key, B)) !== null]).toEqual([2, ["a"], null, true]);
  });

  it("is all of it with the next day's papers, once the office has it", async () => {
    await visit(A);
    await db.drafts.put({ name: "correct:v-a:0", locked: new Uint8Array(3) });
    await send();
    const papers = await fetched(pack(TOMORROW, [C]));
    expect([papers.finished, await db.events.count(), await db.drafts.count(), await db.sent.count()]).toEqual([[], 0, 0, 2]);
  });
});

describe("a visit of which the office lacks a record when the next day's papers come", () => {
  it("stays for that day and no longer, with its own records and none of the others'", async () => {
    await visit(A);
    await send();
    await visit(B);
    for (const name of ["correct:v-a:0", "correct:v-b:0"]) await db.drafts.put({ name, locked: new Uint8Array(3) });
    await fetched(pack(TOMORROW, [C]));
    expect([await listed(TOMORROW), (await readBack(db, key)).map((each) => each.visit_id)]).toEqual([["b"], ["v-b", "v-b"]]);
    expect((await db.drafts.toArray()).map((row) => row.name)).toEqual(["correct:v-b:0"]);
    await fetched(pack("2026-11-28T08:00:00+08:00", []));
    expect([await listed("2026-11-28T08:00:00+08:00"), await db.events.count(), await db.outbox.count()]).toEqual([[], 0, 2]);
  });
});

describe("a visit that still runs when the next day's papers come", () => {
  it("keeps its stop and its records, so that it is written down to its end", async () => {
    await tell("visit.started", A);
    await fetched(pack(TOMORROW, [C]));
    await tell("visit.left", A, { answers: ANSWERS });
    expect([(await openPack(db, key))?.stops.map((each) => each.stop_id), (await readBack(db, key)).map((each) => each.kind)]).toEqual([["c", "a"], ["visit.started", "visit.left"]]);
    expect(await openHalf(db, key, A)).toBeNull();
  });
});
