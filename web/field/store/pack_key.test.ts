import { describe, expect, it } from "vitest";
import { lock, packKey, unlock } from "./pack_key";

const FEW = 1000;
const SALT = new Uint8Array(16).fill(1);
const SHARE = new Uint8Array(32).fill(2);
const PLAIN = new TextEncoder().encode("¥4,812.36");

describe("the day's papers", () => {
  it.each<[string, string, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, string]>([
    ["another PIN", "204817", SALT, SHARE, "stop/1"],
    ["another share", "204816", SALT, new Uint8Array(32).fill(3), "stop/1"],
    ["another salt", "204816", new Uint8Array(16), SHARE, "stop/1"],
    ["another stop's name", "204816", SALT, SHARE, "stop/2"],
  ])("stay closed to %s", async (_name, pin, salt, share, name) => {
    const locked = await lock(await packKey("204816", SALT, SHARE, FEW), "stop/1", PLAIN);
    await expect(unlock(await packKey(pin, salt, share, FEW), name, locked)).rejects.toThrow();
  });

  it("stay closed when a byte was changed", async () => {
    const key = await packKey("204816", SALT, SHARE, FEW);
    const locked = await lock(key, "stop/1", PLAIN);
    locked[locked.length - 1] = (locked.at(-1) ?? 0) ^ 1;
    await expect(unlock(key, "stop/1", locked)).rejects.toThrow();
  });

  it("open with the PIN, typed in full-width digits too, by a key that cannot be read out", async () => {
    const key = await packKey("204816", SALT, SHARE, FEW);
    const locked = await lock(key, "stop/1", PLAIN);
    expect(await unlock(await packKey("２０４８１６", SALT, SHARE, FEW), "stop/1", locked)).toEqual(PLAIN);
    expect(new TextDecoder().decode(locked)).not.toContain("4,812");
    await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
  });
});
