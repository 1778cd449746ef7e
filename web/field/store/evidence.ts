/** What becomes of a photograph, a sound or a signature? It is hashed where it was taken, and closed to the office. */
import { sha256 } from "../core/canonical";
import type { Body } from "../core/events";
import { fromBase64 } from "./base64";
import type { Blob_, Bytes, FieldDatabase } from "./database";
import { known } from "./meta";
import { NoDevice } from "./record";
import { sealTo } from "./sealing";

export type Role = "photo" | "audio" | "signature";

/** More than this is not taken: the phone's memory and the day's signal do not carry it. */
export const MOST_BYTES = 20 * 1024 * 1024;

export class TooLarge extends Error {
  constructor(readonly size: number) {
    super(`${size} bytes are more than ${MOST_BYTES}`);
  }
}

export type Evidence = { body: Body; blob: Blob_ };

/** Returns the record of something captured, and its sealed bytes. */
export async function evidenceOf(db: FieldDatabase, captured: Blob, role: Role, at: number): Promise<Evidence> {
  if (captured.size > MOST_BYTES) throw new TooLarge(captured.size);
  const device = await known(db, "device");
  if (!device) throw new NoDevice("the office does not know this phone");
  const plain = new Uint8Array(await captured.arrayBuffer()) as Bytes;
  const hash = await sha256(plain);
  const sealed = await sealTo(fromBase64(device.sealing_key), hash, plain);
  const sealedHash = await sha256(sealed);
  const body: Body = {
    sha256: hash, size: plain.length, sealed_sha256: sealedHash, sealed_size: sealed.length,
    key_id: device.sealing_key_id, media: captured.type || "application/octet-stream", role,
  };
  return { body, blob: { sealed_sha256: sealedHash, sha256: hash, sealed, have: 0, at } };
}
