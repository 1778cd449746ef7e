/** What was told at the end of a visit, what a correction says instead, and how both stand side by side. */
import type { Json } from "../canonical";
import type { Body, FieldEvent } from "../events";

/** What may be corrected. What people asked for, and evidence, are not in it. */
export type Told = { disposition: string; note: string; promise_fen: number | null; promise_due_on: string | null };

export type Corrected = { at: number; was: Told; now: Told; because: string };

/** Returns the record that ended a visit, or null while it runs. */
export function endOf(events: readonly FieldEvent[], visit: string): FieldEvent | null {
  return events.filter((each) => each.visit_id === visit && each.kind === "visit.left").at(-1) ?? null;
}

/** Returns what the end of a visit told. */
export function toldAtEnd(end: FieldEvent): Told {
  const answers = fieldsOf(end.body["answers"]);
  return over({ disposition: "", note: "", promise_fen: null, promise_due_on: null }, answers);
}

/** Returns the corrections of a visit in their order, each with what was told before it. */
export function correctionsOf(events: readonly FieldEvent[], end: FieldEvent): Corrected[] {
  let told = toldAtEnd(end);
  return events.filter((each) => each.kind === "correction" && each.body["of"] === end.id).map((each) => {
    const was = told;
    told = over(was, fieldsOf(each.body["now"]));
    return { at: each.clocks.wall + each.clocks.offset_ms, was, now: told, because: String(each.body["because"] ?? "") };
  });
}

/** Returns what a correction writes down, or null when nothing differs or no reason is given. */
export function correction(end: FieldEvent, was: Told, now: Told, because: string): Body | null {
  const differs: { [name: string]: Json } = {};
  if (now.disposition !== was.disposition) differs["disposition"] = now.disposition;
  if (now.note !== was.note) differs["note"] = now.note;
  if (now.promise_fen !== was.promise_fen || now.promise_due_on !== was.promise_due_on) {
    differs["promise_fen"] = now.promise_fen;
    differs["promise_due_on"] = now.promise_due_on;
  }
  if (!Object.keys(differs).length || !because.trim()) return null;
  return { of: end.id, now: differs, because: because.trim() };
}

function fieldsOf(value: Json | undefined): { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { readonly [name: string]: Json }) : {};
}

function over(told: Told, fields: { readonly [name: string]: Json }): Told {
  const has = (name: keyof Told): boolean => fields[name] !== undefined;
  return {
    disposition: has("disposition") ? String(fields["disposition"]) : told.disposition,
    note: has("note") ? String(fields["note"]) : told.note,
    promise_fen: has("promise_fen") ? (fields["promise_fen"] as number | null) : told.promise_fen,
    promise_due_on: has("promise_due_on") ? (fields["promise_due_on"] as string | null) : told.promise_due_on,
  };
}
