/** In which bytes is a record hashed, so that phone and office come to the same hash? */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * Writes JSON with sorted keys and no blanks, as RFC 8785 does for the types we use.
 *
 * Fractions are refused: two languages may write them differently, so coordinates, sums and
 * accuracies travel as whole numbers. Half a surrogate pair is refused because it has no UTF-8.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") return whole(value);
  if (typeof value === "string") return text(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`${typeof value} has no canonical form`);
  // The default order is by UTF-16 units, which is the order RFC 8785 asks for.
  const fields = Object.keys(value).sort().map((name) => `${text(name)}:${canonical(value[name] as Json)}`);
  return `{${fields.join(",")}}`;
}

/** Returns the lower-case hexadecimal SHA-256 of bytes. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns the hash of a record's canonical bytes. */
export async function hashOf(value: Json): Promise<string> {
  return sha256(new TextEncoder().encode(canonical(value)));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number that both sides can hold`);
  return Object.is(value, -0) ? "0" : String(value);
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new RangeError("a text holds half a character");
  return JSON.stringify(value);
}
