import { describe, expect, it } from "vitest";
import { flagsOf, metres, type Fix } from "./place";

const AT = 1_000_000_000_000;
const yanji: Fix = { lon_e6: 129_508_946, lat_e6: 42_891_255, accuracy_cm: 900, at: AT };
const longjing = { lon_e6: 129_426_000, lat_e6: 42_766_000 };

describe("a place", () => {
  it("that is plain has no flag", () => {
    expect(flagsOf(yanji, AT, [], yanji)).toEqual([]);
  });

  it.each([
    ["vague", { ...yanji, accuracy_cm: 10_001 }, AT, [], null],
    ["stale", yanji, AT + 120_001, [], null],
    ["repeated", yanji, AT, [{ ...yanji, at: AT - 3_600_000 }], null],
    ["too_fast", yanji, AT, [{ ...yanji, ...longjing, at: AT - 60_000 }], null],
    ["far_away", yanji, AT, [], longjing],
  ] as const)("is flagged as %s and nothing else", (flag, fix, now, before, address) => {
    expect(flagsOf(fix, now, before, address)).toEqual([flag]);
  });

  it("is as far from Longjing as the map says, about 15 km", () => {
    expect(metres(yanji, longjing)).toBeGreaterThan(15_000);
    expect(metres(yanji, longjing)).toBeLessThan(16_000);
  });
});
