/** Which keys mean something, and where do they lead? */

const FIELDS = new Set(["INPUT", "TEXTAREA", "SELECT"]);

/** Says whether single keys belong to a field, so that shortcuts must be silent. */
export function mayType(target: EventTarget | null): boolean {
  const element = target as { tagName?: string; isContentEditable?: boolean } | null;
  return FIELDS.has(element?.tagName ?? "") || element?.isContentEditable === true;
}

/** Returns the row after or before the current one; from nowhere a step leads to the first or last. */
export function turned(current: number, step: number, count: number): number {
  if (count === 0) return -1;
  if (current < 0) return step > 0 ? 0 : count - 1;
  return Math.min(Math.max(current + step, 0), count - 1);
}
