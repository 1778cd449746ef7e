/** How far is a visit, what may be done next, and what is over? A fold over its events and nothing else. */
import type { FieldEvent, Happening, Kind } from "./events";
import { PROOFS, type Proof } from "./confidence";

export const STEPS = [
  "permit", "arrive", "present", "right_party", "purpose", "reason", "sheet", "agreement", "summary", "leave",
] as const;

export type Step = (typeof STEPS)[number];

/** Whom the agents meet. Nothing in here asks them to knock: "nobody" is an answer like the others. */
export type Present = "borrower" | "other_adult" | "minor_only" | "nobody";

export type Recording = "not_asked" | "agreed" | "declined" | "withdrawn";

export type Visit = Readonly<{
  done: ReadonlySet<Step>;
  /** Steps that were left out, each with the reason that was given. */
  skipped: ReadonlyMap<Step, string>;
  present: Present | null;
  proofs: readonly Proof[];
  recording: Recording;
  /** Why nothing but leaving is left: a word, or null. */
  mustLeave: "minor_only" | "asked_to_leave" | "stop_requested" | null;
  /** The borrower, or whoever is there, does not want us back today. */
  stopsToday: boolean;
  hasEnded: boolean;
}>;

type Folded = FieldEvent | Happening;

export const NOT_BEGUN: Visit = {
  done: new Set(), skipped: new Map(), present: null, proofs: [],
  recording: "not_asked", mustLeave: null, stopsToday: false, hasEnded: false,
};

const STEP_OF: Partial<Record<Kind, Step>> = {
  "visit.started": "permit",
  "visit.arrived": "arrive",
  "visit.present": "present",
  "visit.purpose": "purpose",
  "visit.reason": "reason",
  "visit.sheet": "sheet",
  "visit.promise": "agreement",
  "visit.summary": "summary",
  "visit.left": "leave",
};

/** Returns what a visit has come to. Events that the fold does not know change nothing and break nothing. */
export function visitAfter(events: readonly Folded[]): Visit {
  return events.reduce(after, NOT_BEGUN);
}

/** Returns the step to show next, or null after the visit. Leaving is the next step as soon as it is the only one. */
export function nextStep(visit: Visit): Step | null {
  if (visit.hasEnded) return null;
  if (visit.mustLeave) return "leave";
  return STEPS.find((step) => !visit.done.has(step) && !visit.skipped.has(step)) ?? "leave";
}

/** Says whether something may be written down now. A fact always may; only steps that press on after a "leave" may not. */
export function mayFollow(visit: Visit, kind: Kind): boolean {
  if (visit.hasEnded) return !kind.startsWith("visit.") && kind !== "place.sample";
  const step = STEP_OF[kind] ?? (kind === "visit.right_party" ? "right_party" : null);
  return visit.mustLeave === null || step === null || step === "leave";
}

/** Says whether sound or pictures may be taken now: only after a yes, never again after a withdrawal, not once we leave. */
export function mayRecord(visit: Visit): boolean {
  return visit.recording === "agreed" && visit.mustLeave === null && !visit.hasEnded;
}

/** Says whether the phone may look where it is: between arriving and leaving, at no other time. */
export function mayLocate(visit: Visit): boolean {
  return visit.done.has("arrive") && !visit.hasEnded;
}

function after(visit: Visit, { kind, body }: Folded): Visit {
  switch (kind) {
    case "visit.present":
      return met(finish(visit, "present"), body["who"]);
    case "visit.right_party":
      return proved(visit, body["proof"], body["settled"] === true);
    case "visit.skipped_step":
      return skip(visit, body["step"], body["reason"]);
    case "visit.left":
      return { ...finish(visit, "leave"), hasEnded: true };
    case "stop.requested":
      return { ...visit, mustLeave: body["to"] === "leave" ? "asked_to_leave" : "stop_requested", stopsToday: true };
    case "note":
      return body["about"] === "recording" ? consented(visit, body["consent"]) : visit;
    default: {
      const step = STEP_OF[kind];
      return step ? finish(visit, step) : visit;
    }
  }
}

function finish(visit: Visit, step: Step): Visit {
  const skipped = new Map(visit.skipped);
  skipped.delete(step);
  return { ...visit, done: new Set([...visit.done, step]), skipped };
}

function met(visit: Visit, who: unknown): Visit {
  if (who !== "borrower" && who !== "other_adult" && who !== "minor_only" && who !== "nobody") return visit;
  return { ...visit, present: who, mustLeave: visit.mustLeave ?? (who === "minor_only" ? "minor_only" : null) };
}

function proved(visit: Visit, proof: unknown, isSettled: boolean): Visit {
  const known = PROOFS.find((each) => each === proof);
  const proofs = known ? [...visit.proofs, known] : visit.proofs;
  return { ...(isSettled ? finish(visit, "right_party") : visit), proofs };
}

function skip(visit: Visit, step: unknown, reason: unknown): Visit {
  const known = STEPS.find((each) => each === step);
  if (!known || typeof reason !== "string" || !reason.trim() || visit.done.has(known)) return visit;
  return { ...visit, skipped: new Map([...visit.skipped, [known, reason.trim()]]) };
}

function consented(visit: Visit, consent: unknown): Visit {
  if (visit.recording === "withdrawn") return visit;
  if (consent === true) return { ...visit, recording: "agreed" };
  return { ...visit, recording: visit.recording === "agreed" ? "withdrawn" : "declined" };
}
