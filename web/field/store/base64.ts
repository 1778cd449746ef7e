/** How do bytes travel inside JSON? */
import type { Bytes } from "./database";

const PIECE = 0x8000;

/** Returns bytes as base64. */
export function toBase64(bytes: Bytes): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

/** Returns the bytes of base64, in either alphabet. */
export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

export const toUtf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;
export const fromUtf8 = (bytes: Bytes): string => new TextDecoder().decode(bytes);
