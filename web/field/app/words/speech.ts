/** In which language does the app speak, and how does it say times and days? */
import type { Both } from "../../store/pack_types";
import { en } from "./en";
import { zh, type Words } from "./zh";

export type Language = "zh" | "en";

let chosen: Language = "zh";

/** Returns the sentences of the chosen language. */
export function words(): Words {
  return chosen === "en" ? en : zh;
}

export function language(): Language {
  return chosen;
}

/** Chooses a language for the whole page. */
export function speak(next: Language): void {
  chosen = next;
  document.documentElement.lang = words().lang;
  document.title = words().name;
}

/** Returns what the office said, in the chosen language. */
export function said(both: Both): string {
  return chosen === "en" ? both.en : both.zh;
}

const ZONE = "Asia/Shanghai";

/** Returns a time of day such as 10:30; all cases lie in one zone. */
export function hour(at: string | number | Date): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(new Date(at));
}

/** Returns a day such as 11月24日 周二, or Tue 24 Nov. */
export function day(at: string | number | Date): string {
  const when = new Date(at);
  if (chosen === "en") return new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: ZONE }).format(when).replace(",", "");
  const parts = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat("zh-CN", { ...options, timeZone: ZONE }).format(when);
  return `${parts({ month: "numeric", day: "numeric" }).replace("/", "月")}日 ${parts({ weekday: "short" })}`;
}

/** Returns the day in the cases' zone as 2026-11-26. */
export function isoDay(at: string | number | Date): string {
  return new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: ZONE }).format(new Date(at));
}

/** Returns a size in the largest unit that leaves a number a person can read. */
export function sizeOf(bytes: number): string {
  if (bytes >= 1024 ** 3) return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
  return bytes >= 1024 ** 2 ? `${(bytes / 1024 ** 2).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} kB`;
}
