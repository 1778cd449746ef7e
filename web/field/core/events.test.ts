import { describe, expect, it } from "vitest";
import { reading } from "./clocks";
import { faultIn, seal, START, type FieldEvent, type Happening, type Tip } from "./events";
import { uuid7 } from "./identifiers";

const NOTE: Happening = { kind: "note", body: { text: "门口有积雪" }, case_id: "c", stop_id: "s", visit_id: null };

async function chain(length: number): Promise<FieldEvent[]> {
  const events: FieldEvent[] = [];
  for (let i = 0; i < length; i += 1) {
    const tip: Tip = events.at(-1) ?? START;
    events.push(await seal(tip, "phone", uuid7(i), reading(i, i, "b", 0, 0), { ...NOTE, body: { i } }));
  }
  return events;
}

describe("a chain of events", () => {
  it.each<[string, (events: FieldEvent[]) => FieldEvent[], string]>([
    ["one is missing", (all) => all.filter((_, i) => i !== 1), "after 1 comes 3"],
    ["one comes twice", (all) => [...all.slice(0, 2), ...all.slice(1)], "after 2 comes 2"],
    ["a body was changed", (all) => all.map((each, i) => (i === 1 ? { ...each, body: { i: 9 } } : each)), "2 was changed"],
    ["a clock was changed", (all) => all.map((each, i) => (i === 2 ? { ...each, clocks: { ...each.clocks, wall: 9 } } : each)), "3 was changed"],
    ["one was replaced, hash and all", (all) => all.map((each, i) => (i === 0 ? { ...each, body_hash: "f".repeat(64) } : each)), "1 was changed"],
  ])("is found at fault when %s", async (_name, spoil, said) => {
    expect(await faultIn(spoil(await chain(3)))).toBe(said);
  });

  it("is found at fault when one in the middle was sealed anew", async () => {
    const [first, second, third] = await chain(3);
    const anew = await seal(first as FieldEvent, "phone", uuid7(7), reading(1, 1, "b", 0, 0), NOTE);
    expect(await faultIn([first as FieldEvent, anew, third as FieldEvent])).toBe("3 does not follow the one before");
    expect(anew.body_hash).not.toBe(second?.body_hash);
  });

  it("is sound as it was made, in whole and from any place on", async () => {
    const events = await chain(4);
    expect(await faultIn(events)).toBeNull();
    expect(await faultIn(events.slice(2), events[1])).toBeNull();
    expect(events.map((each) => each.device_sequence)).toEqual([1, 2, 3, 4]);
  });
});
