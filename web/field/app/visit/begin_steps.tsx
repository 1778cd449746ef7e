/** Before and at the door: may we begin, have we arrived, who is there? */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { flagsOf, type Fix, type Flag } from "../../core/place";
import type { Present } from "../../core/visit";
import { trail, whereWeAre, type NoFix } from "../acts/place";
import { checkPermit, permitEnd, usedPermits } from "../acts/permit";
import { write } from "../acts/write";
import { Button, Card, Choice, Note, Pill, Tick } from "../parts/frame";
import { Icon } from "../parts/icons";
import { officeNow, usePhone } from "../state";
import { hour, language, words } from "../words/speech";
import { template } from "../words/templates";
import { pairOf } from "../screens/safety";
import { between } from "../screens/today";
import { settle, StepFrame, useDraft, type StepProps } from "./frame";

export function PermitStep(props: StepProps): JSX.Element {
  const { stop, events } = props;
  const { pack } = usePhone();
  const [refusal, judge] = useState<string | null | undefined>(undefined);
  const [isReady, ready] = useState<boolean | null>(null);
  const isPair = pairOf(events.filter((each) => each.visit_id === stop.visit_id)) === true;
  const w = words().permit;
  useEffect(() => void checkPermit(stop, usedPermits(events)).then(judge), [stop.stop_id]);
  useEffect(() => void microphone().then(ready), []);
  const said = refusal ? (w.refusals[refusal] ?? [refusal, ""]) : null;
  const isOk = refusal === null;
  const begin = (): Promise<void> => settle(props, "visit.started", { permit: refusal ?? "ok", pair: isPair, recording_ready: isReady === true, permit_id: permitEnd(stop)?.id ?? null });
  const primary = refusal === undefined ? null : isOk ? <Button kind="pri" icon="door" disabled={!isPair} onClick={() => void begin()}>{w.start}</Button> : <Button icon="pen" onClick={() => void begin()}>{w.begin}</Button>;
  return (
    <StepFrame {...props} step="permit" title={w.title} primary={primary} pill={isOk ? <Pill tone="allow" icon="shield">{w.ok(hour(permitEnd(stop)?.at ?? stop.window[1]))}</Pill> : null}>
      {said && <Note tone="refuse" title={said[0]}>{said[1]}</Note>}
      <Card><ul class="checks">
        <li><span class={isOk || (refusal ?? "").match(/early|late|expired|used/) ? "is-allow" : "is-refuse"}><Icon name={isOk ? "check" : refusal?.match(/early|late|expired|used/) ? "check" : "refuse"} /></span><span class="grow">{w.signature}<span class="hint">{isOk ? w.signatureOk : said?.[0]}</span></span></li>
        <li><span class="is-allow"><Icon name="time" /></span><span class="grow">{w.window}<span class="hint">{between(stop)}</span></span></li>
        <li><span class={isReady ? "is-allow" : "is-ask"}><Icon name="mic" /></span><span class="grow">{w.recording}<span class="hint">{isReady ? w.ready : w.notReady}</span></span></li>
      </ul></Card>
      <section class="card"><Tick id="pair" label={words().stop.pair(pack?.partner?.name ?? w.pair)} hint={words().stop.pairHint} isOn={isPair} onChange={(present) => void write("safety.pair", { present }, stop)} /></section>
      {!isPair && pairOf(events.filter((each) => each.visit_id === stop.visit_id)) === false && <Note tone="ask">{words().safety.apartWhy}</Note>}
      <Note>{words().stop.papers}: {words().stop.papersHint}</Note>
    </StepFrame>
  );
}

async function microphone(): Promise<boolean> {
  if (!navigator.mediaDevices) return false;
  const state = await navigator.permissions?.query({ name: "microphone" as PermissionName }).catch(() => null);
  return state?.state !== "denied";
}

