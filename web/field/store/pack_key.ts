/**
 * Which key opens the day's papers?
 *
 * Half of it is the person's PIN, half is a share that only the office keeps: a copied phone holds neither, and guessing
 * PINs against the copy leads nowhere without the share.
 */
const LABEL = new TextEncoder().encode("doorstep-pack-1");
const NONCE_BYTES = 12;
export const ROUNDS = 600_000;

type Bytes = Uint8Array<ArrayBuffer>;

/** Returns the key of the pack. It lives in memory only and cannot be read out. */
export async function packKey(pin: string, salt: Bytes, share: Bytes, rounds: number = ROUNDS): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin.normalize("NFKC")), "PBKDF2", false, ["deriveBits"]);
  const half = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed, 256);
  const root = await crypto.subtle.importKey("raw", half, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: share, info: LABEL };
  return crypto.subtle.deriveKey(how, root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Returns nonce and cipher text in a row; `name` says which part of the pack it is and is bound to it. */
export async function lock(key: CryptoKey, name: string, plain: Bytes): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const closed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) }, key, plain));
  const all = new Uint8Array(NONCE_BYTES + closed.length);
  all.set(iv);
  all.set(closed, NONCE_BYTES);
  return all;
}

/** Opens what `lock` closed; another key, another name or a changed byte is an `OperationError`. */
export async function unlock(key: CryptoKey, name: string, locked: Bytes): Promise<Bytes> {
  const how = { name: "AES-GCM", iv: locked.slice(0, NONCE_BYTES), additionalData: new TextEncoder().encode(name) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, locked.slice(NONCE_BYTES)));
}
