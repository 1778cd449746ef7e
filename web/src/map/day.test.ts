import { describe, expect, it } from "vitest";
import { colourOf, dashOf, frameOf, placesOf, ways, type Day, type Pair } from "./day";

const pair = (number: number, letter: string): Pair => ({
  letter,
  number,
  start: [129.5, 42.9],
  stops: [{ sequence: 1, state: "planned", at: [129.4, 42.8] }],
});
const day: Day = { frame: [[127, 42], [131, 44]], selected: "b", pairs: [pair(1, "a"), pair(5, "b")] };

describe("a day on the map", () => {
  it("leads from the start over the stops and back", () => {
    expect(ways(day).features[0]?.geometry.coordinates).toEqual([[129.5, 42.9], [129.4, 42.8], [129.5, 42.9]]);
    expect(ways(day).features.map((each) => each.properties?.["isSelected"])).toEqual([false, true]);
  });

  it("tells pairs of one colour apart by their dash", () => {
    const [first, fifth] = day.pairs as [Pair, Pair];
    expect(colourOf(first)).toBe(colourOf(fifth));
    expect(dashOf(first)).not.toEqual(dashOf(fifth));
  });

  it("frames all places, and nothing without places", () => {
    expect(frameOf(placesOf(day.pairs))).toEqual([[129.4, 42.8], [129.5, 42.9]]);
    expect(frameOf([])).toBeNull();
  });
});
