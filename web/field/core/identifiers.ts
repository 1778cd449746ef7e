/** Which name does a record get on the phone, before anyone else has seen it? */

const RANDOM_FROM = 6;
const LATEST = 2 ** 48 - 1;

/**
 * Returns a version 7 UUID (RFC 9562): milliseconds first, so that names sort by time, then chance.
 *
 * A clock outside the 48 bits is taken to its nearer end; a wrong clock must never keep a record from being made.
 */
export function uuid7(milliseconds: number, random: Uint8Array = crypto.getRandomValues(new Uint8Array(16))): string {
  const bytes = Uint8Array.from(random);
  let rest = Math.min(Math.max(Math.trunc(milliseconds), 0), LATEST);
  for (let place = RANDOM_FROM - 1; place >= 0; place -= 1) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
