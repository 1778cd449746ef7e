import { describe, expect, it } from "vitest";
import { canonical, hashOf, type Json } from "./canonical";

describe("canonical JSON", () => {
  it.each([[0.5], [NaN], [Infinity], [2 ** 53], ["\ud800"]])("refuses %j, which two sides may write differently", (value) => {
    expect(() => canonical({ value })).toThrow(RangeError);
  });

  it("refuses what is no JSON", () => {
    expect(() => canonical({ value: undefined as unknown as Json })).toThrow(TypeError);
  });

  it.each<[Json, string]>([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [[], "[]"],
    [{}, "{}"],
    [-0, "0"],
    [[null, true, false, "é\n\u0007/"], '[null,true,false,"é\\n\\u0007/"]'],
  ])("writes %j as %s", (value, text) => expect(canonical(value)).toBe(text));

  it("comes to the hash that Python's json and hashlib come to", async () => {
    const value = { b: 1, a: [true, null, "张\u2028\"\\\n😀"], "": {}, 中: -5 };
    expect(await hashOf(value)).toBe("5227819e81e3b037c04c56eec87e3a60435514c3d0bcf562b34f8ef33734374b");
  });

  it("does not depend on the order in which fields were set", async () => {
    expect(await hashOf({ x: 1, y: { b: 2, a: 3 } })).toBe(await hashOf({ y: { a: 3, b: 2 }, x: 1 }));
  });
});
