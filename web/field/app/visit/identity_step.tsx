/** Is this the right person? Proofs add up; nothing of the debt opens below the office's threshold. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { answerHash } from "../../core/answers";
import { confidence, isOpen, type Proof } from "../../core/confidence";
import { openHalf } from "../../store/papers";
import type { Stop } from "../../store/pack_types";
import { write } from "../acts/write";
import { Button, Card, Line, Tick, Typed } from "../parts/frame";
import { db, now, set, usePhone } from "../state";
import { said, words } from "../words/speech";
import { settle, StepFrame, type StepProps } from "./frame";

const ALL = 100;

export function IdentityStep(props: StepProps): JSX.Element {
  const { stop, visit, events } = props;
  const { confirm } = stop;
  const w = words().party;
  const points = confidence(visit.proofs, confirm);
  const needed = confirm.thresholds["amounts"] ?? ALL;
  const isSure = isOpen("amounts", points, confirm);
  const answered = new Set(events.filter((each) => each.visit_id === stop.visit_id && each.kind === "visit.right_party").map((each) => each.body["question"]));
  const prove = (proof: Proof, more: { question: string | null; answer_hash: string | null }): Promise<unknown> => write("visit.right_party", { proof, settled: false, ...more }, stop);
  const open = async (): Promise<void> => {
    await reveal(stop);
    await settle(props, "visit.right_party", { proof: null, settled: true, question: null, answer_hash: null });
  };
  return (
    <StepFrame {...props} step="right_party" title={w.title(stop.open.first_name)} why={w.why(needed)} primary={<Button kind="pri" icon="lock" disabled={!isSure} onClick={() => void open()}>{w.open}</Button>}>
      <Card><div class="row"><h2>{w.sure}</h2><span class="end soft">{isSure ? w.enough : w.missing(Math.max(0, needed - points))}</span></div><Meter points={points} needed={needed} isFull={isSure} />
        {isOpen("exists", points, confirm) && !isSure && <span class="dim sm">{w.maySay}</span>}</Card>
      <section class="card">
        <Tick id="document" label={w.document} hint={`${w.documentHint} · ${w.points(confirm.proofs.document.points)}`} isOn={visit.proofs.includes("document")} onChange={(isOn) => { if (isOn) void prove("document", { question: null, answer_hash: null }); }} />
      </section>
      {stop.questions.slice(0, confirm.proofs.question.most).map((question) => <Asked key={question.id} label={said(question.say)} hint={w.points(confirm.proofs.question.points)} isDone={answered.has(question.id)} check={question} onRight={(answer_hash) => prove("question", { question: question.id, answer_hash })} />)}
      {stop.code && <Asked label={w.code} hint={`${w.codeHint} · ${w.points(confirm.proofs.code.points)}`} isDone={visit.proofs.includes("code")} check={stop.code} onRight={(answer_hash) => prove("code", { question: null, answer_hash })} />}
      <section class="card"><Line icon="pair" title={w.not} onClick={() => props.onSheet("skip")} /></section>
    </StepFrame>
  );
}

/** Opens a stop's private half, now that it is certain who stands there. */
export async function reveal(stop: Stop): Promise<void> {
  const { key, halves } = now();
  const half = key && (await openHalf(db, key, stop));
  if (half && !now().stops.has(String(stop.case_id))) set({ halves: new Map([...halves, [stop.stop_id, half]]) });
}

function Meter({ points, needed, isFull }: { points: number; needed: number; isFull: boolean }): JSX.Element {
  const w = words().party;
  return <div class={`meter ${isFull ? "full" : ""}`} role="img" aria-label={`${w.points(points)} / ${w.points(needed)}`}><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={Math.min(points, ALL)} height="10" /><line x1={needed} x2={needed} y1="0" y2="10" vector-effect="non-scaling-stroke" /></svg></div>;
}

function Asked({ label, hint, isDone, check, onRight }: { label: string; hint: string; isDone: boolean; check: { salt: string; hash: string }; onRight: (hash: string) => Promise<unknown> }): JSX.Element {
  const [typed, type] = useState("");
  const [isWrong, wrong] = useState(false);
  const { language } = usePhone();
  const w = words().party;
  if (isDone) return <Card><div class="row"><span class="grow"><b>{label}</b><span class="hint">{hint}</span></span><b class="is-allow sm">{w.right}</b></div></Card>;
  const compare = async (): Promise<void> => {
    const hash = await answerHash(check.salt, typed);
    if (hash !== check.hash) return wrong(true);
    wrong(false);
    await onRight(hash);
  };
  return (
    <Card><div class="stack" lang={language === "en" ? "en" : "zh-Hans-CN"}>
      <Typed id={`ask-${check.salt.slice(0, 8)}`} label={label} hint={hint} value={typed} onInput={type} error={isWrong ? w.wrong : undefined} />
      <Button kind="half" disabled={!typed.trim()} onClick={() => void compare()}>{w.check}</Button>
    </div></Card>
  );
}


