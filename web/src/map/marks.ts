/** Pins, dots and words on the map are elements of the page: sharp, in the page's font, at any zoom. */
import { Marker, type Map as MapView } from "maplibre-gl";
import { apart, type Spot } from "./apart";
import { colourOf, type Day, type Pair, type Place } from "./day";

const APART_PIXELS = 24;
const MOVED_PIXELS = 5;
const TICK = "M4 10l4 4 8-9";
const HOME = "M4 9.5l6-5 6 5V16H4z";

export interface Town {
  name: string;
  at: Place;
}

function mark(className: string, text = ""): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  element.textContent = text;
  element.setAttribute("aria-hidden", "true");
  return element;
}

function pinOf(pair: Pair, sequence: number, state: string): HTMLElement {
  if (state !== "done") return mark(`pin mark-pin ${state === "cancelled" ? "off" : `route-${colourOf(pair)}`}`, String(sequence));
  const element = mark("pin mark-pin done");
  element.append(picture(TICK));
  return element;
}

function picture(path: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [["class", "ic"], ["width", "13"], ["height", "13"], ["viewBox", "0 0 20 20"]] as const) svg.setAttribute(name, value);
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function startMark(): HTMLElement {
  const element = mark("mark-start");
  element.append(picture(HOME));
  return element;
}

/** Puts the words and dots on the map; `name` moves the words to where no pin covers them. */
export function putMarks(view: MapView, day: Day, towns: readonly Town[]): { marks: Marker[]; name: () => void } {
  const put = (element: HTMLElement, at: Place): Marker => new Marker({ element }).setLngLat(at).addTo(view);
  const others = day.pairs.filter((pair) => pair.letter !== day.selected);
  const names = towns.map((town) => put(mark("mark-town", town.name), town.at));
  const marks = [
    ...others.flatMap((pair) => pair.stops.map((stop) => put(mark(`mark-dot route-${colourOf(pair)}`), stop.at))),
    ...day.pairs.map((pair) => put(startMark(), pair.start)),
    ...names,
  ];
  return { marks, name: () => names.forEach((each, i) => each.setOffset([...nameOffset(view, day, towns[i] as Town)])) };
}

const LETTER_PIXELS = 7;
const LINE_PIXELS = 20;
const CLEAR_PIXELS = 11;

/** Returns half the width of a name as drawn; a Chinese letter is as wide as two Latin ones. */
const halfWidth = (name: string): number => [...name].reduce((sum, letter) => sum + (letter > "\u2e80" ? LETTER_PIXELS : LETTER_PIXELS / 2), 0);

/** Returns the side of a town on which the fewest pins of the chosen pair would cover its name. */
function nameOffset(view: MapView, day: Day, town: Town): Spot {
  const chosen = day.pairs.find((pair) => pair.letter === day.selected);
  const home = view.project(town.at);
  const pins = apart((chosen?.stops ?? []).map((stop): Spot => [view.project(stop.at).x - home.x, view.project(stop.at).y - home.y]), APART_PIXELS);
  const half = halfWidth(town.name);
  const far = half + CLEAR_PIXELS + 3;
  const ring = [3, 4, 5].flatMap((lines): Spot[] => [[0, -lines * LINE_PIXELS], [0, lines * LINE_PIXELS]]);
  const wide = [3, 4, 5].flatMap((lines): Spot[] => [[far + lines * LINE_PIXELS, 0], [-far - lines * LINE_PIXELS, 0]]);
  const sides: Spot[] = [[0, -LINE_PIXELS], [0, LINE_PIXELS], [far, 0], [-far, 0], [far, LINE_PIXELS], [-far, LINE_PIXELS], [0, 2 * LINE_PIXELS], [0, -2 * LINE_PIXELS], ...ring, ...wide];
  const covered = ([x, y]: Spot): number => pins.filter(([a, b]) => Math.abs(a - x) < half + CLEAR_PIXELS && Math.abs(b - y) < LINE_PIXELS).length;
  return sides.reduce((best, side) => (covered(side) < covered(best) ? side : best));
}

/** Puts the numbered pins of the chosen pair; `settle` moves them apart after each move of the map. */
export function putPins(view: MapView, day: Day): { pins: Marker[]; settle: () => Place[][] } {
  const pair = day.pairs.find((each) => each.letter === day.selected);
  const stops = pair?.stops ?? [];
  const pins = stops.map((stop) => new Marker({ element: pinOf(pair as Pair, stop.sequence, stop.state) }).setLngLat(stop.at).addTo(view));
  const settle = (): Place[][] => {
    const true_ = stops.map((stop): Spot => {
      const { x, y } = view.project(stop.at);
      return [x, y];
    });
    const drawn = apart(true_, APART_PIXELS);
    return drawn.flatMap(([x, y], i): Place[][] => {
      const [homeX, homeY] = true_[i] as Spot;
      pins[i]?.setOffset([x - homeX, y - homeY]);
      if (Math.hypot(x - homeX, y - homeY) < MOVED_PIXELS) return [];
      const { lng, lat } = view.unproject([x, y]);
      return [[(stops[i] as { at: Place }).at, [lng, lat]]];
    });
  };
  return { pins, settle };
}
