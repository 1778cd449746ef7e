import { describe, expect, it } from "vitest";
import { beijingDay } from "../clocks";
import type { FieldEvent, Kind } from "../events";
import { finishedOn, isRunning, isUnsent, staying, type Finished, type Held, type Planned } from "./finished";

const TODAY = "2026-11-26T08:00:00+08:00";
const TOMORROW = "2026-11-27T08:00:00+08:00";
const AFTER = "2026-11-28T08:00:00+08:00";
const DAY = beijingDay(Date.parse(TODAY));
const stop = (id: string, case_id: string): Planned => ({ stop_id: id, case_id, visit_id: `v-${id}`, open: { first_name: "明浩" } });
const said = (id: string, visit: string, kind: Kind, wall = Date.parse(TODAY)): FieldEvent =>
  ({ id, kind, visit_id: visit, body: {}, clocks: { wall, monotonic_ms: 0, boot_id: "b", offset_ms: 0, highest_seen: wall } }) as unknown as FieldEvent;
const A = stop("a", "17");
const B = stop("b", "18");
const ENDED = [said("1", "v-a", "visit.started"), said("2", "v-a", "visit.left", Date.parse("2026-11-26T10:42:00+08:00"))];
const held = (part: Partial<Held<Planned>> = {}): Held<Planned> => ({ made_at: TODAY, stops: [A, B], finished: [], events: ENDED, unsent: new Set(), ...part });
const papers = (made_at: string, stops: Planned[] = [], ...stop_list: string[]): { made_at: string; stops: Planned[]; stop_list: string[] } => ({ made_at, stops, stop_list });
const namesOf = (found: readonly Finished[]): string[] => found.map((each) => each.stop_id);

describe("when other papers come", () => {
  it("nothing stays of a stop at which nobody was", () => {
    expect(staying(held({ events: [] }), papers(TODAY))).toEqual({ running: [], finished: [], visits: new Set() });
  });

  it("a visit that was ended stays by name, case and hour, without address, leave or anything that opens", () => {
    const whole = { ...A, address: { text: "文昌胡同 12 号" }, permit: "p", sealed: {}, questions: [] };
    const { finished } = staying(held({ stops: [whole] }), papers(TODAY, [B]));
    expect(finished).toEqual([{ stop_id: "a", case_id: "17", visit_id: "v-a", first_name: "明浩", ended_at: Date.parse("2026-11-26T02:42:00Z"), on: DAY }]);
  });

  it("it loses its name when the office took the case away, and can still be put right", () => {
    const { finished, visits } = staying(held(), papers(TODAY, [], "17"));
    expect([finished[0]?.first_name, visits.has("v-a")]).toEqual([null, true]);
    expect(staying(held({ stops: [], finished }), papers(TODAY)).finished[0]?.first_name).toBeNull();
  });

  it("it is not listed twice while the office still plans it", () => {
    expect(staying(held(), papers(TODAY, [A])).finished).toEqual([]);
  });

  it.each([
    ["the office has all of it and its day is over", TOMORROW, [], false],
    ["its day is over and a record of it is on this phone alone", TOMORROW, ["1"], true],
    ["the day after is over as well", AFTER, ["1"], false],
    ["its day is not over, though the office has all of it", "2026-11-26T23:59:59+08:00", [], true],
  ])("whether it stays when %s", (_when, made_at, unsent, stays) => {
    const { finished, visits } = staying(held({ unsent: new Set(unsent) }), papers(made_at));
    expect([namesOf(finished), visits.has("v-a")]).toEqual([stays ? ["a"] : [], stays]);
  });

  it("its day is that of its papers: a phone whose clock is years off keeps it no longer and no shorter", () => {
    for (const wall of ["2020-01-01T00:00:00Z", "2036-01-01T00:00:00Z"]) {
      const events = [said("2", "v-a", "visit.left", Date.parse(wall))];
      expect(namesOf(staying(held({ events }), papers(TODAY)).finished)).toEqual(["a"]);
      expect(namesOf(staying(held({ events }), papers(TOMORROW)).finished)).toEqual([]);
    }
  });

  it("one that runs stays with its stop, on whatever day, until it is ended", () => {
    const events = [said("1", "v-a", "visit.started")];
    for (const made_at of [TODAY, TOMORROW, AFTER]) {
      const { running, finished, visits } = staying(held({ events }), papers(made_at, [B]));
      expect([running, finished, visits]).toEqual([[A], [], new Set(["v-a", "v-b"])]);
    }
    expect([isRunning(events, A), isRunning(events, B), isRunning(ENDED, A)]).toEqual([true, false, false]);
  });
});

describe("the list of finished visits", () => {
  const before: Finished = { stop_id: "z", case_id: "9", visit_id: "v-z", first_name: "顺子", ended_at: 5, on: DAY };

  it("holds those that left the plan and those that did not, as they ended", () => {
    expect(namesOf(finishedOn(DAY, held({ finished: [before] })))).toEqual(["z", "a"]);
  });

  it("ends with the day, but for what the office does not have yet", () => {
    const events = [said("9", "v-z", "visit.left")];
    expect(namesOf(finishedOn(DAY + 1, held({ stops: [], finished: [before], events })))).toEqual([]);
    const waits = held({ stops: [], finished: [before], events, unsent: new Set(["9"]) });
    expect([namesOf(finishedOn(DAY + 1, waits)), isUnsent(before, waits), isUnsent(A, waits)]).toEqual([["z"], true, false]);
  });
});
