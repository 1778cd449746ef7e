/** What do the screens show now? One value, changed only through `set`. */
import { useEffect, useState } from "preact/hooks";
import type { FieldEvent } from "../core/events";
import { phoneClock } from "../store/clock";
import { FieldDatabase } from "../store/database";
import type { Witness } from "../store/witness";
import type { Both, SealedHalf } from "../store/pack_types";
import type { Papers } from "../store/papers";

export type Phase = "loading" | "sign_in" | "pins" | "locked" | "open" | "expired" | "revoked";
export type Trouble = "quota" | "noRoom" | "camera" | "large" | "tampered" | "server" | "old";

export type State = {
  phase: Phase;
  /** Opens the papers; only in memory, gone with the lock. */
  key: CryptoKey | null;
  pack: Papers | null;
  /** What this phone wrote down and can still read. */
  events: FieldEvent[];
  /** Private halves that were opened after confirmation. */
  halves: ReadonlyMap<string, SealedHalf>;
  stops: ReadonlySet<string>;
  drafts: Map<string, unknown>;
  route: string;
  isOnline: boolean;
  isSyncing: boolean;
  mustSignIn: boolean;
  isCovered: boolean;
  language: "zh" | "en";
  isDaylight: boolean;
  offset: number;
  contactAt: number;
  unsent: number;
  /** Records that only this phone has, by id. */
  waiting: ReadonlySet<string>;
  hasNewVersion: boolean;
  trouble: { kind: Trouble; detail: string } | null;
  notes: Both[];
  /** The browser threw this phone's store away: what it held, until the office was told. */
  lost: Witness | null;
};

export const db = new FieldDatabase();
export const source = phoneClock;

const NOTHING_OPEN = { key: null, pack: null, events: [], halves: new Map(), drafts: new Map(), isCovered: false, notes: [] };

let state: State = {
  phase: "loading", ...NOTHING_OPEN, stops: new Set(), route: routeNow(), isOnline: navigator.onLine, isSyncing: false, mustSignIn: false,
  language: "zh", isDaylight: false, offset: 0, contactAt: 0, unsent: 0, waiting: new Set(), hasNewVersion: false, trouble: null, lost: null,
};
const listeners = new Set<(next: State) => void>();

/** Returns what is shown now. */
export const now = (): State => state;

/** Changes what is shown. */
export function set(part: Partial<State>): void {
  state = { ...state, ...part };
  for (const listener of [...listeners]) listener(state);
}

/** Forgets everything that a PIN opened. */
export function forget(phase: Phase): void {
  set({ ...NOTHING_OPEN, drafts: new Map(), phase });
}

/** Gives a screen the state and draws it again when that changes. */
export function usePhone(): State {
  const [seen, see] = useState(state);
  useEffect(() => {
    const listener = (next: State): void => see(next);
    listeners.add(listener);
    listener(state);
    return () => void listeners.delete(listener);
  }, []);
  return seen;
}

/** Returns the office's time as well as the phone knows it. */
export const officeNow = (): number => source.wall() + state.offset;

export function routeNow(): string {
  return location.hash.replace(/^#/, "") || "/";
}

/** Goes to another screen. */
export function go(route: string): void {
  if (routeNow() === route) set({ route });
  else location.hash = route;
}

/** Goes to another screen in place of this one, so that "back" does not return here. */
export function replaceBy(route: string): void {
  history.replaceState(null, "", `#${route}`);
  set({ route });
}
