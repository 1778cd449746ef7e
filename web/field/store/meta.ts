/** What does the phone know about itself and its office, without any of the day's papers? */
import { START, type Tip } from "../core/events";
import type { Bytes, FieldDatabase } from "./database";

export type Limits = { lock_after_s: number; pack_valid_s: number; chunk_bytes: number; batch: number };

/** What the office answered when this phone was made known. */
export type Device = {
  device_id: string;
  sealing_key: string;
  sealing_key_id: string;
  permit_keys: { readonly [key_id: string]: string };
  limits: Limits;
};

/** Everything in the drawer `meta`, with what holds before anything was said. */
export type Meta = {
  device: Device | null;
  /** Chance, made once: it goes into the key of the papers beside the PIN. */
  salt: Bytes | null;
  slots: Bytes[];
  tip: Tip;
  offset: number;
  highest: number;
  contact_at: number;
  server_epoch: string;
  cursor: string | null;
  wrong: { count: number; until: number };
  stops: string[];
  revoked: { at: number; say: { zh: string; en: string } | null } | null;
  language: "zh" | "en" | null;
  daylight: boolean;
  ballast: Bytes | null;
};

const AT_FIRST: Meta = {
  device: null, salt: null, slots: [], tip: START, offset: 0, highest: 0, contact_at: 0, server_epoch: "",
  cursor: null, wrong: { count: 0, until: 0 }, stops: [], revoked: null, language: null, daylight: false, ballast: null,
};

/** Returns one thing that is known. */
export async function known<Name extends keyof Meta>(db: FieldDatabase, name: Name): Promise<Meta[Name]> {
  const found = await db.meta.get(name);
  return found === undefined ? AT_FIRST[name] : (found.value as Meta[Name]);
}

/** Returns several things that are known, read together. */
export async function knownTogether<Name extends keyof Meta>(db: FieldDatabase, ...names: Name[]): Promise<Pick<Meta, Name>> {
  const found = await db.meta.bulkGet(names);
  return Object.fromEntries(names.map((name, place) => [name, found[place] === undefined ? AT_FIRST[name] : found[place].value])) as Pick<Meta, Name>;
}

/** Writes down what is known now. */
export async function know(db: FieldDatabase, said: Partial<Meta>): Promise<void> {
  await db.meta.bulkPut(Object.entries(said).map(([name, value]) => ({ name, value })));
}
