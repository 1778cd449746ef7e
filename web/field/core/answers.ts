/** Is this the answer that only the right person knows? The phone holds no answer, only a salted hash of it. */
import { sha256 } from "./canonical";

/** Returns an answer as it is hashed: one way of writing, small letters, no blanks. */
export function plainAnswer(typed: string): string {
  return typed.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

/** Returns the hash of an answer under a question's salt. */
export async function answerHash(salt: string, typed: string): Promise<string> {
  return sha256(new TextEncoder().encode(salt + plainAnswer(typed)));
}
