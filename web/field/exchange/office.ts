/** How does the phone ask the office, and what can go wrong on the way? */
import type { Both } from "../store/pack_types";

const ROOT = "/field/api/1/";
const PATIENCE_MS = 30_000;

/** What the office said no to. */
export class Answered extends Error {
  constructor(readonly status: number, readonly code: string, readonly say: Both | null, readonly body: Record<string, unknown>) {
    super(`${status} ${code}`);
  }
}

/** There is no signal, or the office does not answer. */
export class NoOffice extends Error {}

export type Office = {
  ask<Result>(path: string): Promise<Result>;
  tell<Result>(path: string, body: unknown): Promise<Result>;
  put<Result>(path: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Result>;
};

/** The office behind the address this page came from. */
export const office: Office = {
  ask: (path) => call(path, { method: "GET" }),
  tell: (path, body) => call(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  put: (path, body, headers) => call(path, { method: "PUT", body, headers: { ...headers, "Content-Type": "application/octet-stream" } }),
};

async function call<Result>(path: string, how: RequestInit): Promise<Result> {
  const headers = { Accept: "application/json", "X-CSRFToken": csrf(), ...(how.headers as Record<string, string> | undefined) };
  const answer = await reach(ROOT + path, { ...how, headers, credentials: "same-origin", redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.type === "opaqueredirect") throw new Answered(401, "sign_in", null, {});
  const body = await jsonOf(answer);
  if (answer.ok && body) return { server_time: answer.headers.get("Date"), ...body } as Result;
  const { code, say } = (body ?? {}) as { code?: string; say?: Both };
  throw new Answered(answer.ok ? 502 : answer.status, code ?? "unreadable", say ?? null, body ?? {});
}

async function reach(address: string, how: RequestInit): Promise<Response> {
  try {
    return await fetch(address, how);
  } catch (error) {
    throw new NoOffice("the office does not answer", { cause: error });
  }
}

async function jsonOf(answer: Response): Promise<Record<string, unknown> | null> {
  const text = await answer.text().catch(() => "");
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : null;
  } catch {
    return null; // A page of a proxy in between: its status says enough.
  }
}

function csrf(): string {
  return /(?:^|;\s*)csrftoken=([^;]+)/.exec(globalThis.document?.cookie ?? "")?.[1] ?? "";
}
