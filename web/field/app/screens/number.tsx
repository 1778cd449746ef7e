/** The digits by which whoever is visited can check the pair. They renew themselves and need no signal. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { daySecret, numberAt, secondsLeft } from "../../core/visitor_number";
import { fromBase64 } from "../../store/base64";
import { Bar, Body, Card, Note, Pill, Screen, Title } from "../parts/frame";
import { officeNow, usePhone } from "../state";
import { words } from "../words/speech";

const HALF = 4;

export function VisitorNumber(): JSX.Element {
  const { pack } = usePhone();
  const [digits, show] = useState("");
  const [left, count] = useState(0);
  const w = words().number;
  const seed = pack?.agent.code_seed ?? "";
  const isOver = !pack || Date.parse(pack.valid_until) < officeNow();
  useEffect(() => {
    let isHere = true;
    const turn = async (): Promise<void> => {
      const at = new Date(officeNow());
      const number = seed ? await numberAt(await daySecret(fromBase64(seed)), at) : "";
      if (!isHere) return;
      show(number);
      count(secondsLeft(at));
    };
    void turn();
    const timer = setInterval(() => void turn(), 1000);
    return () => { isHere = false; clearInterval(timer); };
  }, [seed]);
  return (
    <Screen label="number">
      <Bar back={() => history.back()} end={isOver ? null : <Pill icon="time">{w.renew(left)}</Pill>}><Title>{w.title}</Title></Bar>
      <Body>
        {isOver ? <Note tone="ask">{w.expired}</Note> : <Card>
          <div class="digits" aria-live="off"><span>{digits.slice(0, HALF)}</span><span>{digits.slice(HALF)}</span></div>
          <p class="centre soft">{pack.partner ? w.who(pack.agent.name, pack.partner.name) : pack.agent.name}</p>
        </Card>}
        <Note>{w.why}</Note>
        <Card><div class="dim sm">{w.where}</div><b>{location.host}/portal/visitor</b></Card>
      </Body>
    </Screen>
  );
}
