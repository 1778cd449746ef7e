/** What is said and heard: purpose and rights, the reason, income and spending, what was agreed. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fenOf, yuan } from "../../core/money";
import { write } from "../acts/write";
import { Button, Card, Choice, Note, Typed } from "../parts/frame";
import { officeNow, usePhone } from "../state";
import { isoDay, said, words } from "../words/speech";
import { template } from "../words/templates";
import { Details } from "../screens/stop";
import { reveal } from "./identity_step";
import { PayWays } from "./pay_ways";
import { settle, StepFrame, useDraft, type StepProps } from "./frame";

const REASONS = ["income_lower", "illness", "business_slow", "forgot", "disputes_sum", "other_debts", "family", "other"] as const;

export function PurposeStep(props: StepProps): JSX.Element {
  const { stop, visit } = props;
  const { pack, halves } = usePhone();
  const half = halves.get(stop.stop_id) ?? null;
  const w = words().purpose;
  const isSure = visit.done.has("right_party");
  useEffect(() => { if (isSure && !half) void reveal(stop); }, [isSure]);
  const rights = template(pack, "rights");
  const recording = { agreed: w.agreed, declined: w.declined, withdrawn: w.withdrawn, not_asked: "" }[visit.recording];
  return (
    <StepFrame {...props} step="purpose" title={w.title} primary={<Button kind="pri" icon="check" onClick={() => void settle(props, "visit.purpose", { told: half ? ["who", "amount", "rights"] : ["who", "rights"] })}>{w.said}</Button>}>
      <Card title={w.consentAsk}>
        {visit.recording === "not_asked" ? <div class="row"><Button kind="half" onClick={() => void write("note", { about: "recording", consent: true }, stop)}>{w.yes}</Button><Button kind="half" onClick={() => void write("note", { about: "recording", consent: false }, stop)}>{w.no}</Button></div> : <p class="soft">{recording}</p>}
        {visit.recording === "agreed" && <Button kind="quiet" onClick={() => void write("note", { about: "recording", consent: false }, stop)}>{w.withdraw}</Button>}
      </Card>
      {half ? <Details half={half} /> : <Note tone="info">{w.sealed}</Note>}
      <Card><div class="dim sm">{w.rights}</div><p class="soft" lang={words().lang}>{rights.here}</p></Card>
    </StepFrame>
  );
}

export function ReasonStep(props: StepProps): JSX.Element {
  const { stop } = props;
  const { pack } = usePhone();
  const [draft, change, drop] = useDraft(`reason:${stop.visit_id}`, { code: "", words: "" });
  const w = words().reason;
  const known = pack?.words.reasons.length ? pack.words.reasons : REASONS.map((code) => ({ code, say: { zh: code, en: code } }));
  return (
    <StepFrame {...props} step="reason" title={w.title} why={w.why} primary={<Button kind="pri" icon="check" disabled={!draft.code} onClick={() => void settle(props, "visit.reason", { code: draft.code, words: draft.words.trim() }, drop)}>{words().acts.next}</Button>}>
      <Choice name="reason" label={w.title} value={draft.code || null} onChange={(code) => change({ code })} options={known.map((each) => ({ value: each.code, title: said(each.say) }))} />
      <Card><Typed id="their-words" label={w.words} value={draft.words} many onInput={(text) => change({ words: text })} /></Card>
    </StepFrame>
  );
}

const INCOME = ["wage", "help"] as const;
const SPENDING = ["housing", "food", "care", "debts"] as const;
type Sums = Record<"wage" | "help" | "housing" | "food" | "care" | "debts" | "kept", string>;
const NO_SUMS: Sums = { wage: "", help: "", housing: "", food: "", care: "", debts: "", kept: "" };

export function SheetStep(props: StepProps): JSX.Element {
  const { stop } = props;
  const [draft, change, drop] = useDraft<Sums>(`sheet:${stop.visit_id}`, NO_SUMS);
  const [isTried, attempt] = useState(false);
  const w = words().sheet;
  const fen = (name: keyof Sums): number => fenOf(draft[name] || "0") ?? 0;
  const bad = (Object.keys(NO_SUMS) as (keyof Sums)[]).filter((name) => fenOf(draft[name] || "0") === null);
  const total = (names: readonly (keyof Sums)[]): number => names.reduce((sum, name) => sum + fen(name), 0);
  const left = total(INCOME) - total(SPENDING) - fen("kept");
  const lines = (names: readonly (keyof Sums)[]): { kind: string; fen: number }[] => names.map((name) => ({ kind: name, fen: fen(name) }));
  const done = async (): Promise<void> => {
    attempt(true);
    if (bad.length) return;
    await settle(props, "visit.sheet", { income: lines(INCOME), spending: lines(SPENDING), kept_fen: fen("kept"), left_fen: left }, drop);
  };
  const field = (name: Exclude<keyof Sums, "kept">): JSX.Element => <Typed key={name} id={name} label={w[name]} value={draft[name]} inputMode="decimal" error={isTried && bad.includes(name) ? w.bad : undefined} onInput={(text) => change({ [name]: text })} />;
  return (
    <StepFrame {...props} step="sheet" title={w.title} why={w.why} primary={<Button kind="pri" icon="check" onClick={() => void done()}>{words().acts.next}</Button>}>
      <Card title={w.income}><div class="two">{INCOME.map(field)}</div></Card>
      <Card title={w.spending}><div class="stack"><div class="two">{SPENDING.slice(0, 2).map(field)}</div><div class="two">{SPENDING.slice(2).map(field)}</div></div></Card>
      <Card>
        <Typed id="kept" label={w.kept} hint={w.keptHint} value={draft.kept} inputMode="decimal" error={isTried && bad.includes("kept") ? w.bad : undefined} onInput={(text) => change({ kept: text })} />
        <div class="gap" />
        <div class={`best ${left <= 0 ? "short" : ""}`}><span>{left > 0 ? w.left : w.short}</span><output>{yuan(left)}</output></div>
      </Card>
    </StepFrame>
  );
}

type Agreed = { choice: "promise" | "arrangement" | "none" | ""; amount: string; due: string; words: string };

export function AgreementStep(props: StepProps): JSX.Element {
  const { stop, events } = props;
  const half = usePhone().halves.get(stop.stop_id);
  const [draft, change, drop] = useDraft<Agreed>(`agreement:${stop.visit_id}`, { choice: "", amount: "", due: "", words: "" });
  const [isTried, attempt] = useState(false);
  const w = words().agreement;
  const today = isoDay(officeNow());
  const isPromise = draft.choice === "promise";
  const amount = fenOf(draft.amount);
  const faults = { amount: isPromise && !amount, due: isPromise && !(draft.due >= today) };
  const most = leftOf(props);
  const done = async (): Promise<void> => {
    attempt(true);
    if (faults.amount || faults.due) return;
    await settle(props, "visit.promise", { choice: draft.choice, amount_fen: isPromise ? amount : null, due_on: isPromise ? draft.due : null, words: draft.words.trim() }, drop);
  };
  return (
    <StepFrame {...props} step="agreement" title={w.title} why={w.why} events={events} primary={<Button kind="pri" icon="check" disabled={!draft.choice} onClick={() => void done()}>{words().acts.next}</Button>}>
      <Choice name="choice" label={w.title} value={draft.choice || null} onChange={(choice) => change({ choice })} options={[
        { value: "promise", title: w.promise }, { value: "arrangement", title: w.arrangement, hint: w.arrangementHint }, { value: "none", title: w.none, hint: w.noneHint },
      ]} />
      {isPromise && <Card><div class="two">
        <Typed id="amount" label={w.amount} value={draft.amount} inputMode="decimal" error={isTried && faults.amount ? w.amountBad : undefined} onInput={(text) => change({ amount: text })} />
        <Typed id="due" label={w.due} value={draft.due} isDate min={today} error={isTried && faults.due ? w.dueBad : undefined} onInput={(text) => change({ due: text })} />
      </div></Card>}
      {isPromise && most !== null && amount !== null && amount > most && <Note tone="ask">{w.tooMuch(yuan(most))}</Note>}
      {half?.ways && <PayWays ways={half.ways} lender={half.account?.creditor ?? ""} />}
      {draft.choice && <Card><Typed id="agreed-words" label={w.words} value={draft.words} many onInput={(text) => change({ words: text })} /></Card>}
    </StepFrame>
  );
}

/** Returns what the sheet left over in a month, or null without a sheet. */
export function leftOf({ events, stop }: Pick<StepProps, "events" | "stop">): number | null {
  const sheet = events.filter((each) => each.visit_id === stop.visit_id && each.kind === "visit.sheet").at(-1);
  const left = sheet?.body["left_fen"];
  return typeof left === "number" ? left : null;
}


