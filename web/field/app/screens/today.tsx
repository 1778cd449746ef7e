/** Today's stops in order, each with the reason for it; the next one first. */
import type { JSX } from "preact";
import { refreshPack } from "../acts/exchange";
import { Bar, Button, Note, Screen, SyncPill, Tabs, Title } from "../parts/frame";
import { Icon } from "../parts/icons";
import { visitOf } from "../acts/write";
import { go, usePhone, type State } from "../state";
import type { Stop } from "../../store/pack_types";
import { day, hour, said, words } from "../words/speech";
import { FinishedList, finishedOf } from "./finished";

export type Standing = "done" | "on" | "stopped" | "ahead";

/** Returns where a stop stands, by what was written down and by the list of those who are not visited. */
export function standingOf(stop: Stop, { events, stops }: Pick<State, "events" | "stops">): Standing {
  const visit = visitOf(events, stop);
  if (visit.hasEnded) return "done";
  if (visit.done.size > 0 || visit.skipped.size > 0) return "on";
  return stops.has(String(stop.case_id)) ? "stopped" : "ahead";
}

export function Today(): JSX.Element {
  const phone = usePhone();
  const { pack, isSyncing, notes } = phone;
  const w = words().today;
  const stops = pack?.stops ?? [];
  const finished = finishedOf(phone);
  const over = new Set(finished.map((each) => each.stop_id));
  const count = new Set([...over, ...stops.map((each) => each.stop_id)]).size;
  const next = stops.find((stop) => standingOf(stop, phone) === "on") ?? stops.find((stop) => standingOf(stop, phone) === "ahead");
  const rest = stops.filter((stop) => stop !== next && !over.has(stop.stop_id));
  const date = day(pack?.made_at ?? Date.now());
  return (
    <Screen label="today">
      <Bar end={<SyncPill />}><Title>{pack ? w.title(count) : words().tabs.today}</Title><p>{pack?.partner ? w.with(date, pack.partner.name) : date}</p></Bar>
      <div class="body">
        {notes.map((note) => <Note key={note.zh} tone="info">{said(note)}</Note>)}
        {next && <Next stop={next} stops={stops} />}
        {count === 0 && isSyncing && <p class="dim" role="status">{w.loading}</p>}
        {!next && rest.length === 0 && !(count === 0 && isSyncing) && <div class="empty"><Icon name={count ? "check" : "home"} size={40} /><b>{count ? w.allDone : w.empty}</b><p>{w.emptyWhy}</p><Button onClick={() => void refreshPack()} disabled={isSyncing} icon="sync">{words().me.pack}</Button></div>}
        {rest.length > 0 && <section class="card stops" aria-label={w.title(count)}>{rest.map((stop) => <Row key={stop.stop_id} stop={stop} standing={standingOf(stop, phone)} />)}</section>}
        {finished.length > 0 && <FinishedList phone={phone} visits={finished} />}
      </div>
      <Tabs at="/" />
    </Screen>
  );
}

function Next({ stop, stops }: { stop: Stop; stops: readonly Stop[] }): JSX.Element {
  const phone = usePhone();
  const w = words().today;
  const isOn = standingOf(stop, phone) === "on";
  return (
    <section class="card" aria-label={w.next}>
      <Strip stop={stop} stops={stops} />
      <div class="first">
        <div class="row"><span class="pin" aria-label={w.order(stop.order)}>{stop.order}</span><span class="name">{stop.open.first_name}</span><span class="end soft">{between(stop)}</span></div>
        <p class="soft where"><span>{stop.address.text}</span>{stop.eta && <span class="dim">{w.eta(hour(stop.eta))}</span>}</p>
        <div class="row tags"><span class="tag">{said(stop.reason)}</span><span class="tag soft">{words().stop.subject}</span></div>
        <div class="row">
          {isOn ? <Button kind="pri" icon="door" onClick={() => go(`/visit/${stop.stop_id}`)}>{w.resume}</Button> : <Button kind="pri" icon="send" onClick={() => go(`/stop/${stop.stop_id}`)}>{w.before}</Button>}
          {!isOn && <Button icon="lock" onClick={() => go(`/brief/${stop.stop_id}`)}>{w.brief}</Button>}
        </div>
      </div>
    </section>
  );
}

function Row({ stop, standing }: { stop: Stop; standing: Standing }): JSX.Element {
  const w = words().today;
  const what = standing === "on" ? w.on : standing === "stopped" ? w.stopped : said(stop.reason);
  return (
    <button class="line" type="button" onClick={() => go(standing === "on" ? `/visit/${stop.stop_id}` : `/stop/${stop.stop_id}`)}>
      <span class={standing === "stopped" ? "pin off" : "pin"}>{stop.order}</span>
      <span class="grow"><span class="top"><span class="line-title">{stop.open.first_name}</span><span class="end">{between(stop)}</span></span><span class="hint">{stop.address.text}</span><span class={`sm ${standing === "stopped" ? "is-ask" : "soft"}`}>{what}</span></span>
      <Icon name="right" size={18} />
    </button>
  );
}

/** Returns the window of a stop as 10:30–11:30. */
export function between(stop: Stop): string {
  return `${hour(stop.window[0])}–${hour(stop.window[1])}`;
}

const WIDE = 360;
const HIGH = 92;

/** A small drawing of where the next stop lies among the others. It has no scale and claims none. */
function Strip({ stop, stops }: { stop: Stop; stops: readonly Stop[] }): JSX.Element {
  const placed = stops.filter((each) => each.address.lon_e6 !== null && each.address.lat_e6 !== null);
  const here = Math.max(0, placed.indexOf(stop));
  const near = placed.slice(Math.max(0, here - 1), here + 3);
  const points = spread(near);
  return (
    <svg class="strip" viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <path class="water" d="M-10 74C60 60 110 84 180 78S300 30 370 34" />
      <path class="road" d="M40 -6 72 98M262 -6 238 98M-6 30 366 60" />
      {points.length > 1 && <polyline class="way" points={points.map(({ x, y }) => `${x},${y}`).join(" ")} />}
      {points.map(({ x, y }, place) => near[place] === stop
        ? <g key={place}><circle cx={x} cy={y} r="14" fill="var(--route-2)" /><text x={x} y={y + 4}>{stop.order}</text></g>
        : <circle key={place} cx={x} cy={y} r="6" fill="var(--ink)" />)}
    </svg>
  );
}

function spread(stops: readonly Stop[]): { x: number; y: number }[] {
  const east = stops.map((stop) => stop.address.lon_e6 ?? 0);
  const north = stops.map((stop) => stop.address.lat_e6 ?? 0);
  const fit = (value: number, all: readonly number[], from: number, to: number): number => {
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from);
  };
  return stops.map((_, place) => ({ x: fit(east[place] ?? 0, east, 46, WIDE - 46), y: fit(north[place] ?? 0, north, HIGH - 24, 24) }));
}

/** Returns a stop by its id, or null when it is not among today's. */
export function stopOf(phone: State, id: string): Stop | null {
  return phone.pack?.stops.find((stop) => stop.stop_id === id) ?? null;
}


