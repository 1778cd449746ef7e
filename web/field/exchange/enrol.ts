/** How does a phone become known to its office, and get the day's papers? */
import { endOf } from "../core/after/correction";
import { staying, type Held } from "../core/after/finished";
import { uuid7 } from "../core/identifiers";
import { fromBase64 } from "../store/base64";
import type { Source } from "../store/clock";
import type { Bytes, FieldDatabase } from "../store/database";
import { know, knownTogether, type Device, type Limits } from "../store/meta";
import type { Pack, Stop } from "../store/pack_types";
import { openPack, putPack } from "../store/papers";
import { readBack } from "../store/record";
import { heard } from "./contact";
import { heed } from "./gone";
import type { Office } from "./office";

type Welcome = {
  device_id: string; server_epoch: string; share: string; sealing_key: string; sealing_key_id?: string;
  permit_keys: Record<string, string>; limits: Limits; server_time?: string | null;
};

const SCHEMA = 1;

/** Makes this phone known, or known again, and returns the office's half of the key. */
export async function enrol(db: FieldDatabase, office: Office, name: string, source: Source): Promise<Bytes> {
  const { device } = await knownTogether(db, "device");
  const device_id = device?.device_id ?? uuid7(source.wall());
  const began = source.wall();
  const said = await office.tell<Welcome>("devices", { device_id, name, schema: SCHEMA }).catch((error: unknown) => heed(db, source, error));
  const { share, sealing_key, permit_keys, limits } = said;
  const known: Device = { device_id: said.device_id, sealing_key, sealing_key_id: said.sealing_key_id ?? "1", permit_keys, limits };
  await know(db, { device: known, server_epoch: said.server_epoch, revoked: null });
  await heard(db, source, began, said.server_time);
  return fromBase64(share);
}

/**
 * Fetches the day's papers and closes them on the phone.
 *
 * Stops at which a visit runs stay, without their private half: what happens there has to be written down to its end. Of
 * visits that are over there stays what a correction needs. No key goes to a visit that this phone knows to be over.
 */
export async function fetchPack(db: FieldDatabase, office: Office, key: CryptoKey, source: Source): Promise<Pack> {
  const { device } = await knownTogether(db, "device");
  const pack = await office.ask<Pack>(`pack?device=${encodeURIComponent(device?.device_id ?? "")}`).catch((error: unknown) => heed(db, source, error));
  const held = await heldNow(db, key);
  const { running, finished, visits } = staying(held, pack);
  const planned = pack.stops.map((stop) => (endOf(held.events, stop.visit_id) ? openHalfOf(stop) : stop));
  const papers = { ...pack, stops: [...planned, ...running.map(openHalfOf)] };
  const records = new Set(held.events.filter((each) => each.visit_id !== null && visits.has(each.visit_id)).map((each) => each.id));
  await putPack(db, key, papers, { finished, visits, records });
  return papers;
}

const openHalfOf = ({ sealed: _, ...open }: Stop): Stop => open;

/** What is damaged on the phone is replaced like anything else; then nothing of it stays. */
async function heldNow(db: FieldDatabase, key: CryptoKey): Promise<Held<Stop>> {
  const [pack, events, unsent] = await Promise.all([openPack(db, key).catch(() => null), readBack(db, key).catch(() => []), db.outbox.toCollection().primaryKeys()]);
  return { made_at: pack?.made_at ?? "", stops: pack?.stops ?? [], finished: pack?.finished ?? [], events, unsent: new Set(unsent) };
}
