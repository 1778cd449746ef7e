import { describe, expect, it } from "vitest";
import { KINDS, type Body, type Happening, type Kind } from "./events";
import { mayFollow, mayLocate, mayRecord, nextStep, STEPS, visitAfter } from "./visit";

const did = (kind: Kind, body: Body = {}): Happening => ({ kind, body, case_id: "c", stop_id: "s", visit_id: "v" });
const skip = (step: string, reason: string): Happening => did("visit.skipped_step", { step, reason });
const BEGUN = [did("visit.started"), did("visit.arrived")];
const INSIDE = [...BEGUN, did("visit.present", { who: "borrower" })];
const YES = did("note", { about: "recording", consent: true });
const NO = did("note", { about: "recording", consent: false });
const PRESSING: Kind[] = ["visit.right_party", "visit.purpose", "visit.reason", "visit.sheet", "visit.promise", "visit.summary"];

describe("what ends a visit", () => {
  it.each<[string, Happening, string, boolean]>([
    ["only a minor is there", did("visit.present", { who: "minor_only" }), "minor_only", false],
    ["we are asked to leave", did("stop.requested", { to: "leave" }), "asked_to_leave", true],
    ["no more contact is wanted", did("stop.requested", { to: "contact" }), "stop_requested", true],
  ])("when %s nothing is left but leaving", (_name, event, why, stops) => {
    const visit = visitAfter([...INSIDE, event]);
    expect([visit.mustLeave, visit.stopsToday, nextStep(visit)]).toEqual([why, stops, "leave"]);
    expect(PRESSING.filter((kind) => mayFollow(visit, kind))).toEqual([]);
    expect(["visit.left", "note", "correction", "safety.duress"].every((kind) => mayFollow(visit, kind as Kind))).toBe(true);
  });

  it("a later answer does not undo that we were asked to leave", () => {
    const visit = visitAfter([...INSIDE, did("stop.requested", { to: "leave" }), did("visit.present", { who: "borrower" })]);
    expect(nextStep(visit)).toBe("leave");
  });

  it("after leaving there is no next step, and what is remembered later can still be written down", () => {
    const visit = visitAfter([...INSIDE, did("visit.left")]);
    expect(nextStep(visit)).toBeNull();
    expect([mayFollow(visit, "visit.promise"), mayFollow(visit, "note"), mayFollow(visit, "correction")]).toEqual([false, true, true]);
  });
});

describe("steps", () => {
  it("come in their order and each can be left out with a reason", () => {
    const events: Happening[] = [];
    for (const step of STEPS.slice(0, -1)) {
      expect(nextStep(visitAfter(events))).toBe(step);
      events.push(skip(step, "信号弱"));
    }
    expect(nextStep(visitAfter(events))).toBe("leave");
    expect(visitAfter(events).skipped.size).toBe(STEPS.length - 1);
  });

  it.each([["", "a blank reason"], ["   ", "blanks only"]])("are not left out for %j (%s)", (reason) => {
    expect(nextStep(visitAfter([skip("permit", reason)]))).toBe("permit");
  });

  it("that were done stay done, and one that was left out can still be done", () => {
    expect(visitAfter([did("visit.started"), skip("permit", "x")]).skipped.size).toBe(0);
    const visit = visitAfter([...BEGUN, skip("present", "x"), did("visit.present", { who: "nobody" })]);
    expect([visit.skipped.size, visit.present]).toEqual([0, "nobody"]);
  });

  it("stay at the right party until that is settled, collecting proofs", () => {
    const shown = visitAfter([...INSIDE, did("visit.right_party", { proof: "document" })]);
    expect([nextStep(shown), shown.proofs]).toEqual(["right_party", ["document"]]);
    const settled = visitAfter([...INSIDE, did("visit.right_party", { proof: "document", settled: true })]);
    expect(nextStep(settled)).toBe("purpose");
  });
});

describe("recording", () => {
  it.each<[string, Happening[], string, boolean]>([
    ["nobody was asked", [], "not_asked", false],
    ["declined", [NO], "declined", false],
    ["agreed", [YES], "agreed", true],
    ["agreed after declining", [NO, YES], "agreed", true],
    ["withdrawn", [YES, NO], "withdrawn", false],
    ["withdrawn, and a yes is tapped again", [YES, NO, YES], "withdrawn", false],
    ["agreed, and we were asked to leave", [YES, did("stop.requested", { to: "leave" })], "agreed", false],
    ["agreed, and the visit is over", [YES, did("visit.left")], "agreed", false],
  ])("%s", (_name, events, word, may) => {
    const visit = visitAfter([...INSIDE, ...events]);
    expect([visit.recording, mayRecord(visit)]).toEqual([word, may]);
  });
});

it("the phone looks where it is only between arriving and leaving", () => {
  const lengths = [[], [did("visit.started")], BEGUN, INSIDE, [...INSIDE, did("visit.left")]];
  expect(lengths.map((events) => mayLocate(visitAfter(events)))).toEqual([false, false, true, true, false]);
});

/** Mulberry32: a small generator, so that a history can be told again from its seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

it.each(Array.from({ length: 20 }, (_, seed) => seed))("whatever happens, leaving stays possible and a stop holds (seed %d)", (seed) => {
  const next = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  for (let history = 0; history < 50; history += 1) {
    const events: Happening[] = [];
    let wasStopped = false;
    for (let i = 0; i < 15; i += 1) {
      const visit = visitAfter(events);
      expect(visit.hasEnded || mayFollow(visit, "visit.left")).toBe(true);
      expect(wasStopped && mayRecord(visit)).toBe(false);
      expect(wasStopped && PRESSING.some((kind) => mayFollow(visit, kind))).toBe(false);
      const kind = pick(KINDS);
      const body = pick<Body>([{ who: pick(["borrower", "minor_only", "nobody", 7]) }, { about: "recording", consent: pick([true, false]) },
        { step: pick(STEPS), reason: pick(["", "x"]) }, { proof: pick(["document", "code", null]), settled: true }, { to: "leave" }]);
      if (!mayFollow(visit, kind)) continue;
      wasStopped ||= kind === "stop.requested";
      events.push(did(kind, body));
    }
  }
});
