/** Which digits does a pair show at the door? The same as the office's `compliance/leave/visitor_code.py`, without a signal. */

export const STEP_SECONDS = 60;
const DIGITS = 8;

/** Makes the pair's secret of the day usable; it cannot be read out again. */
export async function daySecret(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/** Returns the digits that are shown at an instant (RFC 4226, section 5.3). */
export async function numberAt(secret: CryptoKey, at: Date): Promise<string> {
  const step = new DataView(new ArrayBuffer(8));
  step.setBigUint64(0, BigInt(Math.floor(at.getTime() / 1000 / STEP_SECONDS)));
  const digest = new DataView(await crypto.subtle.sign("HMAC", secret, step));
  const start = digest.getUint8(digest.byteLength - 1) & 0x0f;
  const number = digest.getUint32(start) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** Returns for how many seconds the digits of an instant are still shown; 1 to 60. */
export function secondsLeft(at: Date): number {
  return STEP_SECONDS - (Math.floor(at.getTime() / 1000) % STEP_SECONDS);
}
