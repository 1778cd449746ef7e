/** When does the phone talk to the office, and what does a person read when that fails? */
import { fetchPack } from "../../exchange/enrol";
import { Answered, NoOffice, office } from "../../exchange/office";
import { goneIn, type Change, type Listener } from "../../exchange/sync";
import { exchangeAll } from "../../exchange/whole";
import { isRunning } from "../../core/after/finished";
import type { FieldEvent } from "../../core/events";
import { knownTogether } from "../../store/meta";
import { bearWitness, browserShelf } from "../../store/witness";
import { openPack } from "../../store/papers";
import { db, forget, now, set, source } from "../state";

const SIGNED_OUT = new Set([401, 403]);
const GONE = 410;
const TOO_OLD = new Set([426]);

/** How long after a failed attempt the next one comes: browsers do not always say that the line is back. */
const AGAIN_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

let wantsAgain = false;
let wantsPack = false;
let failures = 0;
let coming: ReturnType<typeof setTimeout> | undefined;

/** Sends and fetches because something happened; what fails is tried again, sooner at first. */
export async function sync(): Promise<void> {
  failures = 0;
  await syncNow();
}

/** Sends and fetches, once at a time; a call meanwhile makes it go round once more. */
export async function syncNow(): Promise<void> {
  const { phase, isSyncing } = now();
  if (phase === "loading" || phase === "sign_in" || phase === "pins") return;
  if (isSyncing) {
    wantsAgain = true;
    return;
  }
  set({ isSyncing: true });
  try {
    await exchangeAll(db, office, source, listener);
    failures = 0;
    if (wantsPack) await takePack();
    const { trouble } = now();
    set({ mustSignIn: false, isOnline: true, trouble: trouble?.kind === "server" ? null : trouble });
  } catch (error) {
    if (error instanceof NoOffice) tryLater();
    await explain(error);
  } finally {
    await count();
    set({ isSyncing: false });
  }
  if (wantsAgain) {
    wantsAgain = false;
    await syncNow();
  }
}

function tryLater(): void {
  clearTimeout(coming);
  const wait = AGAIN_MS[failures];
  failures += 1;
  if (wait !== undefined) coming = setTimeout(() => void syncNow(), wait);
}

/** Fetches the day's papers again, after what waits was sent. */
export async function refreshPack(): Promise<void> {
  wantsPack = true;
  await sync();
}

/** Says on the screen what went wrong; nothing that was written down depends on it. */
export async function explain(error: unknown): Promise<void> {
  if (error instanceof NoOffice) return set({ isOnline: false });
  if (!(error instanceof Answered)) throw error;
  if (SIGNED_OUT.has(error.status)) return set({ mustSignIn: true });
  if (error.status === GONE) return forget("revoked");
  set({ trouble: { kind: TOO_OLD.has(error.status) ? "old" : "server", detail: error.code } });
}

/** Counts what only this phone holds. */
export async function count(): Promise<void> {
  const [waiting, blobs] = await Promise.all([db.outbox.toCollection().primaryKeys(), db.blobs.count()]);
  const { contact_at, offset } = await knownTogether(db, "contact_at", "offset");
  set({ unsent: waiting.length + blobs, waiting: new Set(waiting), contactAt: contact_at, offset });
  if (!now().lost) await bearWitness(db, browserShelf());
}

const listener: Listener = {
  /** Their keys are gone by now; what was opened leaves the screen before anything else of the answer is read. */
  onStops: async (stops) => {
    set({ stops: new Set(stops.map(String)) });
    hideHalves(stops.map(String));
  },
  onChanges: async (changes) => {
    hideHalves(goneIn(changes));
    set({ notes: [...now().notes, ...changes.flatMap((each) => (each.kind === "note" && each.say ? [each.say] : []))] });
    wantsPack ||= changes.some(asksForPack);
  },
};

/** A stop that went to others is told as long as it is so: papers without it, or with its visit running, are new enough. */
function asksForPack(change: Change): boolean {
  if (change.kind !== "unassign") return change.kind === "pack" || change.kind === "assign";
  const { pack } = now();
  if (!pack) return true;
  const held = pack.stops.filter((stop) => stop.stop_id === change.stop_id || String(stop.case_id) === String(change.case_id));
  return held.some((stop) => !isRunning(now().events, stop));
}

function hideHalves(ids: readonly string[]): void {
  const { pack, halves } = now();
  const gone = new Set(pack?.stops.filter((stop) => ids.includes(stop.stop_id) || ids.includes(String(stop.case_id))).map((stop) => stop.stop_id));
  if (gone.size) set({ halves: new Map([...halves].filter(([stop]) => !gone.has(stop))) });
}

async function takePack(): Promise<void> {
  const { key, events } = now();
  if (!key) return;
  await fetchPack(db, office, key, source);
  wantsPack = false;
  const [{ stops }, pack, gone] = await Promise.all([knownTogether(db, "stops"), openPack(db, key), goneOf(events)]);
  if (now().key === key) set({ pack, stops: new Set(stops), events: now().events.filter((each) => !gone.has(each.id)), trouble: null });
}

/** Returns the records among some that went with former papers; what was written down meanwhile is not among them. */
async function goneOf(events: readonly FieldEvent[]): Promise<Set<string>> {
  const held = new Set(await db.events.toCollection().primaryKeys());
  return new Set(events.map((each) => each.id).filter((id) => !held.has(id)));
}