export function ArriveStep(props: StepProps): JSX.Element {
  const { stop, events } = props;
  const { pack } = usePhone();
  const [found, find] = useState<Fix | NoFix | "looking" | null>(null);
  const w = words().arrive;
  const address = stop.address.lon_e6 !== null && stop.address.lat_e6 !== null ? { lon_e6: stop.address.lon_e6, lat_e6: stop.address.lat_e6 } : null;
  const look = async (): Promise<void> => {
    find("looking");
    const place = await whereWeAre();
    find(place);
    if (typeof place === "object" && flags(place).length === 0) await arrived(place);
  };
  const flags = (place: Fix): Flag[] => flagsOf(place, officeNow(), trail(events), address);
  const arrived = async (place: Fix | NoFix): Promise<void> => {
    const due = new Date(officeNow() + (pack?.safety.check_out_s ?? 2700) * 1000);
    await write("safety.timer", { state: "started", due_at: due.toISOString() }, stop);
    const body = typeof place === "object" ? { place, why_none: null, flags: flags(place) } : { place: null, why_none: place, flags: [] };
    await settle(props, "visit.arrived", body);
  };
  const odd = typeof found === "object" && found !== null ? flags(found) : [];
  const none = found === "denied" || found === "unavailable" || found === "timeout" ? found : null;
  const primary = typeof found === "object" && found !== null ? <Button kind="pri" icon="check" onClick={() => void arrived(found)}>{words().acts.next}</Button>
    : none ? <Button kind="pri" icon="check" onClick={() => void arrived(none)}>{w.without}</Button>
    : <Button kind="pri" icon="send" disabled={found === "looking"} onClick={() => void look()}>{found === "looking" ? w.looking : w.take}</Button>;
  return (
    <StepFrame {...props} step="arrive" title={w.title} why={w.why} primary={primary}>
      <Card><div class="dim sm">{words().stop.address}</div><b>{stop.address.text}</b></Card>
      {none && <Note tone="ask" title={w.none} act={<Button kind="half" onClick={() => void look()}>{words().acts.retry}</Button>}>{w[none]}{language() === "zh" ? "。" : ". "}{w.noneWhy}</Note>}
      {odd.length > 0 && <Note tone="ask" title={odd.map((flag) => w.flags[flag]).join(language() === "zh" ? "、" : ", ")}>{w.flagsWhy}</Note>}
      {typeof found === "object" && found !== null && <Note tone="info">{w.found(Math.round(found.accuracy_cm / 100))}</Note>}
      <Note>{w.knock}</Note>
    </StepFrame>
  );
}

export function PresentStep(props: StepProps): JSX.Element {
  const { stop } = props;
  const { pack } = usePhone();
  const [draft, change, drop] = useDraft<{ who: Present | "" }>(`present:${stop.visit_id}`, { who: "" });
  const w = words().present;
  const who = draft.who || null;
  const say = who === "other_adult" ? template(pack, "third_party", stop.open.first_name) : who === "nobody" ? template(pack, "left_card", stop.open.first_name) : null;
  return (
    <StepFrame {...props} step="present" title={w.title} primary={<Button kind="pri" icon="check" disabled={!who} onClick={() => void settle(props, "visit.present", { who: draft.who }, drop)}>{words().acts.next}</Button>}>
      <Choice name="who" label={w.title} value={who} onChange={(next) => change({ who: next })} options={[
        { value: "borrower", title: w.borrower, hint: w.borrowerHint }, { value: "other_adult", title: w.other, hint: w.otherHint },
        { value: "minor_only", title: w.minor, hint: w.minorHint }, { value: "nobody", title: w.nobody, hint: w.nobodyHint },
      ]} />
      {say && <Card><div class="dim sm">{who === "nobody" ? w.card : w.sayOther}</div><p class="say" lang={words().lang}>{say.here}</p>{say.other && <p class="say-too" lang={say.otherLang}>{say.other}</p>}</Card>}
    </StepFrame>
  );
}
