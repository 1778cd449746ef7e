/** After the summary: a code to scan, by which the person finds their own copy of what was written down. */
import type { JSX } from "preact";
import { copyAddress, copyHash, newCopyCode } from "../../core/after/copy_code";
import type { Stop } from "../../store/pack_types";
import { keepDraft } from "../acts/write";
import { Body, Button, Card, cover, Dock, Note, Screen, Title } from "../parts/frame";
import { PictureCode } from "../parts/picture_code";
import { now } from "../state";
import { words } from "../words/speech";

const draftName = (stop: Stop): string => `copy:${stop.visit_id}`;

type Copy = { code: string; isShown: boolean };

/** Returns the code of a visit's copy, or null before there is one. */
export function copyOf(stop: Stop): Copy | null {
  const kept = now().drafts.get(draftName(stop)) as Copy | undefined;
  return kept ?? null;
}

/** Makes the code, once, and returns what the office is told of it. It is on the disk before its hash is written down. */
export async function makeCopy(stop: Stop): Promise<string> {
  const code = copyOf(stop)?.code ?? newCopyCode();
  await keepDraft(draftName(stop), { code, isShown: false });
  return copyHash(code);
}

export function HandOver({ stop, code, onDone, onLeave }: { stop: Stop; code: string; onDone: () => void; onLeave: () => void }): JSX.Element {
  const w = words().copy;
  const address = copyAddress(location.origin, code);
  const done = async (): Promise<void> => {
    await keepDraft(draftName(stop), { code, isShown: true });
    onDone();
  };
  return (
    <Screen label="copy">
      <Body>
        <div class="lead"><Title>{w.title}</Title><p>{w.why}</p></div>
        <Card><PictureCode text={address} label={w.picture} /><p class="centre address"><span>{location.host}/r/</span><span>{code}</span></p></Card>
        <Card><p class="say" lang={words().lang}>{w.say}</p><p class="say-too" lang="ko">{w.ko}</p></Card>
        <Note>{w.later}</Note>
      </Body>
      <Dock><Button kind="pri" icon="check" onClick={() => void done()}>{words().acts.next}</Button>
        <div class="row"><Button kind="half" icon="cover" onClick={cover}>{words().acts.cover}</Button><Button kind="half" icon="leave" onClick={onLeave}>{words().acts.leave}</Button></div>
      </Dock>
    </Screen>
  );
}
