/** The card before the door, and the briefing that opens in the car for a minute. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { openHalf } from "../../store/papers";
import type { SealedHalf, Stop } from "../../store/pack_types";
import { open } from "../../store/session";
import { yuan } from "../../core/money";
import { visitOf, write } from "../acts/write";
import { Bar, Body, Button, Card, cover, Dock, Note, Pill, Screen, Title } from "../parts/frame";
import { Icon } from "../parts/icons";
import { PinPad } from "../parts/pin_pad";
import { db, go, replaceBy, source, usePhone } from "../state";
import { day, hour, language, said, words } from "../words/speech";
import { template } from "../words/templates";
import { between, standingOf, stopOf } from "./today";

const OPEN_S = 60;

export function StopCard({ id }: { id: string }): JSX.Element {
  const phone = usePhone();
  const stop = stopOf(phone, id);
  const w = words().stop;
  if (!stop) return <Gone />;
  const standing = standingOf(stop, phone);
  const greeting = template(phone.pack, "greeting", stop.open.first_name);
  return (
    <Screen label={id}>
      <Bar back="/" end={<Pill icon="time">{between(stop)}</Pill>} hasCoverBelow><span class="dim sm">{w.title(stop.order)}</span></Bar>
      <Body>
        <SealedCard stop={stop} />
        {standing === "stopped" && <Note tone="pause" title={words().permit.refusals["permit-stopped"]?.[0] ?? ""}>{words().permit.refusals["permit-stopped"]?.[1]}</Note>}
        {standing !== "stopped" && <Card><div class="dim sm">{w.say}</div><p class="say" lang={language()}>{greeting.here}</p>{greeting.other && <p class="say-too" lang={greeting.otherLang}>{greeting.other}</p>}</Card>}
        {stop.wished && <Note tone="care" title={w.wished}>{said(stop.wished)}<span class="dim"> · {w.wishedNow(between(stop))}</span></Note>}
        {stop.safety.map((each) => <Note key={each.zh} tone="ask" title={w.safety}>{said(each)}{each.until && <span class="dim"> {w.until(day(each.until))}</span>}</Note>)}
        {stop.do_not.length > 0 && <Card title={w.doNot}><ul class="checks">{stop.do_not.map((each) => <li key={each.zh}><span class="is-refuse"><Icon name="refuse" /></span><span>{said(each)}</span></li>)}</ul></Card>}
      </Body>
      <Dock>
        {standing === "stopped" ? <Button kind="pri" onClick={() => go("/")}>{words().acts.back}</Button>
          : <Button kind="pri" icon="shield" onClick={() => go(`/visit/${id}`)}>{standing === "on" ? words().today.resume : w.start}</Button>}
        <div class="row">{standing === "ahead" && <Button kind="half" icon="lock" onClick={() => go(`/brief/${id}`)}>{w.brief}</Button>}
          <Button kind="half" icon="cover" onClick={cover}>{words().acts.cover}</Button>
          {standing !== "ahead" && <Button kind="half" icon="pen" onClick={() => go(`/note/${id}`)}>{words().more.note}</Button>}</div>
      </Dock>
    </Screen>
  );
}

/** First name and "personal matter", and nothing more until it is certain who stands there. */
export function SealedCard({ stop }: { stop: Stop }): JSX.Element {
  const w = words().stop;
  return (
    <section class="sealed">
      <div class="row"><Title>{stop.open.first_name}</Title><span class="state end"><Icon name="lock" size={17} />{w.sealed}</span></div>
      <div class="matter">{w.subject}</div>
      <div class="where">{stop.address.text}{language() === "zh" ? "。" : ". "}{w.untilSure}</div>
    </section>
  );
}

export function Briefing({ id }: { id: string }): JSX.Element {
  const phone = usePhone();
  const stop = stopOf(phone, id);
  const [half, show] = useState<SealedHalf | "gone" | null>(null);
  const [left, count] = useState(OPEN_S);
  const [said_, say] = useState("");
  const [isBusy, work] = useState(false);
  const w = words();
  const isGone = half === "gone" || (stop !== null && phone.stops.has(String(stop.case_id)));
  const isOver = stop !== null && visitOf(phone.events, stop).done.has("arrive");
  useEffect(() => {
    if (!half) return;
    const timer = setInterval(() => count((before) => before - 1), 1000);
    return () => clearInterval(timer);
  }, [half]);
  useEffect(() => { if (left <= 0) replaceBy(`/stop/${id}`); }, [left]);
  if (!stop) return <Gone />;
  const ask = async (pin: string): Promise<void> => {
    work(true);
    const found = await open(db, pin, source);
    work(false);
    if (typeof found === "string") return say(w.unlock.wrong);
    if (found.isDuress) await write("safety.duress", { where: "unlock" }, stop);
    await write("note", { about: "briefing" }, stop);
    show((await openHalf(db, found.key, stop)) ?? "gone");
  };
  return (
    <Screen label={`brief-${id}`}>
      <Bar back={`/stop/${id}`} end={half && !isGone ? <Pill icon="time">{w.stop.left(left)}</Pill> : null}><Title>{w.stop.brief}</Title><p>{w.today.order(stop.order)} · {stop.open.first_name}</p></Bar>
      <Body>
        {isOver && <Note tone="ask">{w.stop.briefOver}</Note>}
        {!isOver && half === null && <><Note>{w.stop.briefWhy}</Note><PinPad onPin={(pin) => void ask(pin)} isBusy={isBusy} said={said_ || w.unlock.title} /></>}
        {half !== null && isGone && <Note tone="pause">{w.stop.gone}</Note>}
        {half !== null && half !== "gone" && !isGone && !isOver && <><Card><div class="dim sm">{w.stop.why}</div><b>{said(stop.reason)}</b></Card><Details half={half} /></>}
      </Body>
    </Screen>
  );
}

/** What is owed, by what it is made of, and what was last said about it. */
export function Details({ half }: { half: SealedHalf }): JSX.Element {
  const w = words().stop;
  const { amounts, last_contact, promise, account } = half;
  return (
    <>
      {amounts && <Card title={w.owed}><dl class="pairs">
        {amounts.parts.map((part) => <><dt>{said(part.say)}</dt><dd class="num">{yuan(part.fen)}</dd></>)}
        <dt class="sum">{w.total}</dt><dd class="num sum">{yuan(amounts.total_fen)}</dd>
      </dl></Card>}
      <Card><dl class="pairs wide">
        {account && <><dt class="dim">{w.account}</dt><dd>{account.creditor} · {account.product}{account.number && ` · ${account.number}`}</dd></>}
        <dt class="dim">{w.last}</dt><dd>{last_contact ? `${day(last_contact.at)} ${hour(last_contact.at)} · ${said(last_contact.say)}` : w.lastNone}</dd>
        <dt class="dim">{w.promise}</dt><dd>{promise ? `${yuan(promise.amount_fen)} · ${w.due(day(promise.due_on))}` : w.promiseNone}</dd>
      </dl></Card>
      {(half.asks ?? []).map((ask) => <Note key={ask.zh} tone="care">{said(ask)}</Note>)}
    </>
  );
}

export function Gone(): JSX.Element {
  const w = words().trouble;
  return <Screen label="gone"><Bar back="/"><Title>{w.gone}</Title></Bar><Body><Note tone="pause">{w.goneWhat}</Note></Body><Dock><Button kind="pri" onClick={() => go("/")}>{words().acts.back}</Button><Button icon="pen" onClick={() => go("/note")}>{words().me.note}</Button></Dock></Screen>;
}
