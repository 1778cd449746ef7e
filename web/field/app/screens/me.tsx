/** The person's own settings, and a place to write without opening anything. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isClockOff } from "../../core/clocks";
import { leavePhone, useDaylight } from "../acts/begin";
import { refreshPack } from "../acts/exchange";
import { lock } from "../acts/unlock";
import { write } from "../acts/write";
import { Bar, Body, Button, Card, Dock, Line, Note, Screen, Tabs, Tick, Title, Typed } from "../parts/frame";
import { TroubleNote } from "../parts/trouble";
import { go, officeNow, usePhone, type State } from "../state";
import { hour, words } from "../words/speech";
import { Languages } from "./enter";
import { dueOf } from "./safety";
import { standingOf, stopOf } from "./today";

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 1440;
const YEAR = 365.25 * DAY;

export function Me(): JSX.Element {
  const { pack, isDaylight, isSyncing } = usePhone();
  const [isLeaving, leave] = useState(false);
  const w = words().me;
  return (
    <Screen label="me">
      <Bar><Title>{pack?.agent.name ?? w.title}</Title>{pack && <p>{w.valid(hour(pack.valid_until))}</p>}</Bar>
      <Body>
        <Languages />
        <section class="card"><Tick label={w.daylight} hint={w.daylightWhy} isOn={isDaylight} onChange={useDaylight} /></section>
        <section class="card">
          <Line icon="shield" title={words().acts.number} onClick={() => go("/number")} />
          <Line icon="pair" title={words().safety.title} onClick={() => go("/safety")} />
          <Line icon="pen" title={w.note} onClick={() => go("/note")} />
          <Line icon="sync" title={isSyncing ? words().sync.going : w.pack} onClick={() => void refreshPack()} />
          <Line icon="lock" title={w.lock} onClick={lock} />
        </section>
        {isLeaving ? <Card><p>{w.outWhy}</p><div class="row"><Button onClick={() => leave(false)}>{words().acts.cancel}</Button><Button kind="pri" onClick={() => void leavePhone()}>{w.out}</Button></div></Card>
          : <Button kind="quiet" onClick={() => leave(true)}>{w.out}</Button>}
      </Body>
      <Tabs at="/me" />
    </Screen>
  );
}

/** Words about anything, at any time: with or without papers, before or after a PIN. */
export function FreeNote({ id }: { id: string | null }): JSX.Element {
  const phone = usePhone();
  const [typed, type] = useState("");
  const [state, say] = useState<"" | "empty" | "done">("");
  const w = words().note;
  const save = async (): Promise<void> => {
    if (!typed.trim()) return say("empty");
    const event = await write("note", { about: "free", words: typed.trim() }, id ? stopOf(phone, id) : null);
    if (!event) return;
    type("");
    say("done");
  };
  return (
    <Screen label="note">
      <Bar back={() => history.back()}><Title>{w.title}</Title><p>{w.why}</p></Bar>
      <Body>
        {state === "done" && <Note tone="allow" title={w.done} />}
        <Typed id="words" label={w.words} value={typed} many error={state === "empty" ? w.empty : undefined} onInput={(value) => { type(value); say(""); }} />
      </Body>
      <Dock><Button kind="pri" icon="check" onClick={() => void save()}>{words().acts.save}</Button></Dock>
    </Screen>
  );
}

/** Says minutes in the unit that reads best. */
function lasting(minutes: number): string {
  const w = words().trouble;
  if (minutes >= 2 * YEAR) return w.years(Math.round(minutes / YEAR));
  if (minutes >= DAY) return w.days(Math.round(minutes / DAY));
  return minutes >= 2 * HOUR ? w.hours(Math.round(minutes / HOUR)) : w.minutes(minutes);
}

/** Everything that is wrong with the phone or the exchange, said on top of any screen. */
export function Banners(): JSX.Element {
  const phone = usePhone();
  const { lost, offset, mustSignIn, phase, hasNewVersion } = phone;
  const w = words().trouble;
  const [, page = ""] = phone.route.split("/");
  const off = Math.round(Math.abs(offset) / MINUTE);
  return (
    <aside class="banners" aria-label={words().name}>
      {isClockOff(offset) && <Note tone="ask" title={w.clock(lasting(off))}>{w.clockWhat}</Note>}
      {lost && <Note tone="ask" title={w.lost}>{w.lostWhat(lost.unsent)}</Note>}
      {phase !== "sign_in" && <TroubleNote />}
      {mustSignIn && phase === "open" && !AT_THE_DOOR.has(page) && <Note tone="info" title={words().signIn.again} act={<a class="btn" href="/sign-in?next=/field/app/">{words().signIn.go}</a>} />}
      <Running phone={phone} />
      {hasNewVersion && <Button onClick={() => location.reload()}>{words().me.reload}</Button>}
    </aside>
  );
}

/** Where another person may see the screen: nothing about signing in belongs there. */
const AT_THE_DOOR = new Set(["visit", "stop", "brief", "number"]);
const BESIDE = new Set(["number", "safety", "note", "sync", "me", "map", "brief"]);

/** While a visit runs, every other screen leads back to it and out of it; a timer that ran out is said everywhere. */
function Running({ phone }: { phone: State }): JSX.Element | null {
  const on = phone.pack?.stops.find((stop) => standingOf(stop, phone) === "on");
  const due = dueOf(phone.events);
  const [, page = ""] = phone.route.split("/");
  const isLate = due !== null && due.at < officeNow();
  if (phone.phase !== "open") return null;
  return (
    <>
      {isLate && <Note tone="ask">{words().safety.over}</Note>}
      {on && BESIDE.has(page) && <div class="row"><Button kind="half" icon="door" onClick={() => go(`/visit/${on.stop_id}`)}>{words().today.on}</Button><Button kind="half" icon="leave" onClick={() => go(`/visit/${on.stop_id}/leave`)}>{words().acts.leave}</Button></div>}
    </>
  );
}
