import { describe, expect, it } from "vitest";
import { apart, type Spot } from "./apart";

const gaps = (spots: readonly Spot[]): number[] =>
  spots.flatMap(([x, y], i) => spots.slice(i + 1).map(([a, b]) => Math.hypot(x - a, y - b)));

describe("pins on the screen", () => {
  it("stay where they are when there is room", () => {
    const [first, second] = apart([[0, 0], [100, 0]], 22);
    expect(Math.abs(first?.[0] ?? 9)).toBeLessThan(1);
    expect(Math.abs((second?.[0] ?? 0) - 100)).toBeLessThan(1);
  });

  it("leave each other readable even at the very same door", () => {
    const many = apart(Array.from({ length: 14 }, (): Spot => [50, 50]), 22);
    expect(Math.min(...gaps(many))).toBeGreaterThan(16);
  });

  it("are drawn the same way every time", () => {
    const doors: Spot[] = [[1, 1], [2, 3], [2, 2]];
    expect(apart(doors, 22)).toEqual(apart(doors, 22));
  });
});
