import { describe, expect, it, test } from "vitest";
import { beijingDay, isClockOff, isTooOld, officeTime, reading } from "./clocks";

const NOON = Date.UTC(2026, 2, 4, 4);
const HOURS = 3_600_000;

describe("the highest instant ever seen", () => {
  it("does not fall when the clock is set back by years", () => {
    expect(reading(NOON - 9000 * HOURS, 5, "b", 0, NOON).highest_seen).toBe(NOON);
  });

  it("rises with the office's time, not with the phone's", () => {
    expect(reading(NOON, 5, "b", HOURS, NOON).highest_seen).toBe(NOON + HOURS);
  });
});

it("holds whole numbers only, whatever the browser's timer says", () => {
  expect(Object.values(reading(1.5, 2.7, "b", -3.9, 0))).toEqual([1, 2, "b", -3, 0]);
});

it("tells the office's time from a clock that is years off", () => {
  const clocks = reading(NOON - 20_000 * HOURS, 1, "b", 20_000 * HOURS, 0);
  expect(officeTime(clocks).getTime()).toBe(NOON);
});

it.each([[300_000, false], [300_001, true], [-300_001, true]])("an offset of %d ms is said: %s", (offset, isOff) => {
  expect(isClockOff(offset)).toBe(isOff);
});

describe("papers that are good for twelve hours", () => {
  it.each([
    ["a millisecond before", 12 * HOURS - 1, 0, false],
    ["at the hour", 12 * HOURS, 0, true],
    ["set back after the hour", HOURS, 12 * HOURS, true],
    ["set back, and the hour was never seen", HOURS, 2 * HOURS, false],
  ])("%s", (_name, now, seen, old) => {
    expect(isTooOld({ contactAt: NOON, highestSeen: NOON + seen }, 43_200, NOON + now)).toBe(old);
  });
});

test.each([
  ["2026-11-25T15:59:59.999Z", 0],
  ["2026-11-25T16:00:00Z", 1],
  ["2026-11-26T15:59:59.999Z", 1],
])("the day of the cases changes at midnight in Beijing: %s", (at, days) => {
  expect(beijingDay(Date.parse(at)) - beijingDay(Date.parse("2026-11-25T12:00:00+08:00"))).toBe(days);
});
