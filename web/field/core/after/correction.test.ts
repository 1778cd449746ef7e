import { expect, test } from "vitest";
import { correction, correctionsOf, endOf, toldAtEnd, type Told } from "./correction";
import type { FieldEvent } from "../events";

const CLOCKS = { wall: 1000, monotonic_ms: 1, boot_id: "b", offset_ms: 5, highest_seen: 1000 };
const made = (id: string, kind: string, body: object, visit = "v"): FieldEvent =>
  ({ id, kind, body, visit_id: visit, clocks: CLOCKS }) as unknown as FieldEvent;
const END = made("e", "visit.left", {
  answers: { met: "borrower", disposition: "met_borrower", note: "门口", promise_fen: 100, promise_due_on: "2026-12-01", asked_to_stop: true },
});
const TOLD: Told = { disposition: "met_borrower", note: "门口", promise_fen: 100, promise_due_on: "2026-12-01" };

test("a running visit has no end to correct", () => {
  expect(endOf([made("a", "visit.started", {})], "v")).toBeNull();
  expect(endOf([END], "another")).toBeNull();
});

test("only what may be corrected is told, never what people asked for", () => {
  expect(toldAtEnd(END)).toEqual(TOLD);
});

test.each([
  ["nothing differs", TOLD, "错了"],
  ["no reason is given", { ...TOLD, note: "楼道" }, "  "],
])("no correction is written when %s", (_, now, because) => {
  expect(correction(END, TOLD, now, because)).toBeNull();
});

test("a correction names the record, what differs and why, and sum and day come together", () => {
  expect(correction(END, TOLD, { ...TOLD, promise_fen: 50 }, " 听错 ")).toEqual({
    of: "e", now: { promise_fen: 50, promise_due_on: "2026-12-01" }, because: "听错",
  });
});

test("each correction stands beside what was told before it, and the first record stays", () => {
  const first = made("c1", "correction", { of: "e", now: { note: "楼道" }, because: "一" });
  const second = made("c2", "correction", { of: "e", now: { promise_fen: null, promise_due_on: null }, because: "二" });
  const other = made("c3", "correction", { of: "x", now: { note: "别处" }, because: "三" });
  const found = correctionsOf([END, first, other, second], END);
  expect(found.map(({ was, now }) => [was.note, now.note, now.promise_fen])).toEqual([["门口", "楼道", 100], ["楼道", "楼道", null]]);
  expect(found[0]?.at).toBe(1005);
  expect(toldAtEnd(END).note).toBe("门口");
});
