/** What went wrong on this phone, and what to do now. It is shown wherever the person looks, so also on an open sheet. */
import type { JSX } from "preact";
import { set, usePhone, type Trouble } from "../state";
import { words } from "../words/speech";
import { Button, Note } from "./frame";

/** These end when they were read; the others end when the office answers or the papers open. */
const ENDS_WHEN_READ: ReadonlySet<Trouble> = new Set<Trouble>(["quota", "noRoom", "camera", "large"]);

export function TroubleNote(): JSX.Element | null {
  const { trouble } = usePhone();
  const w = words().trouble;
  if (!trouble) return null;
  const { kind, detail } = trouble;
  const said: { [kind in Trouble]: [string, string] } = {
    quota: [w.quota, w.quotaWhat], noRoom: [w.noRoom, w.noRoomWhat], camera: [w.camera, w.cameraWhat], large: [w.large(detail), w.largeWhat],
    tampered: [w.tampered, w.tamperedWhat], server: [w.server, w.serverWhat], old: [w.old, w.oldWhat],
  };
  const [title, what] = said[kind];
  return <div class="trouble"><Note tone="ask" title={title} {...(ENDS_WHEN_READ.has(kind) ? { act: <Button kind="half" onClick={() => set({ trouble: null })}>{words().acts.read}</Button> } : {})}>{what}</Note></div>;
}
