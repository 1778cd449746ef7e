import { describe, expect, it } from "vitest";
import { fenOf, yuan } from "./money";

describe("a sum", () => {
  it.each([
    ["320", 32_000], ["320.5", 32_050], ["¥1,204.07", 120_407], ["３２０", 32_000], ["0", 0],
    ["", null], ["-5", null], ["1.234", null], ["12a", null], ["9999999999", null],
  ])("typed as %j is %j fen", (typed, fen) => {
    expect(fenOf(typed)).toBe(fen);
  });

  it.each([[481_236, "¥4,812.36"], [-5, "−¥0.05"], [100_000_000, "¥1,000,000.00"]])("of %j fen reads %j", (fen, text) => {
    expect(yuan(fen)).toBe(text);
  });
});
