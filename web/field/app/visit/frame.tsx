/** What all steps of a visit share: where we are, covering, leaving, skipping, and more. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Json } from "../../core/canonical";
import type { FieldEvent, Kind, Body as EventBody } from "../../core/events";
import { STEPS, type Step, type Visit } from "../../core/visit";
import type { Stop } from "../../store/pack_types";
import { dropDraft, keepDraft, write } from "../acts/write";
import { Bar, Body, Button, cover, Dock, Note, Screen, Title } from "../parts/frame";
import { now, usePhone } from "../state";
import { words } from "../words/speech";

const GROUPS: readonly (readonly Step[])[] = [["permit", "arrive"], ["present", "right_party"], ["purpose", "reason"], ["sheet", "agreement"], ["summary", "leave"]];

export type Sheets = "more" | "skip" | null;

/** What a step is given. */
export type StepProps = {
  stop: Stop;
  visit: Visit;
  events: readonly FieldEvent[];
  /** Goes to the step that comes next. */
  onDone: () => void;
  onLeave: () => void;
  onSheet: (sheet: Sheets) => void;
  pill?: ComponentChildren;
};

type FrameProps = StepProps & { step: Step; title: ComponentChildren; why?: ComponentChildren; children?: ComponentChildren; primary?: JSX.Element | null };

export function StepFrame({ step, stop, title, why, children, primary, onLeave, onSheet, visit, pill }: FrameProps): JSX.Element {
  const w = words();
  return (
    <Screen label={step}>
      <Bar back="/" end={pill} hasCoverBelow><span class="dim sm">{w.steps.of(STEPS.indexOf(step) + 1, STEPS.length)}</span></Bar>
      <Stepper step={step} visit={visit} />
      <Body><div class="lead"><Title>{title}</Title>{why && <p>{why}</p>}</div><TakenBack stop={stop} visit={visit} />{children}</Body>
      <Dock>
        {primary}
        <div class="row"><Button kind="half" icon="cover" onClick={cover}>{w.acts.cover}</Button><Button kind="half" icon="more" onClick={() => onSheet("more")}>{w.acts.more}</Button><Button kind="half" icon="leave" onClick={onLeave}>{w.acts.leave}</Button></div>
      </Dock>
    </Screen>
  );
}

/** Said when the office takes a stop back while the visit runs, unless the person there asked for it. */
export function TakenBack({ stop, visit }: Pick<StepProps, "stop" | "visit">): JSX.Element | null {
  const { stops } = usePhone();
  const w = words().trouble;
  return stops.has(String(stop.case_id)) && visit.done.size > 0 && !visit.stopsToday ? <Note tone="pause" title={w.taken}>{w.takenWhat}</Note> : null;
}

function Stepper({ step, visit }: { step: Step; visit: Visit }): JSX.Element {
  const names = words().steps.groups;
  const at = GROUPS.findIndex((group) => group.includes(step));
  const isOver = (place: number): boolean => place !== at && (GROUPS[place] ?? []).every((each) => visit.done.has(each) || visit.skipped.has(each));
  return <ol class="steps">{names.map((name, place) => <li key={name} data-n={place + 1} class={place === at ? "on" : isOver(place) ? "done" : ""} aria-current={place === at ? "step" : undefined}>{name}</li>)}</ol>;
}

/** Returns what is being typed on a step and how to change it; kept closed on the phone until the step is written down. */
export function useDraft<Value extends { readonly [name: string]: Json }>(name: string, first: Value): [Value, (part: Partial<Value>) => void, () => Promise<void>] {
  const [value, see] = useState<Value>(() => ({ ...first, ...(now().drafts.get(name) as Partial<Value> | undefined) }));
  const change = (part: Partial<Value>): void => see((before) => {
    const next = { ...before, ...part };
    void keepDraft(name, next as Json);
    return next;
  });
  return [value, change, () => dropDraft(name)];
}

/** Writes a step down and goes on only when it lies on the disk. */
export async function settle({ stop, onDone }: StepProps, kind: Kind, body: EventBody, drop?: () => Promise<void>): Promise<void> {
  const event = await write(kind, body, stop);
  if (!event) return;
  await drop?.();
  onDone();
}
