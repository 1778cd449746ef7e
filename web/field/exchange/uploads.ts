/** How does a photograph reach the office when the line breaks in the middle? */
import type { FieldDatabase } from "../store/database";
import { known } from "../store/meta";
import { Answered, type Office } from "./office";

type Have = { have: number; total?: number; complete?: boolean; receipt?: string | null };

const MISSING = 404;
const DIFFERS = 422;

/** Sends every picture that waits, each from where the office has it; one goes when the office has the whole. Says whether any waited. */
export async function upload(db: FieldDatabase, office: Office): Promise<boolean> {
  const device = await known(db, "device");
  if (!device) return false;
  const waiting = await db.blobs.orderBy("sealed_sha256").primaryKeys();
  for (const hash of waiting) await one(db, office, hash, device.limits.chunk_bytes);
  return waiting.length > 0;
}

async function one(db: FieldDatabase, office: Office, hash: string, piece: number): Promise<void> {
  const blob = await db.blobs.get(hash);
  if (!blob) return;
  const total = blob.sealed.length;
  let state = await already(office, hash);
  while (!state.complete && state.have < total) {
    const from = state.have;
    const to = Math.min(from + piece, total);
    state = await sendPiece(office, hash, blob.sealed.slice(from, to), `bytes ${from}-${to - 1}/${total}`);
    if (state.have <= from && !state.complete) return; // The office took nothing: the next exchange asks again.
    await db.blobs.update(hash, { have: state.have });
  }
  const last = state.complete ? state : await already(office, hash);
  if (last.complete) await db.blobs.delete(hash);
}

async function already(office: Office, hash: string): Promise<Have> {
  try {
    return await office.ask<Have>(`blobs/${hash}`);
  } catch (error) {
    if (error instanceof Answered && error.status === MISSING) return { have: 0 };
    throw error;
  }
}

async function sendPiece(office: Office, hash: string, bytes: Uint8Array<ArrayBuffer>, range: string): Promise<Have> {
  try {
    return await office.put<Have>(`blobs/${hash}`, bytes, { "Content-Range": range });
  } catch (error) {
    if (error instanceof Answered && error.status === DIFFERS) return { have: 0 };
    throw error;
  }
}
