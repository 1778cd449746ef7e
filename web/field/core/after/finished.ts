/**
 * Which of the agent's own visits stay on the phone when other papers come, and how little of each?
 *
 * A visit that was ended can be put right on its day, also when its stop left the plan or the office took the case away. So
 * it stays until its day is over and the office has all of it, and never longer than the day after. A visit that still
 * runs stays until it is written down to its end.
 */
import { beijingDay } from "../clocks";
import type { FieldEvent } from "../events";
import { visitAfter } from "../visit";
import { endOf } from "./correction";

/** What is left of a stop when its visit is over: no address, no leave, nothing that opens. */
export type Finished = {
  stop_id: string;
  case_id: string;
  visit_id: string;
  /** Null once the office took the case away. */
  first_name: string | null;
  ended_at: number;
  /** The day of the papers under which it ended, so by the office's clock: a phone's may be years off. */
  on: number;
};

/** What this reads of a stop. */
export type Planned = { stop_id: string; case_id: string; visit_id: string; open: { first_name: string } };

/** What a phone holds when other papers come. `unsent` are the records that the office does not have yet. */
export type Held<Stop extends Planned> = {
  made_at: string;
  stops: readonly Stop[];
  finished: readonly Finished[];
  events: readonly FieldEvent[];
  unsent: ReadonlySet<string>;
};

export type Staying<Stop extends Planned> = { running: Stop[]; finished: Finished[]; visits: ReadonlySet<string> };

type Next = { made_at: string; stop_list: readonly string[]; stops: readonly Planned[] };

/** Returns what stays beside the papers that come, and the visits whose records stay readable with it. */
export function staying<Stop extends Planned>(held: Held<Stop>, next: Next): Staying<Stop> {
  const day = beijingDay(Date.parse(next.made_at));
  const planned = new Set(next.stops.map((stop) => stop.stop_id));
  const listed = new Set(next.stop_list.map(String));
  const running = held.stops.filter((stop) => isRunning(held.events, stop) && !planned.has(stop.stop_id));
  const over = [...held.finished, ...ended(held)].filter((each) => !planned.has(each.stop_id) && isKept(each, held, day));
  const finished = over.map((each) => (listed.has(String(each.case_id)) ? { ...each, first_name: null } : each));
  return { running, finished, visits: new Set([...running, ...finished, ...next.stops].map((each) => each.visit_id)) };
}

/** Returns the visits to list as finished on a day, in the order in which they ended. */
export function finishedOn<Stop extends Planned>(day: number, held: Held<Stop>): Finished[] {
  const kept = held.finished.filter((each) => isKept(each, held, day));
  return [...kept, ...ended(held)].sort((one, other) => one.ended_at - other.ended_at);
}

/** Says whether a visit was begun and not ended. */
export function isRunning(events: readonly FieldEvent[], { visit_id }: Pick<Planned, "visit_id">): boolean {
  const visit = visitAfter(events.filter((each) => each.visit_id === visit_id));
  return !visit.hasEnded && (visit.done.size > 0 || visit.skipped.size > 0);
}

/** Says whether a record of a visit is on this phone alone. */
export function isUnsent({ visit_id }: Pick<Planned, "visit_id">, { events, unsent }: Pick<Held<Planned>, "events" | "unsent">): boolean {
  return events.some((each) => each.visit_id === visit_id && unsent.has(each.id));
}

function ended({ made_at, stops, events }: Held<Planned>): Finished[] {
  const on = beijingDay(Date.parse(made_at));
  return stops.flatMap(({ stop_id, case_id, visit_id, open }) => {
    const end = endOf(events, visit_id);
    return end ? [{ stop_id, case_id, visit_id, first_name: open.first_name, ended_at: end.clocks.wall + end.clocks.offset_ms, on }] : [];
  });
}

function isKept(visit: Finished, held: Held<Planned>, day: number): boolean {
  return visit.on >= day || (visit.on === day - 1 && isUnsent(visit, held));
}
