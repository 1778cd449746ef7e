/** What happens when the app is opened, with or without a signal? */
import { enrol } from "../../exchange/enrol";
import { office } from "../../exchange/office";
import { noteTime } from "../../store/clock";
import { keepShare } from "../../store/keyring";
import { know, knownTogether } from "../../store/meta";
import { keepRoom } from "../../store/record";
import { choosePins, expire, wipe } from "../../store/session";
import { browserShelf, storeLost } from "../../store/witness";
import type { Bytes } from "../../store/database";
import { db, forget, now, replaceBy, routeNow, set, source, type Phase } from "../state";
import { language, speak, type Language } from "../words/speech";
import { count, explain, refreshPack, sync, syncNow } from "./exchange";
import { lock, opened, watchIdle } from "./unlock";
import { write } from "./write";

const TICK_MS = 30_000;

let share: Bytes | null = null;

/** Finds out where the phone stands and shows that screen. */
export async function begin(): Promise<void> {
  const known = await knownTogether(db, "language", "daylight", "offset", "contact_at", "stops");
  useLanguage(known.language ?? guess());
  useDaylight(known.daylight);
  set({ offset: known.offset, contactAt: known.contact_at, stops: new Set(known.stops), unsent: await db.outbox.count(), lost: await storeLost(db, browserShelf()) });
  set({ phase: await standing() });
  addEventListener("hashchange", () => set({ route: routeNow() }));
  addEventListener("online", () => { set({ isOnline: true }); void sync(); });
  addEventListener("offline", () => set({ isOnline: false }));
  document.addEventListener("visibilitychange", () => { if (document.hidden) hide(); else void sync(); });
  setInterval(() => void tick(), TICK_MS);
  watchIdle();
  const isClosed = now().phase === "sign_in" || now().phase === "expired";
  if (isClosed && navigator.onLine) void connect();
  else void sync();
}

/** Makes the phone known to the office; whoever is signed out is asked to sign in. */
export async function connect(): Promise<void> {
  set({ isSyncing: true });
  try {
    share = await enrol(db, office, navigator.userAgent.slice(0, 200), source);
    void navigator.storage?.persist?.();
    const { slots } = await knownTogether(db, "slots");
    if (slots.length) await keepShare(db, share);
    set({ phase: slots.length ? "locked" : "pins", mustSignIn: false, ...(await heardOf()) });
    void keepRoom(db);
  } catch (error) {
    await explain(error);
  } finally {
    set({ isSyncing: false });
  }
}

/** Closes the papers under two new PINs and fetches them. */
export async function usePins(pin: string, duress: string): Promise<void> {
  if (!share) return connect();
  const key = await choosePins(db, pin, duress, share);
  share = null;
  await opened({ key, isDuress: false });
  await tellOfLoss();
  replaceBy("/"); // before the papers come: whoever goes on to another screen meanwhile stays there
  await refreshPack();
}

/** Writes down for the office that the browser threw the former store away, and how far that went. */
async function tellOfLoss(): Promise<void> {
  const { lost } = now();
  if (!lost) return;
  const { device_id, device_sequence, unsent } = lost;
  const event = await write("note", { about: "store_lost", words: `${device_id} ${device_sequence} ${unsent}` }, null);
  if (!event) return;
  set({ lost: null });
  await count();
}

/** Takes the papers off this phone; what is unsent stays. */
export async function leavePhone(): Promise<void> {
  await wipe(db, null);
  forget("sign_in");
  replaceBy("/");
  if (navigator.onLine) await connect();
}

/** Chooses the language of the whole app. */
export function useLanguage(chosen: Language): void {
  speak(chosen);
  set({ language: language() });
  void know(db, { language: chosen });
}

/** Switches to light colours, which snow glare does not defeat. */
export function useDaylight(isOn: boolean): void {
  if (isOn) document.documentElement.dataset["theme"] = "light";
  else delete document.documentElement.dataset["theme"];
  set({ isDaylight: isOn });
  void know(db, { daylight: isOn });
}

async function standing(): Promise<Phase> {
  const { device, slots, revoked } = await knownTogether(db, "device", "slots", "revoked");
  if (revoked) return "revoked";
  if (!device || slots.length === 0) return "sign_in";
  return (await expire(db, source)) ? "expired" : "locked";
}

async function heardOf(): Promise<{ offset: number; contactAt: number }> {
  const { offset, contact_at } = await knownTogether(db, "offset", "contact_at");
  return { offset, contactAt: contact_at };
}

/** Every half minute: keep the latest instant, close what became too old, send what waits. */
async function tick(): Promise<void> {
  await noteTime(db, source);
  if ((now().phase === "open" || now().phase === "locked") && (await expire(db, source))) forget("expired");
  await syncNow();
}

function hide(): void {
  if (now().phase === "open") set({ isCovered: true });
}

function guess(): Language {
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

export { lock };
