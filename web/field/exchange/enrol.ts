/** How does a phone become known to its office, and get the day's papers? */
import { uuid7 } from "../core/identifiers";
import { fromBase64 } from "../store/base64";
import type { Source } from "../store/clock";
import type { Bytes, FieldDatabase } from "../store/database";
import { know, knownTogether, type Device, type Limits } from "../store/meta";
import type { Pack, Stop } from "../store/pack_types";
import { putPack } from "../store/papers";
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
 * Stops at which a visit runs stay, without their private half: what happens there has to be written down to its end.
 */
export async function fetchPack(db: FieldDatabase, office: Office, key: CryptoKey, source: Source, running: readonly Stop[] = []): Promise<Pack> {
  const { device } = await knownTogether(db, "device");
  const pack = await office.ask<Pack>(`pack?device=${encodeURIComponent(device?.device_id ?? "")}`).catch((error: unknown) => heed(db, source, error));
  const held = new Set(pack.stops.map((stop) => stop.stop_id));
  const stops = [...pack.stops, ...running.filter((stop) => !held.has(stop.stop_id)).map(({ sealed: _, ...open }) => open)];
  const papers = { ...pack, stops };
  await putPack(db, key, papers);
  return papers;
}
