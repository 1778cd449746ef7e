/** Are both here, until when must they be out, and what was noted of where they went? */
import type { JSX } from "preact";
import type { FieldEvent } from "../../core/events";
import { trail } from "../acts/place";
import { write } from "../acts/write";
import { Bar, Body, Button, Card, Line, Note, Screen, Title } from "../parts/frame";
import { go, officeNow, usePhone, type State } from "../state";
import { hour, words } from "../words/speech";
import { stopOf } from "./today";

const MORE_MS = 15 * 60_000;

/** Returns when the running timer is due, and for which stop; null when none runs. */
export function dueOf(events: readonly FieldEvent[]): { at: number; stop: string | null } | null {
  const last = events.filter((each) => each.kind === "safety.timer").at(-1);
  const due = last?.body["due_at"];
  return last && last.body["state"] !== "ended" && typeof due === "string" ? { at: Date.parse(due), stop: last.stop_id } : null;
}

export function Safety(): JSX.Element {
  const phone = usePhone();
  const { pack, events } = phone;
  const due = dueOf(events);
  const w = words().safety;
  const places = trail(events);
  return (
    <Screen label="safety">
      <Bar back={() => history.back()}><Title>{w.title}</Title></Bar>
      <Body>
        <Card title={w.timer}>{due ? <><p class="say">{w.until(hour(due.at))}</p>{due.at < officeNow() && <Note tone="ask">{w.over}</Note>}
          <div class="row"><Button onClick={() => void extend(phone, due)} icon="time">{w.extend}</Button><Button kind="pri" icon="check" onClick={() => go(due.stop ? `/visit/${due.stop}` : "/")}>{w.ok}</Button></div></>
          : <p class="soft">{w.none}{words().lang === "en" ? ". " : "。"}{w.noneWhy}</p>}</Card>
        <section class="card"><Line icon="pair" title={w.both} onClick={() => void write("safety.pair", { present: true }, null)} end={pairOf(events) === true ? <b class="is-allow sm">✓</b> : undefined} />
          <Line icon="ask" title={w.apart} onClick={() => void write("safety.pair", { present: false }, null)} end={pairOf(events) === false ? <b class="is-ask sm">✓</b> : undefined} /></section>
        {pairOf(events) === false && <Note tone="ask">{w.apartWhy}</Note>}
        {pack?.safety.call && <a class="btn" href={`tel:${pack.safety.call}`}>{w.call(pack.safety.call)}</a>}
        <Card title={w.trail}>{places.length === 0 ? <p class="soft">{w.trailNone}</p> : <ul>{places.map((place) => <li key={place.at} class="soft">{w.at(hour(place.at), Math.round(place.accuracy_cm / 100))}</li>)}</ul>}</Card>
      </Body>
    </Screen>
  );
}

/** Returns whether the pair said last that both are here; null when nobody said anything. */
export function pairOf(events: readonly FieldEvent[]): boolean | null {
  const last = events.filter((each) => each.kind === "safety.pair").at(-1);
  return last ? last.body["present"] === true : null;
}

async function extend(phone: State, due: { at: number; stop: string | null }): Promise<void> {
  const at = new Date(Math.max(due.at, officeNow()) + MORE_MS);
  await write("safety.timer", { state: "extended", due_at: at.toISOString() }, due.stop ? stopOf(phone, due.stop) : null);
}
