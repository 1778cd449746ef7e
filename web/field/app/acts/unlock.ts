/** Who opens the papers, and when do they close again? */
import { beijingDay } from "../../core/clocks";
import { knownTogether } from "../../store/meta";
import { unlock as unlockBytes } from "../../store/pack_key";
import { closeStops, openPack } from "../../store/papers";
import type { Pack } from "../../store/pack_types";
import { readBack } from "../../store/record";
import { open, type Opened, type Refusal } from "../../store/session";
import { fromUtf8 } from "../../store/base64";
import { db, forget, now, officeNow, set, source } from "../state";
import { refreshPack, sync } from "./exchange";
import { write } from "./write";

const LOOK_MS = 5_000;
const LOCK_AFTER_S = 300;

let touched = 0;

/** Opens the papers with a PIN, or says why not. The PIN that asks for help opens them just the same. */
export async function unlock(pin: string): Promise<Refusal | null> {
  const found = await open(db, pin, source);
  if (typeof found === "string") {
    if (found === "expired") forget("expired");
    return found;
  }
  await opened(found);
  if (found.isDuress) await write("safety.duress", { where: "unlock" }, null);
  if (!now().pack || isOfAnotherDay()) void refreshPack();
  else void sync();
  return null;
}

/** Shows what a key opens. */
export async function opened({ key }: Opened): Promise<void> {
  touched = performance.now();
  try {
    const [pack, events, drafts, { stops }] = await Promise.all([openPack(db, key), readBack(db, key), readDrafts(key), knownTogether(db, "stops")]);
    await closeStops(db, listedIn(pack, stops));
    set({ key, pack, events, drafts, phase: "open", isCovered: false, trouble: null });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    set({ key, pack: null, events: [], phase: "open", trouble: { kind: "tampered", detail: "" } });
  }
}

/** Keys that an earlier version of the app put down do not say whose they are, so they go when the papers do. */
function listedIn(pack: Pack | null, cases: readonly string[]): string[] {
  return (pack?.stops ?? []).filter((stop) => cases.includes(String(stop.case_id))).map((stop) => stop.stop_id);
}

/** Closes the papers; only the PIN opens them again. */
export function lock(): void {
  if (now().phase === "open") forget("locked");
}

/** Closes the papers after some minutes without a touch, also when the phone slept meanwhile. */
export function watchIdle(): void {
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, () => { touched = performance.now(); }, { passive: true });
  let wall = Date.now();
  setInterval(() => {
    const slept = Date.now() - wall > LOOK_MS * 6 ? Date.now() - wall : 0;
    wall = Date.now();
    void lockIfIdle(slept);
  }, LOOK_MS);
}

async function lockIfIdle(slept: number): Promise<void> {
  if (now().phase !== "open") return;
  const { device } = await knownTogether(db, "device");
  const most = (device?.limits.lock_after_s ?? LOCK_AFTER_S) * 1000;
  if (Math.max(performance.now() - touched, slept) >= most) lock();
}

async function readDrafts(key: CryptoKey): Promise<Map<string, unknown>> {
  const rows = await db.drafts.toArray();
  const read = await Promise.all(rows.map(async (row) => [row.name, JSON.parse(fromUtf8(await unlockBytes(key, row.name, row.locked)))] as const));
  return new Map<string, unknown>(read);
}

function isOfAnotherDay(): boolean {
  const { pack } = now();
  return pack !== null && (Date.parse(pack.valid_until) < officeNow() || beijingDay(Date.parse(pack.made_at)) !== beijingDay(officeNow()));
}
