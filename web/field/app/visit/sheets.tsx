/** What can be done on every step: a photograph, sound, a note, the visitors' number, or leaving the step out. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { mayRecord, type Step, type Visit } from "../../core/visit";
import type { Stop } from "../../store/pack_types";
import { capture, write } from "../acts/write";
import { Button, Card, Choice, Line, Note, Typed } from "../parts/frame";
import { Icon } from "../parts/icons";
import { TroubleNote } from "../parts/trouble";
import { go, set, usePhone } from "../state";
import { words } from "../words/speech";
import type { Sheets } from "./frame";
import { pauseSound, soundSeconds, startSound } from "./sound";

function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }): JSX.Element {
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => { place.current?.showModal(); }, []);
  return (
    <dialog ref={place} class="sheet" aria-label={title} onClose={onClose} onClick={(event) => { if (event.target === place.current) onClose(); }}>
      <div><h2>{title}</h2>{children}<Button onClick={onClose}>{words().acts.close}</Button></div>
    </dialog>
  );
}

export function MoreSheet({ stop, visit, onSheet }: { stop: Stop; visit: Visit; onSheet: (sheet: Sheets) => void }): JSX.Element {
  const { events } = usePhone();
  const w = words().more;
  const may = mayRecord(visit);
  const taken = events.filter((each) => each.visit_id === stop.visit_id && each.kind === "evidence.added").length;
  const photo = async (file: File | undefined): Promise<void> => { if (file) await capture(file, "photo", stop); };
  return (
    <Sheet title={w.title} onClose={() => onSheet(null)}>
      {!may && <Note>{w.consent}</Note>}
      <section class="card">
        {may && <label class="line"><input class="vh" type="file" accept="image/*" capture="environment" id="photo" onChange={(event) => void photo(event.currentTarget.files?.[0])} /><Icon name="camera" size={22} /><span class="grow line-title">{w.photo}</span></label>}
        {may && <Sound stop={stop} />}
        <Line icon="pen" title={w.note} onClick={() => go(`/note/${stop.stop_id}`)} />
        <Line icon="shield" title={w.number} onClick={() => go("/number")} />
        <Line icon="pair" title={w.safety} onClick={() => go("/safety")} />
        <Line icon="skip" title={w.skip} onClick={() => onSheet("skip")} />
      </section>
      <TroubleNote />
      {taken > 0 && <Note tone="allow" title={w.taken(taken)}>{w.place}</Note>}
    </Sheet>
  );
}

function Sound({ stop }: { stop: Stop }): JSX.Element {
  const [seconds, count] = useState(soundSeconds());
  const w = words().more;
  useEffect(() => {
    const timer = setInterval(() => count(soundSeconds()), 500);
    return () => clearInterval(timer);
  }, []);
  const turn = async (): Promise<void> => {
    if (seconds !== null) return pauseSound();
    const isOn = await startSound((sound) => void capture(sound, "audio", stop));
    if (!isOn) {
      set({ trouble: { kind: "camera", detail: "" } });
      await write("note", { about: "no_microphone" }, stop);
    }
    count(soundSeconds());
  };
  const time = seconds === null ? "" : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return <Line icon="mic" title={seconds === null ? w.audio : w.stopAudio} {...(seconds === null ? {} : { hint: w.recording(time) })} onClick={() => void turn()} />;
}

export function SkipSheet({ stop, step, onSheet, onDone }: { stop: Stop; step: Step; onSheet: (sheet: Sheets) => void; onDone: () => void }): JSX.Element {
  const [why, choose] = useState<string | null>(null);
  const [typed, type] = useState("");
  const w = words().skip;
  const skip = async (): Promise<void> => {
    const event = await write("visit.skipped_step", { step, reason: typed.trim() || why || "" }, stop);
    if (!event) return;
    onSheet(null);
    onDone();
  };
  return (
    <Sheet title={w.title} onClose={() => onSheet(null)}>
      <p class="dim sm">{w.why}</p>
      <Choice name="why" label={w.title} value={why} onChange={choose} options={[{ value: "does_not_apply", title: w.none }, { value: "they_refused", title: w.refused }, { value: "not_safe", title: w.unsafe }, { value: "no_time", title: w.time }]} />
      <Card><Typed id="skip-words" label={w.words} value={typed} onInput={type} /></Card>
      <Button kind="pri" disabled={!why && !typed.trim()} onClick={() => void skip()}>{w.do}</Button>
    </Sheet>
  );
}
