import { expect, it } from "vitest";
import { uuid7 } from "./identifiers";

it("is a version 7 name whose first 48 bits are the milliseconds", () => {
  expect(uuid7(0x017f22e279b0, new Uint8Array(16).fill(0xff))).toBe("017f22e2-79b0-7fff-bfff-ffffffffffff");
});

it.each([[-1, "00000000-0000-7"], [2 ** 60, "ffffffff-ffff-7"], [1.9, "00000000-0001-7"]])(
  "takes a clock at %d to the nearest instant it can name", (at, start) => expect(uuid7(at).startsWith(start)).toBe(true),
);

it("sorts by time and gives no name twice", () => {
  const names = Array.from({ length: 1000 }, (_, at) => uuid7(1_790_000_000_000 + at));
  expect(new Set(names).size).toBe(1000);
  expect([...names].sort()).toEqual(names);
});
