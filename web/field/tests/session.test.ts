import { beforeEach, describe, expect, it } from "vitest";
import { share } from "../store/keyring";
import { know, known } from "../store/meta";
import { expire, open, waitAfter, wipe } from "../store/session";
import { closeStops, openHalf, openPack, putPack } from "../store/papers";
import type { Pack, Stop } from "../store/pack_types";
import { record } from "../store/record";
import type { FieldDatabase } from "../store/database";
import { AT, note, phoneInUse, ROUNDS, SEALED, type Clock } from "./world";

const HOUR = 3_600_000;
let db: FieldDatabase;
let source: Clock;
let key: CryptoKey;

const stop = (id: string): Stop => ({ stop_id: id, case_id: id, open: { first_name: "明浩", subject: "personal" }, sealed: SEALED }) as unknown as Stop;
const pack = { stops: [stop("a"), stop("b")], stop_list: ["9"] } as unknown as Pack;

beforeEach(async () => {
  ({ db, source, key } = await phoneInUse());
});

describe("a PIN", () => {
  it("opens what was closed, and the one that asks for help opens the same", async () => {
    await putPack(db, key, pack);
    for (const [pin, isDuress] of [["582046", false], ["604815", true]] as const) {
      const found = await open(db, pin, source, ROUNDS);
      if (typeof found === "string") throw new Error(found);
      expect(found.isDuress).toBe(isDuress);
      expect((await openPack(db, found.key))?.stops).toHaveLength(2);
    }
  });

  it("leaves two slots of one length, so that nobody can tell whether one asks for help", async () => {
    expect(new Set((await known(db, "slots")).map((each) => each.length)).size).toBe(1);
  });

  it.each([[0, 0], [2, 0], [3, 30_000], [4, 60_000], [9, 1_920_000], [40, 3_600_000]])("after %i wrong ones waits %i ms", (wrong, wait) => {
    expect(waitAfter(wrong)).toBe(wait);
  });

  it("that is wrong costs time, which setting the clock back does not shorten, and never a record", async () => {
    await record({ db, source }, null, note("kept"));
    for (let n = 0; n < 3; n += 1) expect(await open(db, "000001", source, ROUNDS)).toBe("wrong");
    source.now = AT - HOUR;
    expect(await open(db, "582046", source, ROUNDS)).toBe("wait");
    source.now = AT + 30_000;
    expect(typeof (await open(db, "582046", source, ROUNDS))).toBe("object");
    expect(await db.outbox.count()).toBe(1);
  });
});

describe("the papers", () => {
  it("hold nothing that can be read without the key", async () => {
    await putPack(db, key, pack);
    const text = JSON.stringify((await db.pack.toArray()).map((row) => [row.name, new TextDecoder().decode(row.locked)]));
    expect(text).not.toMatch(/明浩|481236/);
  });

  it("give up a stop's private half for good when its key is taken away", async () => {
    await putPack(db, key, pack);
    expect((await openHalf(db, key, stop("a")))?.amounts?.total_fen).toBe(481_236);
    await closeStops(db, ["a"]);
    expect(await openHalf(db, key, stop("a"))).toBeNull();
    expect(await openHalf(db, key, stop("b"))).not.toBeNull();
  });

  it.each([
    ["a millisecond before twelve hours", 12 * HOUR - 1, 0, false],
    ["at twelve hours", 12 * HOUR, 0, true],
    ["after twelve hours with the clock set back", 12 * HOUR, -13 * HOUR, true],
  ])("%s are too old or not", async (_when, later, back, isOld) => {
    source.now = AT + later;
    await know(db, { highest: AT + later });
    source.now += back;
    expect(await expire(db, source)).toBe(isOld);
    expect((await share(db)) === null).toBe(isOld);
    expect(await open(db, "582046", source, ROUNDS)).toEqual(isOld ? "expired" : expect.anything());
  });

  it("go on revoke, and what is unsent stays", async () => {
    await putPack(db, key, pack);
    await record({ db, source }, key, note("kept"));
    await wipe(db, { at: AT, say: null });
    expect([await db.pack.count(), await db.events.count(), await db.outbox.count(), (await known(db, "slots")).length]).toEqual([0, 0, 1, 0]);
  });
});
