import { describe, expect, it } from "vitest";
import { confidence, isOpen, type Confirm, type Proof } from "./confidence";

const CONFIRM: Confirm = {
  proofs: { document: { points: 60, most: 1 }, question: { points: 25, most: 2 }, code: { points: 60, most: 1 } },
  thresholds: { subject: 0, exists: 60, amounts: 80 },
};

describe("what may be shown", () => {
  it.each<[Proof[], number, boolean, boolean]>([
    [[], 0, false, false],
    [["question"], 25, false, false],
    [["question", "question"], 50, false, false],
    [["question", "question", "question", "question"], 50, false, false],
    [["document", "document"], 60, true, false],
    [["document"], 60, true, false],
    [["document", "question"], 85, true, true],
    [["document", "code"], 120, true, true],
  ])("after %j: %d points, that it exists %s, amounts %s", (proofs, points, exists, amounts) => {
    expect(confidence(proofs, CONFIRM)).toBe(points);
    expect(isOpen("exists", points, CONFIRM)).toBe(exists);
    expect(isOpen("amounts", points, CONFIRM)).toBe(amounts);
    expect(isOpen("subject", points, CONFIRM)).toBe(true);
  });

  it("stays closed at a level that the office sent no threshold for", () => {
    expect(isOpen("account", 1000, CONFIRM)).toBe(false);
  });

  it("follows the office's numbers, not its own", () => {
    expect(isOpen("exists", 60, { ...CONFIRM, thresholds: { exists: 61 } })).toBe(false);
  });
});
