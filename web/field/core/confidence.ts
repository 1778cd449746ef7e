/** How sure is it that this is the right person, and what may therefore be shown? */

/** What can be shown or answered at the door. */
export const PROOFS = ["document", "question", "code"] as const;

export type Proof = (typeof PROOFS)[number];

/** What each proof counts, how often, and how much each level of detail asks for. All of it is sent by the office. */
export type Confirm = {
  proofs: { readonly [proof in Proof]: { points: number; most: number } };
  thresholds: { readonly [level: string]: number };
};

/** Returns the points of the proofs so far; each counts no more often than the office allows. */
export function confidence(proofs: readonly Proof[], confirm: Confirm): number {
  return PROOFS.reduce((sum, proof) => {
    const { points, most } = confirm.proofs[proof];
    return sum + points * Math.min(proofs.filter((each) => each === proof).length, most);
  }, 0);
}

/** Says whether a level of detail may be shown. A level that the office sent no threshold for stays closed. */
export function isOpen(level: string, points: number, confirm: Confirm): boolean {
  const threshold = confirm.thresholds[level];
  return threshold !== undefined && points >= threshold;
}
