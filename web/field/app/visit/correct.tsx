/** What was written down at the end of a visit can be put right the same day; the first record stays beside it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { correction, correctionsOf, endOf, toldAtEnd, type Corrected, type Told } from "../../core/after/correction";
import type { FieldEvent } from "../../core/events";
import type { Finished } from "../../core/after/finished";
import { fenOf, yuan } from "../../core/money";
import { write } from "../acts/write";
import { Bar, Body, Button, Card, Choice, Dock, Note, Screen, Tick, Title, Typed } from "../parts/frame";
import { go, officeNow, usePhone } from "../state";
import { finishedAt, nameOf } from "../screens/finished";
import { Gone } from "../screens/stop";
import { day, hour, isoDay, words } from "../words/speech";
import { useDraft } from "./frame";

const OUTCOMES = ["met_borrower", "met_third_party", "nobody_met", "cancelled"] as const;
type Draft = { disposition: string; note: string; amount: string; due: string; because: string };

export function Correct({ id }: { id: string }): JSX.Element {
  const phone = usePhone();
  const stop = finishedAt(phone, id);
  const end = stop && endOf(phone.events, stop.visit_id);
  if (!stop || !end) return <Gone />;
  return <Correcting key={phone.events.length} stop={stop} end={end} events={phone.events} />;
}

function Correcting({ stop, end, events }: { stop: Finished; end: FieldEvent; events: readonly FieldEvent[] }): JSX.Element {
  const before = correctionsOf(events, end);
  const told = before.at(-1)?.now ?? toldAtEnd(end);
  const [draft, change, drop] = useDraft<Draft>(`correct:${stop.visit_id}:${before.length}`, typedOf(told));
  const [isTried, attempt] = useState(false);
  const w = words().correct;
  const isOver = isoDay(end.clocks.wall + end.clocks.offset_ms) !== isoDay(officeNow());
  const isMet = draft.disposition === "met_borrower";
  const hasPromise = isMet && (draft.amount.trim() !== "" || draft.due !== "");
  const faults = { amount: hasPromise && !fenOf(draft.amount), due: hasPromise && !draft.due, because: !draft.because.trim() };
  const now: Told = { disposition: draft.disposition, note: draft.note.trim(), promise_fen: hasPromise ? fenOf(draft.amount) : null, promise_due_on: hasPromise ? draft.due : null };
  const isSame = correction(end, told, now, "?") === null;
  const asked = events.some((each) => each.visit_id === stop.visit_id && each.kind === "stop.requested" && each.body["to"] === "contact");
  const save = async (): Promise<void> => {
    attempt(true);
    if (faults.amount || faults.due || faults.because) return;
    const body = correction(end, told, now, draft.because);
    if (body && (await write("correction", body, stop))) await drop();
  };
  return (
    <Screen label={`correct-${stop.stop_id}`}>
      <Bar back="/"><Title>{w.title}</Title><p>{nameOf(stop)} · {words().today.ended(hour(stop.ended_at))}</p></Bar>
      <Body>
        {before.length > 0 && <Note tone="allow" title={w.done}>{w.doneWhy}</Note>}
        <Card title={w.first}><Pairs told={toldAtEnd(end)} /></Card>
        {before.map((each) => <Changed key={each.at} each={each} />)}
        {isOver ? <Note tone="ask" title={w.over}>{w.overWhy}</Note> : <>
          <h2>{w.really}</h2>
          <Choice name="outcome" label={words().leave.outcome} value={draft.disposition} onChange={(disposition) => change({ disposition })} options={OUTCOMES.map((value) => ({ value, title: words().leave.outcomes[value] ?? value }))} />
          <Card><Typed id="right-note" label={w.note} value={draft.note} many onInput={(note) => change({ note })} /></Card>
          {isMet && <Card><div class="two">
            <Typed id="right-amount" label={words().agreement.amount} value={draft.amount} inputMode="decimal" error={isTried && faults.amount ? words().agreement.amountBad : undefined} onInput={(amount) => change({ amount })} />
            <Typed id="right-due" label={words().agreement.due} value={draft.due} isDate error={isTried && faults.due ? words().agreement.dueBad : undefined} onInput={(due) => change({ due })} />
          </div><p class="hint">{w.promiseNone}</p></Card>}
          <Card><Typed id="because" label={w.because} value={draft.because} maxLength={500} error={isTried && faults.because ? w.becauseBad : undefined} onInput={(because) => change({ because })} /></Card>
          <section class="card"><Tick id="stop-too" label={w.stopToo} hint={words().leave.stopHint} isOn={asked} onChange={(isOn) => { if (isOn) void write("stop.requested", { to: "contact" }, stop); }} /></section>
          <Note>{w.stays}</Note>
        </>}
      </Body>
      <Dock>{isOver ? <Button kind="pri" onClick={() => go("/")}>{words().acts.back}</Button> : <Button kind="pri" icon="pen" disabled={isSame} onClick={() => void save()}>{w.do}</Button>}</Dock>
    </Screen>
  );
}

function typedOf(told: Told): Draft {
  const amount = told.promise_fen === null ? "" : (told.promise_fen / 100).toFixed(2).replace(/\.00$/, "");
  return { disposition: told.disposition, note: told.note, amount, due: told.promise_due_on ?? "", because: "" };
}

function Pairs({ told }: { told: Told }): JSX.Element {
  return <dl class="pairs wide">{linesOf(told).map(([name, text]) => <><dt class="dim">{name}</dt><dd>{text}</dd></>)}</dl>;
}

/** Both values, the old one struck through. */
function Changed({ each }: { each: Corrected }): JSX.Element {
  const was = linesOf(each.was);
  const differs = linesOf(each.now).flatMap(([name, text], place) => (was[place]?.[1] === text ? [] : [[name, was[place]?.[1] ?? "", text] as const]));
  return (
    <Card title={words().correct.at(hour(each.at))}>
      <dl class="pairs wide">{differs.map(([name, old, text]) => <><dt class="dim">{name}</dt><dd><s class="dim">{old}</s><br />{text}</dd></>)}<dt class="dim">{words().correct.because}</dt><dd>{each.because}</dd></dl>
    </Card>
  );
}

function linesOf(told: Told): [string, string][] {
  const w = words();
  const promise = told.promise_fen === null ? w.summary.nothing : w.summary.by(yuan(told.promise_fen), day(told.promise_due_on ?? ""));
  return [[w.leave.outcome, w.leave.outcomes[told.disposition] ?? told.disposition], [w.correct.note, told.note || "—"], [w.summary.agreed, promise]];
}
