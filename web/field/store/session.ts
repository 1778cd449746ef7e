/**
 * Who may open the day's papers now?
 *
 * The papers are closed under a key made by chance. It lies in two slots that look alike: one opens to the PIN, the
 * other to the PIN that calls for help. Both are always tried, so that neither takes longer and neither can be told.
 */
import { isTooOld } from "../core/clocks";
import { clocksNow, type Source } from "./clock";
import type { Bytes, FieldDatabase } from "./database";
import { filler, keepShare, share as shareOf } from "./keyring";
import { know, known, knownTogether } from "./meta";
import { lock, packKey, ROUNDS, unlock } from "./pack_key";

export type Opened = { key: CryptoKey; isDuress: boolean };
export type Refusal = "wrong" | "wait" | "expired" | "nothing";

const SLOT = "doorstep-slot";
const PLAIN = 0;
const DURESS = 1;
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Says how long to wait after so many wrong PINs in a row: three are free, then 30 s, doubling up to an hour. */
export function waitAfter(wrong: number): number {
  return wrong < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_MS);
}

/** Closes a new key under both PINs and returns it; whatever lay under an old key is gone. */
export async function choosePins(db: FieldDatabase, pin: string, duress: string, share: Bytes, rounds: number = ROUNDS): Promise<CryptoKey> {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const slots = await Promise.all([slot(await packKey(pin, salt, share, rounds), secret, PLAIN), slot(await packKey(duress, salt, share, rounds), secret, DURESS)]);
  if (crypto.getRandomValues(new Uint8Array(1))[0]! % 2) slots.reverse();
  await db.transaction("rw", db.meta, db.keys, db.pack, db.events, db.drafts, async () => {
    await Promise.all([db.pack.clear(), db.events.clear(), db.drafts.clear()]);
    await db.keys.put({ name: "ring", share, kept: [], filler: filler() });
    await know(db, { salt, slots, wrong: { count: 0, until: 0 } });
  });
  return contentKey(secret);
}

/** Opens with a PIN. Wrong ones cost time, counted by the latest instant ever seen, and nothing else. */
export async function open(db: FieldDatabase, pin: string, source: Source, rounds: number = ROUNDS): Promise<Opened | Refusal> {
  const [{ salt, slots, wrong }, share] = await Promise.all([knownTogether(db, "salt", "slots", "wrong"), shareOf(db)]);
  if (!salt || slots.length === 0) return "nothing";
  if (!share || (await expire(db, source))) return "expired";
  const clocks = await clocksNow(db, source);
  if (clocks.highest_seen < wrong.until) return "wait";
  const half = await packKey(pin, salt, share, rounds);
  const tried = await Promise.all(slots.map((closed) => unlock(half, SLOT, closed).catch(() => null)));
  const found = tried.find((plain) => plain !== null);
  if (!found) {
    const count = wrong.count + 1;
    await know(db, { wrong: { count, until: clocks.highest_seen + waitAfter(count) }, highest: clocks.highest_seen });
    return "wrong";
  }
  await know(db, { wrong: { count: 0, until: 0 } });
  return { key: await contentKey(found.slice(1)), isDuress: found[0] === DURESS };
}

/** Takes the office's half away when the last contact is too long ago; says whether it did, or had been. */
export async function expire(db: FieldDatabase, source: Source): Promise<boolean> {
  const [{ device, contact_at }, share] = await Promise.all([knownTogether(db, "device", "contact_at"), shareOf(db)]);
  if (!share || !device) return true;
  const clocks = await clocksNow(db, source);
  const ages = { contactAt: contact_at, highestSeen: clocks.highest_seen };
  if (!isTooOld(ages, device.limits.pack_valid_s, clocks.highest_seen)) return false;
  await keepShare(db, null);
  return true;
}

/** Takes the papers off the phone. What is still to be sent stays: it is closed to the office and needs no PIN. */
export async function wipe(db: FieldDatabase, revoked: { at: number; say: { zh: string; en: string } | null } | null): Promise<void> {
  await db.transaction("rw", db.meta, db.keys, db.pack, db.events, db.drafts, async () => {
    await Promise.all([db.keys.clear(), db.pack.clear(), db.events.clear(), db.drafts.clear()]);
    await know(db, { salt: null, slots: [], revoked });
  });
}

/** Says until when no PIN is looked at. */
export async function waitsUntil(db: FieldDatabase): Promise<number> {
  return (await known(db, "wrong")).until;
}

async function slot(half: CryptoKey, secret: Bytes, kind: number): Promise<Bytes> {
  const plain = new Uint8Array(1 + secret.length);
  plain[0] = kind;
  plain.set(secret, 1);
  return lock(half, SLOT, plain);
}

async function contentKey(secret: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, { name: "AES-GCM" }, false, ["encrypt", "decrypt"]);
}
