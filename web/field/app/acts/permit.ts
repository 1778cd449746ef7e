/** Does this phone hold leave for this visit now? Verified here, without a signal, with the office's public keys. */
import { officeKey, refusal, type Doing } from "../../../src/shared/permit";
import type { FieldEvent } from "../../core/events";
import { fromBase64, fromUtf8 } from "../../store/base64";
import { known } from "../../store/meta";
import type { Stop } from "../../store/pack_types";
import { db, now, officeNow } from "../state";

type Read = { id: string; at: string; nonce: string };

/** Returns why the visit may not begin, as a stable word, or null when it may. */
export async function checkPermit(stop: Stop, used: ReadonlySet<string>): Promise<string | null> {
  if (now().stops.has(String(stop.case_id))) return "permit-stopped";
  if (!stop.permit) return "permit-none";
  const keys = Object.values((await known(db, "device"))?.permit_keys ?? {});
  if (keys.length === 0) return "permit-key";
  const doing: Doing = { person_id: stop.person_id, channel: "visit", point_id: stop.point_id, purpose: stop.purpose, agents: stop.agents };
  const at = new Date(officeNow());
  const answers = await Promise.all(keys.map(async (key) => refusal(stop.permit ?? "", await officeKey(key), at, doing, used)));
  if (answers.includes(null)) return null;
  return answers.find((answer) => answer !== "permit-signature") ?? "permit-signature";
}

/** Returns what a permit says of itself; for showing only, its signature is judged above. */
export function permitEnd(stop: Stop): Read | null {
  try {
    const body = JSON.parse(fromUtf8(fromBase64((stop.permit ?? "").split(".")[0] ?? ""))) as Record<string, unknown>;
    const [id, at, nonce] = [body["permit_id"], body["window_ends_at"], body["nonce"]];
    return typeof id === "string" && typeof at === "string" && typeof nonce === "string" ? { id, at, nonce } : null;
  } catch {
    return null; // A permit that cannot be read has nothing to show; the check names what is wrong.
  }
}

/** Returns the permits that ended visits of today used up. */
export function usedPermits(events: readonly FieldEvent[]): ReadonlySet<string> {
  const ended = new Set(events.filter((each) => each.kind === "visit.left").map((each) => each.stop_id));
  const stops = now().pack?.stops ?? [];
  return new Set(stops.filter((stop) => ended.has(stop.stop_id)).flatMap((stop) => permitEnd(stop)?.nonce ?? []));
}
