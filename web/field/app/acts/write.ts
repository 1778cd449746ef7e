/** How does a screen write something down? It shows nothing as done before it lies on the disk. */
import type { Body, FieldEvent, Kind } from "../../core/events";
import { visitAfter, type Visit } from "../../core/visit";
import { canonical, type Json } from "../../core/canonical";
import type { Blob_ } from "../../store/database";
import { evidenceOf, TooLarge, type Role } from "../../store/evidence";
import { lock } from "../../store/pack_key";
import { NoRoom, record } from "../../store/record";
import { toUtf8 } from "../../store/base64";
import type { Stop } from "../../store/pack_types";
import { db, now, set, source } from "../state";
import { sizeOf } from "../words/speech";
import { count, sync } from "./exchange";

/** Which stop something is about; one that left the papers is still named. */
export type Where = Pick<Stop, "stop_id" | "case_id" | "visit_id">;

/** Writes something down; resolves to null when the phone has no room, and says so on the screen. */
export async function write(kind: Kind, body: Body, stop: Where | null, blobs: readonly Blob_[] = []): Promise<FieldEvent | null> {
  const what = { kind, body, case_id: stop?.case_id ?? null, stop_id: stop?.stop_id ?? null, visit_id: stop?.visit_id ?? null };
  try {
    const event = await record({ db, source }, now().key, what, blobs);
    if (now().key) set({ events: [...now().events, event] });
    await count();
    void sync();
    return event;
  } catch (error) {
    if (!(error instanceof NoRoom)) throw error;
    set({ trouble: { kind: blobs.length ? "quota" : "noRoom", detail: "" } });
    return null;
  }
}

/** Keeps a photograph, a sound or a signature; resolves to its hash, or null when it could not be kept. */
export async function capture(captured: Blob, role: Role, stop: Stop): Promise<string | null> {
  try {
    const { body, blob } = await evidenceOf(db, captured, role, source.wall());
    const event = await write("evidence.added", body, stop, [blob]);
    return event ? blob.sha256 : null;
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    set({ trouble: { kind: "large", detail: sizeOf(error.size) } });
    await write("note", { about: "too_large", words: `${role} ${error.size}` }, stop);
    return null;
  }
}

/** Returns what a visit has come to. */
export function visitOf(events: readonly FieldEvent[], stop: Stop): Visit {
  return visitAfter(events.filter((each) => each.visit_id === stop.visit_id));
}

/** Keeps what is being typed, closed under the key of the papers, so that a closed tab costs nothing. */
export async function keepDraft(name: string, value: Json): Promise<void> {
  const { key, drafts } = now();
  if (!key) return;
  drafts.set(name, value);
  await db.drafts.put({ name, locked: await lock(key, name, toUtf8(canonical(value))) });
}

export async function dropDraft(name: string): Promise<void> {
  now().drafts.delete(name);
  await db.drafts.delete(name);
}
