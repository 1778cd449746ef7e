/**
 * How does what was written down stay unreadable on the phone, even to the phone, until the office has it?
 *
 * Each record is closed to the office's public key: an ephemeral P-256 key agreement, HKDF-SHA-256, AES-256-GCM.
 * No PIN takes part, so wrong PINs, a wiped pack or a new sign-in never cost a record.
 */
export const POINT_BYTES = 65;
export const NONCE_BYTES = 12;
const LABEL = new TextEncoder().encode("doorstep-outbox-1");
const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** Returns ephemeral point, nonce and cipher text in a row; `name` is bound to it, so that records cannot be swapped. */
export async function sealTo(office: Bytes, name: string, plain: Bytes): Promise<Bytes> {
  const theirs = await crypto.subtle.importKey("raw", office, CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  const key = await agreedKey(ours.privateKey, theirs, joined(LABEL, point, office), "encrypt");
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) }, key, plain);
  return joined(point, iv, new Uint8Array(closed));
}

/** Opens what `sealTo` closed. Only the office holds the private key; on the phone this runs in tests alone. */
export async function openWith(privateKey: CryptoKey, office: Bytes, name: string, sealed: Bytes): Promise<Bytes> {
  const point = sealed.slice(0, POINT_BYTES);
  const iv = sealed.slice(POINT_BYTES, POINT_BYTES + NONCE_BYTES);
  const theirs = await crypto.subtle.importKey("raw", point, CURVE, false, []);
  const key = await agreedKey(privateKey, theirs, joined(LABEL, point, office), "decrypt");
  const additionalData = new TextEncoder().encode(name);
  const closed = sealed.slice(POINT_BYTES + NONCE_BYTES);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, closed));
}

async function agreedKey(ours: CryptoKey, theirs: CryptoKey, info: Bytes, use: KeyUsage): Promise<CryptoKey> {
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours, 256);
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  return crypto.subtle.deriveKey(how, root, { name: "AES-GCM", length: 256 }, false, [use]);
}

function joined(...parts: Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
