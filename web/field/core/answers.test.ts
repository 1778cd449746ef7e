import { describe, expect, it } from "vitest";
import { answerHash, plainAnswer } from "./answers";

describe("an answer", () => {
  it.each([
    ["２２０７", "2207"], // full width, as a Chinese keyboard may give it
    [" 22 07\n", "2207"],
    ["Jilin", "jilin"],
    ["吉 林", "吉林"],
  ])("%j counts as %j", (typed, plain) => {
    expect(plainAnswer(typed)).toBe(plain);
  });

  it("is another one under another salt", async () => {
    expect(await answerHash("a", "2207")).not.toBe(await answerHash("b", "2207"));
  });
});
