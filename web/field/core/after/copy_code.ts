/** Under which code does the borrower find the copy of a visit's record? Made here, without a signal; the office learns its hash alone. */
import { sha256 } from "../canonical";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS = 16;
const GROUP = 4;

/** Returns a new code of eighty random bits in groups of four, such as 7K2M-…; nobody finds a record by trying. */
export function newCopyCode(random: Uint8Array = crypto.getRandomValues(new Uint8Array(LETTERS))): string {
  const letters = Array.from(random.slice(0, LETTERS), (byte) => ALPHABET[byte % ALPHABET.length] ?? "0").join("");
  return Array.from({ length: LETTERS / GROUP }, (_, group) => letters.slice(group * GROUP, (group + 1) * GROUP)).join("-");
}

/** Returns what the office is told of a code. */
export async function copyHash(code: string): Promise<string> {
  return sha256(new TextEncoder().encode(code));
}

/** Returns the address of the copy; it names no debt and nobody. */
export function copyAddress(origin: string, code: string): string {
  return `${origin}/r/${code}`;
}
