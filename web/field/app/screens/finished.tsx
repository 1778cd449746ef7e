/** The agent's own visits that are over: listed below the open stops, and put right from there. */
import type { JSX } from "preact";
import { correctionsOf, endOf } from "../../core/after/correction";
import { finishedOn, isUnsent, type Finished } from "../../core/after/finished";
import { beijingDay } from "../../core/clocks";
import { Icon } from "../parts/icons";
import { go, officeNow, type State } from "../state";
import { day, hour, words } from "../words/speech";

/** Returns the visits that are over and may still be read, in the order in which they ended. */
export function finishedOf({ pack, events, waiting }: Pick<State, "pack" | "events" | "waiting">): Finished[] {
  return pack ? finishedOn(beijingDay(officeNow()), { ...pack, events, unsent: waiting }) : [];
}

/** Returns a visit that is over by its stop, or null. */
export function finishedAt(phone: State, id: string): Finished | null {
  return finishedOf(phone).find((each) => each.stop_id === id) ?? null;
}

/** Returns what a finished visit is called: a case that the office took away has no name here any more. */
export function nameOf({ first_name }: Finished): string {
  return first_name ?? words().today.taken;
}

export function FinishedList({ phone, visits }: { phone: State; visits: readonly Finished[] }): JSX.Element {
  const w = words().today;
  return (
    <>
      <div class="group"><h2>{w.finished}</h2><p class="dim sm">{w.finishedWhy}</p></div>
      <section class="card finished" aria-label={w.finished}>{visits.map((visit) => <Row key={visit.stop_id} phone={phone} visit={visit} />)}</section>
    </>
  );
}

function Row({ phone, visit }: { phone: State; visit: Finished }): JSX.Element {
  const w = words().today;
  const { events, waiting } = phone;
  const end = endOf(events, visit.visit_id);
  const said = [
    ...(visit.on === beijingDay(officeNow()) ? [] : [day(visit.ended_at)]),
    end && correctionsOf(events, end).length > 0 ? w.corrected : w.written,
    isUnsent(visit, { events, unsent: waiting }) ? w.waits : w.has,
  ];
  return (
    <button class="line" type="button" onClick={() => go(`/correct/${visit.stop_id}`)}>
      <span class="pin done"><Icon name="check" size={16} /></span>
      <span class="grow"><span class="top"><span class="line-title">{nameOf(visit)}</span><span class="end">{w.ended(hour(visit.ended_at))}</span></span><span class="hint">{said.join(w.comma)}</span></span>
      <Icon name="right" size={18} />
    </button>
  );
}
