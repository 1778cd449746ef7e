/** The screens before the papers are open: signing in, choosing PINs, typing one, and why nothing opens. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { connect, leavePhone, useLanguage, usePins } from "../acts/begin";
import { unlock } from "../acts/unlock";
import { known } from "../../store/meta";
import type { Both } from "../../store/pack_types";
import { waitsUntil } from "../../store/session";
import { Body, Button, Dock, Note, Screen, Title } from "../parts/frame";
import { PinPad } from "../parts/pin_pad";
import { db, go, now, officeNow, usePhone } from "../state";
import { hour, said, words } from "../words/speech";
import { ExportButton } from "./sync";

const SIGN_IN = "/sign-in?next=/field/app/";

export function SignIn(): JSX.Element {
  const { isOnline, isSyncing, mustSignIn, trouble, unsent } = usePhone();
  const w = words().signIn;
  return (
    <Screen label="sign-in"><Body>
      <div class="lead"><img class="logo" src="/static/look/mark.svg" alt="" width="64" height="64" /><Title>{w.title}</Title><p>{w.why}</p></div>
      {!isOnline && <Note tone="ask" title={w.offline} />}
      {trouble && <Note tone="ask" title={w.failed} />}
      {isSyncing && <p class="dim" role="status">{w.phone}</p>}
      {unsent > 0 && <Note tone="info" title={words().sync.pill(unsent)}>{words().sync.stays}</Note>}
    </Body><Dock>
      {mustSignIn ? <a class="btn pri" href={SIGN_IN}>{w.go}</a> : <Button kind="pri" onClick={() => void connect()} disabled={isSyncing}>{isOnline ? w.go : words().acts.retry}</Button>}
      <Languages />
    </Dock></Screen>
  );
}

export function ChoosePins(): JSX.Element {
  const w = words().pins;
  const [pins, keep] = useState<string[]>([]);
  const [fault, say] = useState("");
  const [isBusy, work] = useState(false);
  const asks = [w.first, w.again, w.second, w.secondAgain];
  const take = (pin: string): void => {
    const [next, wrong] = judge(pins, pin);
    say(wrong);
    keep(next);
    if (next.length < asks.length) return;
    work(true);
    void usePins(next[0] ?? "", next[2] ?? "").finally(() => work(false));
  };
  return (
    <Screen label="pins"><Body>
      <div class="lead"><Title>{w.title}</Title><p>{w.why}</p></div>
      <PinPad onPin={take} isBusy={isBusy} said={isBusy ? w.working : fault || asks[pins.length] || ""} />
    </Body></Screen>
  );
}

/** Returns the PINs so far with a new one, and what is wrong with it. */
function judge(pins: readonly string[], pin: string): [string[], string] {
  const w = words().pins;
  const isRepeat = pins.length % 2 === 1;
  if (isRepeat && pins.at(-1) !== pin) return [pins.slice(0, -1), w.differ];
  if (!isRepeat && isWeak(pin)) return [[...pins], w.weak];
  if (pins.length === 2 && pin === pins[0]) return [[...pins], w.same];
  return [[...pins, pin], ""];
}

/** Says whether a PIN is one digit over and over, or a run such as 123456. */
export function isWeak(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, place) => Number(digit) - Number(pin[place])));
  return steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1);
}

export function Unlock(): JSX.Element {
  const w = words().unlock;
  const [said, say] = useState(w.why);
  const [isBusy, work] = useState(false);
  const [isLost, lose] = useState(false);
  const take = async (pin: string): Promise<void> => {
    work(true);
    const refusal = await unlock(pin);
    work(false);
    if (refusal === "wrong") say(w.wrong);
    if (refusal === "wait") say(w.wait(hour(await waitsUntil(db))));
    if (refusal) lose(true);
  };
  useEffect(() => void waitsUntil(db).then((until) => { if (until > officeNow()) say(w.wait(hour(until))); }), []);
  return (
    <Screen label="unlock"><Body>
      <div class="lead centre"><Title>{w.title}</Title></div>
      <PinPad onPin={(pin) => void take(pin)} isBusy={isBusy} said={said} />
      <Button kind="quiet" onClick={() => go("/note")}>{w.note}</Button>
      {isLost && now().isOnline && <Button kind="quiet" onClick={() => void leavePhone()}>{w.forgot}</Button>}
    </Body></Screen>
  );
}

export function Expired(): JSX.Element {
  const { isSyncing, mustSignIn } = usePhone();
  const w = words().trouble;
  return (
    <Screen label="expired"><Body><div class="lead"><Title>{w.expired}</Title></div><Note tone="ask">{w.expiredWhat}</Note></Body><Dock>
      {mustSignIn ? <a class="btn pri" href={SIGN_IN}>{words().signIn.go}</a> : <Button kind="pri" disabled={isSyncing} onClick={() => void connect()}>{words().acts.retry}</Button>}
      <Button icon="pen" onClick={() => go("/note")}>{words().me.note}</Button>
    </Dock></Screen>
  );
}

export function Revoked(): JSX.Element {
  const { unsent } = usePhone();
  const [told, hear] = useState<Both | null>(null);
  useEffect(() => void known(db, "revoked").then((revoked) => hear(revoked?.say ?? null)), []);
  const w = words().trouble;
  return (
    <Screen label="revoked"><Body><div class="lead"><Title>{w.revoked}</Title></div><Note tone="ask">{told ? said(told) : w.revokedWhy}</Note><Note>{w.revokedWhat}</Note>{unsent > 0 && <Note tone="info" title={words().sync.pill(unsent)}>{w.revokedUnsent}</Note>}</Body><Dock>
      {unsent > 0 && <ExportButton />}
      <Button onClick={() => go("/note")} icon="pen">{words().me.note}</Button>
      <Button kind="quiet" onClick={() => void connect()}>{words().acts.retry}</Button>
    </Dock></Screen>
  );
}

/** The two languages, side by side. */
export function Languages(): JSX.Element {
  const { language } = usePhone();
  return (
    <div class="seg" role="group" aria-label={words().me.language}>
      {(["zh", "en"] as const).map((each) => <button key={each} type="button" lang={each} aria-pressed={language === each} onClick={() => useLanguage(each)}>{each === "zh" ? "中文" : "English"}</button>)}
    </div>
  );
}
