/** Leaving: a sentence to say, what came of it, and the PIN once outside. The PIN that asks for help ends it just the same. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { FieldEvent } from "../../core/events";
import { mayLocate, type Visit } from "../../core/visit";
import type { Stop } from "../../store/pack_types";
import { open } from "../../store/session";
import { whereWeAre } from "../acts/place";
import { dropDraft, keepDraft, write } from "../acts/write";
import { Bar, Body, Button, Card, Choice, Line, Note, Screen, Tick, Title, Typed } from "../parts/frame";
import { Icon } from "../parts/icons";
import { PinPad } from "../parts/pin_pad";
import { db, go, now, source } from "../state";
import { hour, words } from "../words/speech";
import { TakenBack } from "./frame";

type Met = "borrower" | "third_party" | "nobody";
const OUTCOMES: Record<Met, readonly string[]> = { borrower: ["met_borrower"], third_party: ["met_third_party"], nobody: ["nobody_met", "cancelled"] };

type Props = { stop: Stop; visit: Visit; events: readonly FieldEvent[]; onBack: (() => void) | null; /** Shows the code of their copy again. */ onCopy: (() => void) | null };

/** Returns whom the record says was met: the borrower only when that was made sure. */
export function metOf(visit: Visit): Met {
  if (visit.present === "borrower") return visit.done.has("right_party") ? "borrower" : "third_party";
  return visit.present === "other_adult" || visit.present === "minor_only" ? "third_party" : "nobody";
}

export function LeaveStep({ stop, visit, events, onBack, onCopy }: Props): JSX.Element {
  const draftName = `leave:${stop.visit_id}`;
  const kept = now().drafts.get(draftName) as { note?: string; outcome?: string } | undefined;
  const [note, type] = useState(kept?.note ?? "");
  const met = metOf(visit);
  const [outcome, choose] = useState(kept?.outcome ?? OUTCOMES[met][0] ?? "");
  const [isOut, out] = useState(false);
  const [said, say] = useState("");
  const [isBusy, work] = useState(false);
  const w = words().leave;
  const keep = (part: { note?: string; outcome?: string }): void => void keepDraft(draftName, { note, outcome, ...part });
  const asked = requested(events, stop);
  const end = async (pin: string): Promise<void> => {
    work(true);
    const found = await open(db, pin, source);
    if (typeof found === "string" && found !== "wait" && found !== "expired") {
      work(false);
      return say(w.wrong);
    }
    if (typeof found !== "string" && found.isDuress) await write("safety.duress", { where: "leave" }, stop);
    await left({ stop, visit, events, met, outcome, note });
    await dropDraft(draftName);
    work(false);
  };
  if (isOut) {
    return (
      <Screen label="leave-code"><Bar back={() => out(false)}><Title>{w.code}</Title><p>{w.began(hour(beganAt(events, stop)))}</p></Bar>
        <Body><PinPad onPin={(pin) => void end(pin)} isBusy={isBusy} said={said} /></Body></Screen>
    );
  }
  return (
    <Screen label="leave">
      {onBack && <Bar back={onBack} />}
      <Body>
        <div class="leave-words"><Title>{words().lang === "en" ? `“${w.title}”` : `“${w.title}”`}</Title><p lang="ko">“{w.ko}”</p></div>
        <TakenBack stop={stop} visit={visit} />
        <section class="card"><Line icon="pair" title={w.together} /><Line icon="info" title={w.quiet} /><Line icon="page" title={w.later} />{onCopy && <Line icon="page" title={words().copy.again} onClick={onCopy} />}</section>
        <section class="card">
          <Tick id="asked" label={w.asked} isOn={asked.leave} onChange={(isOn) => { if (isOn) void write("stop.requested", { to: "leave" }, stop); }} />
          <Tick id="stop" label={w.stop} hint={w.stopHint} isOn={asked.contact} onChange={(isOn) => { if (isOn) void write("stop.requested", { to: "contact" }, stop); }} />
        </section>
        {visit.stopsToday && <Note tone="pause">{w.today}</Note>}
        {OUTCOMES[met].length > 1 && <Choice name="outcome" label={w.outcome} value={outcome} onChange={(next) => { choose(next); keep({ outcome: next }); }} options={OUTCOMES[met].map((code) => ({ value: code, title: w.outcomes[code] ?? code }))} />}
        <Card><Typed id="leave-note" label={w.note} value={note} many onInput={(text) => { type(text); keep({ note: text }); }} /></Card>
      </Body>
      <div class="dock"><Button kind="pri" icon="leave" onClick={() => out(true)}>{w.end}</Button></div>
    </Screen>
  );
}

export function Ended({ id }: { id: string }): JSX.Element {
  const w = words().leave;
  return (
    <Screen label="ended"><Bar back="/" /><Body><div class="empty"><span class="is-allow"><Icon name="allow" size={56} /></span><Title>{w.ended}</Title><p>{w.endedWhy}</p></div></Body>
      <div class="dock"><Button kind="pri" onClick={() => go("/")}>{w.nextStop}</Button><div class="row"><Button kind="half" icon="sync" onClick={() => go("/sync")}>{words().sync.title}</Button><Button kind="half" icon="pen" onClick={() => go(`/correct/${id}`)}>{words().correct.open}</Button></div></div></Screen>
  );
}

function requested(events: readonly FieldEvent[], stop: Stop): { leave: boolean; contact: boolean } {
  const asked = events.filter((each) => each.visit_id === stop.visit_id && each.kind === "stop.requested").map((each) => each.body["to"]);
  return { leave: asked.includes("leave"), contact: asked.includes("contact") };
}

function beganAt(events: readonly FieldEvent[], stop: Stop): number {
  const clocks = events.find((each) => each.visit_id === stop.visit_id)?.clocks;
  return clocks ? clocks.wall + clocks.offset_ms : source.wall();
}

/** Writes the end of a visit down, with everything the office's record of it needs. */
async function left({ stop, visit, events, met, outcome, note }: { stop: Stop; visit: Visit; events: readonly FieldEvent[]; met: Met; outcome: string; note: string }): Promise<void> {
  const of = (kind: string): FieldEvent["body"] | undefined => events.filter((each) => each.visit_id === stop.visit_id && each.kind === kind).at(-1)?.body;
  const promise = of("visit.promise");
  const isPromise = met === "borrower" && promise?.["choice"] === "promise";
  const asked = requested(events, stop);
  const place = mayLocate(visit) ? await whereWeAre() : null;
  const disposition = OUTCOMES[met].includes(outcome) ? outcome : (OUTCOMES[met][0] ?? "");
  const answers = {
    met, disposition, note: note.trim(), reason: String(of("visit.reason")?.["code"] ?? ""),
    promise_fen: isPromise ? (promise?.["amount_fen"] ?? null) : null, promise_due_on: isPromise ? (promise?.["due_on"] ?? null) : null,
    asked_to_leave: asked.leave, asked_to_stop: asked.contact,
  };
  await write("visit.left", { outcome: disposition, answers, began_at: new Date(beganAt(events, stop)).toISOString(), place: typeof place === "object" ? place : null }, stop);
  await write("safety.timer", { state: "ended", due_at: null }, stop);
}
