import { expect, test } from "vitest";
import { copyAddress, copyHash, newCopyCode } from "./copy_code";

test("a code has sixteen letters that nobody misreads", () => {
  expect(newCopyCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(newCopyCode()).not.toBe(newCopyCode());
});

test("the office knows the code again by the same hash", async () => {
  const code = newCopyCode(Uint8Array.from({ length: 16 }, (_, place) => place));
  expect(code).toBe("0123-4567-89AB-CDEF");
  expect(await copyHash(code)).toBe("33d07c717e1889c263cf86b84edd0a5aa3f12826a62da802ca3bf033d87b4f13");
});

test("the address says nothing of a debt", () => {
  expect(copyAddress("https://desk.example", "0123-4567-89AB-CDEF")).toBe("https://desk.example/r/0123-4567-89AB-CDEF");
});
