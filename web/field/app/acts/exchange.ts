/** When does the phone talk to the office, and what does a person read when that fails? */
import { fetchPack } from "../../exchange/enrol";
import { Answered, NoOffice, office } from "../../exchange/office";
import type { Change, Listener } from "../../exchange/sync";
import { exchangeAll } from "../../exchange/whole";
import { knownTogether } from "../../store/meta";
import { bearWitness, browserShelf } from "../../store/witness";
import { closeStops, openPack } from "../../store/papers";
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
  const [outbox, blobs] = await Promise.all([db.outbox.count(), db.blobs.count()]);
  const { contact_at, offset } = await knownTogether(db, "contact_at", "offset");
  set({ unsent: outbox + blobs, contactAt: contact_at, offset });
  if (!now().lost) await bearWitness(db, browserShelf());
}

const listener: Listener = {
  /** Nobody on the list is visited: their stops close before anything else of the answer is read. */
  onStops: async (stops) => {
    const list = new Set(stops.map(String));
    set({ stops: list });
    await close((stop) => list.has(String(stop.case_id)));
  },
  onChanges: async (changes) => {
    const gone = new Set(changes.filter((each) => each.kind === "stop" || each.kind === "unassign").flatMap((each) => [each.stop_id, each.case_id].filter(Boolean)));
    if (gone.size) await close((stop) => gone.has(stop.stop_id) || gone.has(stop.case_id));
    set({ notes: [...now().notes, ...changes.flatMap((each) => (each.kind === "note" && each.say ? [each.say] : []))] });
    wantsPack ||= changes.some(asksForPack);
  },
};

const asksForPack = (change: Change): boolean => change.kind === "pack" || change.kind === "assign" || change.kind === "unassign";

async function close(isGone: (stop: { stop_id: string; case_id: string }) => boolean): Promise<void> {
  const { pack, halves } = now();
  if (!pack) return;
  const gone = pack.stops.filter(isGone).map((stop) => stop.stop_id);
  if (!gone.length) return;
  await closeStops(db, gone);
  set({ halves: new Map([...halves].filter(([stop]) => !gone.includes(stop))) });
}

async function takePack(): Promise<void> {
  const { key } = now();
  if (!key) return;
  await fetchPack(db, office, key);
  wantsPack = false;
  const { stops } = await knownTogether(db, "stops");
  const pack = await openPack(db, key);
  if (now().key === key) set({ pack, stops: new Set(stops), trouble: null });
}
