/** What happened, in a form that cannot be changed unnoticed: numbered without a gap, each holding the hash of the one before. */
import { hashOf, type Json } from "./canonical";
import type { Reading } from "./clocks";

export const KINDS = [
  "visit.started", "visit.arrived", "visit.present", "visit.right_party", "visit.purpose", "visit.reason",
  "visit.sheet", "visit.promise", "visit.summary", "visit.left", "visit.skipped_step", "evidence.added",
  "safety.pair", "safety.timer", "safety.duress", "place.sample", "stop.requested", "note", "correction",
] as const;

export type Kind = (typeof KINDS)[number];
export type Body = { readonly [name: string]: Json };

/** What the screens say happened, before it has a number. */
export type Happening = {
  kind: Kind;
  body: Body;
  case_id: string | null;
  stop_id: string | null;
  visit_id: string | null;
};

type Unsealed = Happening & {
  id: string;
  device_id: string;
  device_sequence: number;
  previous_hash: string;
  clocks: Reading;
};

export type FieldEvent = Readonly<Unsealed & { body_hash: string }>;

/** Where a phone's chain ends: the last number given and the hash that goes with it. */
export type Tip = { device_sequence: number; body_hash: string };

export const START: Tip = { device_sequence: 0, body_hash: "0".repeat(64) };

/** Returns the next event of a phone's chain. */
export async function seal(tip: Tip, device: string, id: string, clocks: Reading, what: Happening): Promise<FieldEvent> {
  const unsealed: Unsealed = {
    id,
    device_id: device,
    device_sequence: tip.device_sequence + 1,
    previous_hash: tip.body_hash,
    kind: what.kind,
    case_id: what.case_id,
    stop_id: what.stop_id,
    visit_id: what.visit_id,
    clocks,
    body: what.body,
  };
  return { ...unsealed, body_hash: await hashOf(unsealed) };
}

/** Returns what is wrong with a chain as one sentence, or null when nothing is. */
export async function faultIn(events: readonly FieldEvent[], from: Tip = START): Promise<string | null> {
  let tip = from;
  for (const { body_hash, ...rest } of events) {
    const number = rest.device_sequence;
    if (number !== tip.device_sequence + 1) return `after ${tip.device_sequence} comes ${number}`;
    if (rest.previous_hash !== tip.body_hash) return `${number} does not follow the one before`;
    if ((await hashOf(rest)) !== body_hash) return `${number} was changed`;
    tip = { device_sequence: number, body_hash };
  }
  return null;
}
