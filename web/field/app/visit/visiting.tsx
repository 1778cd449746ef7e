/** One visit: which step is shown, and what every step can do besides. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { mayRecord, nextStep, type Step, type Visit } from "../../core/visit";
import { visitOf } from "../acts/write";
import { finishedAt } from "../screens/finished";
import { Gone } from "../screens/stop";
import { stopOf } from "../screens/today";
import { usePhone } from "../state";
import { ArriveStep, PermitStep, PresentStep } from "./begin_steps";
import type { Sheets, StepProps } from "./frame";
import { copyOf, HandOver } from "./hand_over";
import { IdentityStep } from "./identity_step";
import { Ended, LeaveStep } from "./leave_step";
import { MoreSheet, SkipSheet } from "./sheets";
import { pauseSound } from "./sound";
import { SummaryStep } from "./summary_step";
import { AgreementStep, PurposeStep, ReasonStep, SheetStep } from "./talk_steps";

const STEP: Record<Exclude<Step, "leave">, (props: StepProps) => JSX.Element> = {
  permit: PermitStep, arrive: ArriveStep, present: PresentStep, right_party: IdentityStep, purpose: PurposeStep,
  reason: ReasonStep, sheet: SheetStep, agreement: AgreementStep, summary: SummaryStep,
};

/** Returns the step to show: with nobody or only others there, or when it is not certain who it is, leaving comes next. */
export function shownStep(visit: Visit): Step | null {
  const next = nextStep(visit);
  if (next === null || next === "permit" || next === "arrive" || next === "present") return next;
  if (visit.present === "nobody" || visit.present === "other_adult") return "leave";
  return visit.skipped.has("right_party") && !visit.done.has("right_party") ? "leave" : next;
}

export function Visiting({ id, leaves }: { id: string; leaves: boolean }): JSX.Element {
  const phone = usePhone();
  const stop = stopOf(phone, id);
  const [sheet, open] = useState<Sheets>(null);
  const [isLeaving, leave] = useState(leaves);
  const [isHanding, hand] = useState<boolean | null>(null);
  const visit = stop ? visitOf(phone.events, stop) : null;
  const may = visit !== null && mayRecord(visit);
  useEffect(() => { if (!may) pauseSound(); }, [may]);
  useEffect(() => pauseSound, []);
  if (!stop || !visit) return finishedAt(phone, id) ? <Ended id={id} /> : <Gone />;
  const step = shownStep(visit);
  if (step === null) return <Ended id={id} />;
  const copy = copyOf(stop);
  if (!isLeaving && copy && visit.done.has("summary") && !visit.mustLeave && (isHanding ?? !copy.isShown)) return <HandOver stop={stop} code={copy.code} onDone={() => hand(false)} onLeave={() => leave(true)} />;
  if (isLeaving || step === "leave") return <LeaveStep stop={stop} visit={visit} events={phone.events} onBack={step === "leave" ? null : () => leave(false)} onCopy={copy && visit.done.has("summary") && !visit.mustLeave ? () => { leave(false); hand(true); } : null} />;
  const Shown = STEP[step];
  const props: StepProps = { stop, visit, events: phone.events, onDone: () => open(null), onLeave: () => leave(true), onSheet: open };
  return (
    <>
      <Shown key={step} {...props} />
      {sheet === "more" && <MoreSheet stop={stop} visit={visit} onSheet={open} />}
      {sheet === "skip" && <SkipSheet stop={stop} step={step} onSheet={open} onDone={() => open(null)} />}
    </>
  );
}
