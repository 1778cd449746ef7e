import { expect, it } from "vitest";
import { daySecret, numberAt, secondsLeft } from "./visitor_number";

const SECRET = Uint8Array.from(
  "ed37d8739fcb567397f12d0b9174a971f30c328853b538b545e5acf919b9c997".match(/../g) ?? [], (pair) => parseInt(pair, 16),
);

it.each([
  ["2026-03-04T02:00:00Z", "54712184", 60],
  ["2026-03-04T02:00:59Z", "54712184", 1],
  ["2026-03-04T02:01:00Z", "00760046", 60],
  ["2038-01-19T03:14:08Z", "71563904", 52],
])("shows at %s the digits that the office computes: %s, for %d s", async (at, digits, left) => {
  expect(await numberAt(await daySecret(SECRET), new Date(at))).toBe(digits);
  expect(secondsLeft(new Date(at))).toBe(left);
});
