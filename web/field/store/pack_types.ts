/** What is in the day's papers? The shapes of `docs/field-sync.md`. */
import type { Confirm } from "../core/confidence";

export type Both = { zh: string; en: string };
export type Coded = { code: string; say: Both };

/** One of the lender's own ways to pay, approved by two people of the office. */
export type PayWay = { kind: "link" | "app" | "transfer"; holder: string; place: string };

export type SealedHalf = {
  amounts: { total_fen: number; parts: { say: Both; fen: number }[] } | null;
  last_contact: { at: string; say: Both } | null;
  promise: { amount_fen: number; due_on: string } | null;
  account: { creditor: string; product: string; number: string } | null;
  asks?: Both[];
  ways?: PayWay[];
};

export type Question = { id: string; say: Both; salt: string; hash: string };

export type Stop = {
  stop_id: string;
  case_id: string;
  visit_id: string;
  person_id: number;
  point_id: number;
  purpose: string;
  agents: number[];
  order: number;
  eta: string | null;
  window: [string, string];
  /** Hours that the borrower booked, as clock times; null for any other visit. */
  appointment?: [string, string] | null;
  reason: Both;
  address: { text: string; lon_e6: number | null; lat_e6: number | null; accuracy: number | null };
  open: { first_name: string; subject: string };
  sealed?: SealedHalf;
  /** Times at which the borrower wishes to be contacted; an office of before does not say. */
  wished?: Both | null;
  do_not: Both[];
  safety: (Both & { until?: string | null })[];
  permit: string | null;
  questions: Question[];
  code: { salt: string; hash: string } | null;
  confirm: Confirm;
};

export type Template = { id: string; zh: string; en: string; ko?: string };

export type Pack = {
  pack_id: string;
  server_epoch: string;
  made_at: string;
  valid_until: string;
  agent: { id: number; name: string; code_seed: string };
  partner: { id: number; name: string } | null;
  stop_list: string[];
  stops: Stop[];
  templates: Template[];
  words: { reasons: Coded[]; outcomes: { [met: string]: Coded[] } };
  safety: { check_out_s: number; call: string };
};
