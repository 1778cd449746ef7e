// Does the phone hold leave to do this now? The same steps, in the same order, as the core's
// permit_verifier; both are tested against tests/vectors/permits.json. There is no law in here:
// a signature, what the permit names, and a clock.

export type Doing = {
  person_id: number;
  channel: string;
  point_id: number;
  purpose: string;
  agents: number[];
};

type Permit = Doing & {
  format: string;
  permit_id: string;
  window_starts_at: string;
  window_ends_at: string;
  expires_at: string;
  rulebook_digest: string;
  nonce: string;
  obligations: string[];
};

const FORMAT = "doorstep-permit-2";
const TEXTS = ["channel", "expires_at", "format", "nonce", "permit_id", "purpose",
  "rulebook_digest", "window_ends_at", "window_starts_at"] as const;
const NUMBERS = ["person_id", "point_id"] as const;

export async function officeKey(base64: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes(base64), "Ed25519", false, ["verify"]);
}

/** Return why the contact may not begin now, as a stable word, or null when it may. */
export async function refusal(
  permit: string, key: CryptoKey, now: Date, doing: Doing, used: ReadonlySet<string>,
): Promise<string | null> {
  const [body, signature, ...rest] = permit.split(".");
  if (body === undefined || signature === undefined || rest.length) return "permit-unreadable";
  const signed = bytes(body);
  const isOurs = await crypto.subtle
    .verify("Ed25519", key, bytes(signature), signed)
    .catch(() => false);
  if (!isOurs) return "permit-signature";
  const read = permitIn(new TextDecoder().decode(signed));
  if (read === null) return "permit-unreadable";
  if (!isFor(read, doing)) return "permit-other";
  if (used.has(read.nonce)) return "permit-used";
  if (now >= new Date(read.expires_at)) return "permit-expired";
  if (now < new Date(read.window_starts_at)) return "permit-early";
  return now > new Date(read.window_ends_at) ? "permit-late" : null;
}

function permitIn(text: string): Permit | null {
  let found: Record<string, unknown>;
  try {
    found = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
  const names = [...TEXTS, ...NUMBERS, "agents", "obligations"].sort();
  if (typeof found !== "object" || found === null || found["format"] !== FORMAT) return null;
  const isWhole = TEXTS.every((name) => typeof found[name] === "string")
    && NUMBERS.every((name) => Number.isInteger(found[name]))
    && isListOf(found["agents"], "number") && isListOf(found["obligations"], "string");
  // Written canonically: exactly these fields, in this order, without a blank.
  const canonical = JSON.stringify(Object.fromEntries(names.map((name) => [name, found[name]])));
  return isWhole && canonical === text ? (found as unknown as Permit) : null;
}

function isListOf(value: unknown, kind: string): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === kind);
}

function isFor(permit: Permit, doing: Doing): boolean {
  return permit.person_id === doing.person_id && permit.channel === doing.channel
    && permit.point_id === doing.point_id && permit.purpose === doing.purpose
    && doing.agents.every((agent) => permit.agents.includes(agent));
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
