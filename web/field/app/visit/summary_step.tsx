/** What was said is read back and signed, or not signed: both are results. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { yuan } from "../../core/money";
import { capture } from "../acts/write";
import { Button, Card, Tick } from "../parts/frame";
import { usePhone } from "../state";
import { day, said, words } from "../words/speech";
import { makeCopy } from "./hand_over";
import { settle, StepFrame, type StepProps } from "./frame";
import { Signature, type Pad } from "./signature";
import { leftOf } from "./talk_steps";

export function SummaryStep(props: StepProps): JSX.Element {
  const { stop } = props;
  const [isRead, read] = useState(false);
  const [signs, choose] = useState<"" | "signs" | "no">("");
  const [isBusy, work] = useState(false);
  const pad = useRef<Pad>(null);
  const [hasInk, ink] = useState(false);
  const w = words().summary;
  const done = async (): Promise<void> => {
    work(true);
    const drawn = signs === "signs" ? await pad.current?.picture() : null;
    const signature = drawn ? await capture(drawn, "signature", stop) : null;
    if (signs !== "signs" || signature) await settle(props, "visit.summary", { read_back: true, signed: signature !== null, signature, copy_hash: await makeCopy(stop) });
    work(false);
  };
  const isReady = isRead && (signs === "no" || (signs === "signs" && hasInk));
  return (
    <StepFrame {...props} step="summary" title={w.title} why={w.why} primary={<Button kind="pri" icon="check" disabled={!isReady || isBusy} onClick={() => void done()}>{w.done}</Button>}>
      <Card><dl class="pairs wide">{useLines(props).map(([name, text]) => <><dt class="dim">{name}</dt><dd>{text}</dd></>)}</dl></Card>
      <section class="card"><Tick id="read" label={w.read} isOn={isRead} onChange={read} /></section>
      <div class="seg" role="group" aria-label={w.signHere}><button type="button" aria-pressed={signs === "signs"} onClick={() => choose("signs")}>{w.sign}</button><button type="button" aria-pressed={signs === "no"} onClick={() => choose("no")}>{w.noSign}</button></div>
      {signs === "signs" && <Signature ref={pad} label={w.signHere} clear={w.clear} onInk={ink} />}
    </StepFrame>
  );
}

function useLines(props: StepProps): [string, string][] {
  const { pack } = usePhone();
  const { events, stop } = props;
  const w = words().summary;
  const last = (kind: string): Record<string, unknown> | undefined => events.filter((each) => each.visit_id === stop.visit_id && each.kind === kind).at(-1)?.body;
  const reason = last("visit.reason");
  const agreed = last("visit.promise");
  const left = leftOf(props);
  const known = pack?.words.reasons.find((each) => each.code === reason?.["code"]);
  const told = [known ? said(known.say) : "", String(reason?.["words"] ?? "")].filter(Boolean).join(" · ");
  const what = agreed?.["choice"] === "promise" ? w.by(yuan(Number(agreed["amount_fen"])), day(String(agreed["due_on"]))) : agreed?.["choice"] === "arrangement" ? w.arrangement : agreed ? w.nothing : w.unsaid;
  return [[w.reason, told || w.unsaid], [w.left, left === null ? w.unsaid : yuan(left)], [w.agreed, what]];
}
