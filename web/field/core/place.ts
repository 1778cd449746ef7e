/** What is odd about a place that the phone reports? Words for a person to look at, never a verdict. */

export type Fix = { lon_e6: number; lat_e6: number; accuracy_cm: number; at: number };
export type Flag = "vague" | "stale" | "repeated" | "too_fast" | "far_away";

const VAGUE_CM = 10_000;
const STALE_MS = 120_000;
const FASTEST_M_PER_S = 55; // 200 km/h
const FAR_M = 500;
const M_PER_DEGREE = 111_320;

/** Returns metres between two places; good to a per cent over a day's drive. */
export function metres(a: Pick<Fix, "lon_e6" | "lat_e6">, b: Pick<Fix, "lon_e6" | "lat_e6">): number {
  const north = ((a.lat_e6 - b.lat_e6) / 1e6) * M_PER_DEGREE;
  const middle = ((a.lat_e6 + b.lat_e6) / 2e6) * (Math.PI / 180);
  const east = ((a.lon_e6 - b.lon_e6) / 1e6) * M_PER_DEGREE * Math.cos(middle);
  return Math.hypot(north, east);
}

/** Returns what is odd about a place, given the ones before it today and where the address is. */
export function flagsOf(fix: Fix, now: number, before: readonly Fix[], address: Pick<Fix, "lon_e6" | "lat_e6"> | null): Flag[] {
  const last = before.at(-1);
  const seconds = last ? Math.max((fix.at - last.at) / 1000, 1) : 0;
  const odd: [Flag, boolean][] = [
    ["vague", fix.accuracy_cm > VAGUE_CM],
    ["stale", now - fix.at > STALE_MS],
    ["repeated", before.some((each) => each.lon_e6 === fix.lon_e6 && each.lat_e6 === fix.lat_e6)],
    ["too_fast", last !== undefined && metres(fix, last) / seconds > FASTEST_M_PER_S],
    ["far_away", address !== null && metres(fix, address) > FAR_M + fix.accuracy_cm / 100],
  ];
  return odd.filter(([, isOdd]) => isOdd).map(([flag]) => flag);
}
