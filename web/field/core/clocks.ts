/** What time is it on a phone whose clock may be wrong, or was set back? */

/** The clocks that go with every event; instants are milliseconds since 1970 in UTC. */
export type Reading = {
  /** What the phone's clock says. */
  wall: number;
  /** Milliseconds since the app was started; nobody can set it. */
  monotonic_ms: number;
  /** Which start of the app the milliseconds count from. */
  boot_id: string;
  /** The office's clock less the phone's at the last contact. */
  offset_ms: number;
  /** The latest instant that was ever seen on this phone. */
  highest_seen: number;
};

export type Ages = { contactAt: number; highestSeen: number };

const OFF_BY_MUCH = 5 * 60_000;

/** Returns the reading at an instant; the highest instant never falls, whatever the clock is set to. */
export function reading(wall: number, monotonic: number, boot: string, offset: number, highest: number): Reading {
  return {
    wall: Math.trunc(wall),
    monotonic_ms: Math.trunc(monotonic),
    boot_id: boot,
    offset_ms: Math.trunc(offset),
    highest_seen: Math.max(Math.trunc(wall + offset), Math.trunc(highest)),
  };
}

/** Returns the office's time as well as the phone can tell. */
export function officeTime(clocks: Reading): Date {
  return new Date(clocks.wall + clocks.offset_ms);
}

/** Says whether the phone's clock is so wrong that the person should know. */
export function isClockOff(offset: number): boolean {
  return Math.abs(offset) > OFF_BY_MUCH;
}

/**
 * Says whether the day's papers are too old to be opened.
 *
 * Judged by the latest instant ever seen, so that setting the clock back gains nothing.
 */
export function isTooOld(ages: Ages, validSeconds: number, nowByOffice: number): boolean {
  return Math.max(nowByOffice, ages.highestSeen) - ages.contactAt >= validSeconds * 1000;
}

/** All cases lie in one zone, which has no summer time. */
const BEIJING_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Returns on which day in Beijing an instant falls, counted from 1970. */
export function beijingDay(at: number): number {
  return Math.floor((at + BEIJING_MS) / DAY_MS);
}
