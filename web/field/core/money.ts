/** How is a sum typed and shown? Held in fen, spoken in yuan. */

/** Returns the fen of a typed sum of yuan, or null when it is none. */
export function fenOf(typed: string): number | null {
  const plain = typed.normalize("NFKC").replace(/[\s,¥元]/gu, "");
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain);
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** Returns a sum as it is read: ¥4,812.36. */
export function yuan(fen: number): string {
  const size = Math.abs(fen);
  const whole = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "−" : ""}¥${whole}.${String(size % 100).padStart(2, "0")}`;
}
