import { describe, expect, it } from "vitest";
import { mayType, turned } from "./keys";

describe("moving through a list", () => {
  it.each([
    [-1, 1, 5, 0], // nothing chosen yet, forward: the first
    [-1, -1, 5, 4], // nothing chosen yet, back: the last
    [4, 1, 5, 4], // the last stays the last
    [0, -1, 5, 0], // the first stays the first
    [2, 1, 5, 3],
    [0, 1, 0, -1], // an empty list has no row
  ])("from %i by %i of %i leads to %i", (current, step, count, wanted) => {
    expect(turned(current, step, count)).toBe(wanted);
  });
});

describe("single keys", () => {
  it("are silent in fields", () => {
    expect(mayType({ tagName: "INPUT" } as unknown as EventTarget)).toBe(true);
    expect(mayType({ tagName: "A" } as unknown as EventTarget)).toBe(false);
    expect(mayType(null)).toBe(false);
  });
});
