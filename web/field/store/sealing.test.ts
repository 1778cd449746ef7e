import { describe, expect, it } from "vitest";
import file from "../../../tests/vectors/sealed.json";
import { openWith, sealTo } from "./sealing";

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const PLAIN = new TextEncoder().encode("{\"text\":\"门口有积雪\"}");

async function office(): Promise<[CryptoKey, Uint8Array<ArrayBuffer>]> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  return [pair.privateKey, new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey))];
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

describe("a record closed to the office", () => {
  it("is not opened by another office's key, under another name, or with a changed byte", async () => {
    const [key, point] = await office();
    const [other] = await office();
    const sealed = await sealTo(point, "id-1", PLAIN);
    await expect(openWith(other, point, "id-1", sealed)).rejects.toThrow();
    await expect(openWith(key, point, "id-2", sealed)).rejects.toThrow();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    await expect(openWith(key, point, "id-1", sealed)).rejects.toThrow();
  });

  it("never looks the same twice and holds nothing in clear", async () => {
    const [, point] = await office();
    const [first, second] = [await sealTo(point, "id-1", PLAIN), await sealTo(point, "id-1", PLAIN)];
    expect(first).not.toEqual(second);
    expect(new TextDecoder().decode(first)).not.toContain("积雪");
  });

  it("is opened by the office", async () => {
    const [key, point] = await office();
    expect(await openWith(key, point, "id-1", await sealTo(point, "id-1", PLAIN))).toEqual(PLAIN);
  });

  it("is written as Python's cryptography writes it", async () => {
    const key = await crypto.subtle.importKey("pkcs8", bytes(file.private_key), CURVE, false, ["deriveBits"]);
    const opened = await openWith(key, bytes(file.sealing_key), file.name, bytes(file.sealed));
    expect(new TextDecoder().decode(opened)).toBe(file.plain);
  });
});
