/** Where are we? Asked only between arriving and leaving, and every answer is shown to the person it is about. */
import type { Fix } from "../../core/place";
import type { FieldEvent } from "../../core/events";

export type NoFix = "denied" | "unavailable" | "timeout";

const PATIENCE_MS = 10_000;
const REASONS: readonly NoFix[] = ["denied", "unavailable", "timeout"];

/** Returns the place in whole numbers, or why there is none. */
export function whereWeAre(): Promise<Fix | NoFix> {
  return new Promise((done) => {
    if (!navigator.geolocation) return done("unavailable");
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) => done({
        lon_e6: Math.round(coords.longitude * 1e6), lat_e6: Math.round(coords.latitude * 1e6),
        accuracy_cm: Math.round(coords.accuracy * 100), at: Math.round(timestamp),
      }),
      (error) => done(REASONS[error.code - 1] ?? "unavailable"),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 15_000 },
    );
  });
}

/** Returns the places that were written down, in order. */
export function trail(events: readonly FieldEvent[]): Fix[] {
  return events.flatMap(({ body }) => {
    const place = body["place"];
    return typeof place === "object" && place !== null && "lon_e6" in place ? [place as unknown as Fix] : [];
  });
}
