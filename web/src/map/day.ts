/** The day as the page hands it over, and what the map draws of it. */
import type { Feature, FeatureCollection, LineString } from "geojson";

export type Place = [longitude: number, latitude: number];

export interface Stop {
  sequence: number;
  state: string;
  at: Place;
}

export interface Pair {
  letter: string;
  number: number;
  start: Place;
  stops: Stop[];
}

export interface Day {
  frame: [Place, Place];
  selected: string;
  pairs: Pair[];
}

const COLOURS = 4;
const DASHES: readonly (readonly number[])[] = [[1, 0], [3, 1.3], [0.8, 1.6], [4, 1.2, 0.8, 1.2], [5.5, 1.6], [1.2, 1.2], [4.8, 1.2, 1.2, 1.2], [2.4, 2.4]];

/** Returns the number of a pair's colour, 1 to 4; letter and dash tell pairs of one colour apart. */
export const colourOf = (pair: Pair): number => ((pair.number - 1) % COLOURS) + 1;

/** Returns a pair's dash pattern in line widths. */
export const dashOf = (pair: Pair): readonly number[] => DASHES[(pair.number - 1) % DASHES.length] ?? [1, 0];

/** Reads the day from the page; null when the page has none. */
export function readDay(): Day | null {
  const text = document.getElementById("map-data")?.textContent;
  return text ? (JSON.parse(text) as Day) : null;
}

/** Returns each pair's way from its start over all stops and back. */
export function ways(day: Day): FeatureCollection<LineString> {
  return {
    type: "FeatureCollection",
    features: day.pairs.map(
      (pair): Feature<LineString> => ({
        type: "Feature",
        properties: { number: pair.number, isSelected: pair.letter === day.selected },
        geometry: { type: "LineString", coordinates: [pair.start, ...pair.stops.map((stop) => stop.at), pair.start] },
      }),
    ),
  };
}

/** Returns the smallest frame around some places, or null without places. */
export function frameOf(places: readonly Place[]): [Place, Place] | null {
  if (places.length === 0) return null;
  const east = places.map(([x]) => x);
  const north = places.map(([, y]) => y);
  return [
    [Math.min(...east), Math.min(...north)],
    [Math.max(...east), Math.max(...north)],
  ];
}

/** Returns every place that a selection of pairs touches. */
export const placesOf = (pairs: readonly Pair[]): Place[] => pairs.flatMap((pair) => [pair.start, ...pair.stops.map((stop) => stop.at)]);
