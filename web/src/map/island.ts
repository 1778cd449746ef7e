/** The board's map: replaces the drawing in the same card; the list of stops beside it says the same. */
import "maplibre-gl/dist/maplibre-gl.css";
import { Map as MapView, setWorkerUrl, type GeoJSONSource, type Marker } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import { colourReader } from "./colours";
import { frameOf, placesOf, readDay, type Day, type Place } from "./day";
import { groundOf } from "./ground";
import { putMarks, putPins, type Town } from "./marks";

const PADDING = { top: 54, right: 34, bottom: 44, left: 34 };
const CLOSEST = 12.5;
const FARTHEST = 5.2;

const beside = (name: string): string => import.meta.url.replace(/[^/]*$/, name);

let shown: { view: MapView; box: HTMLElement; towns: Town[]; marks: Marker[]; settle: () => void; scope: "all" | "one" } | undefined;

/** Draws the map into its card. */
export async function mount(box: HTMLElement): Promise<void> {
  const day = readDay();
  const { land, region } = box.dataset;
  if (!day || !land || !region) return;
  setWorkerUrl(beside("map-worker.js"));
  await loadStyle();
  const towns = await townsOf(region);
  const island = document.createElement("div");
  island.className = "map-island";
  box.querySelector("#map-drawing")?.before(island);
  const view = new MapView({
    container: island,
    style: groundOf(day, land, region, colourReader(box)),
    bounds: frameOf(placesOf(day.pairs)) ?? day.frame,
    fitBoundsOptions: { padding: PADDING, maxZoom: CLOSEST },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    scrollZoom: false,
    minZoom: FARTHEST,
    maxZoom: 14,
  });
  await view.once("load");
  view.touchZoomRotate.disableRotation();
  shown = { view, box, towns, marks: [], settle: () => undefined, scope: "all" };
  view.on("move", () => shown?.settle());
  island.after(toolsOf(box));
  draw(day);
  hideDrawing();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh);
}

/** Draws again after the page chose another pair. */
export function refresh(): void {
  const day = readDay();
  if (!shown || !day) return;
  hideDrawing();
  const { land, region } = shown.box.dataset;
  shown.view.setStyle(groundOf(day, land ?? "", region ?? "", colourReader(shown.box)), { diff: true });
  draw(day);
}

function draw(day: Day): void {
  if (!shown) return;
  const { view, towns } = shown;
  for (const mark of shown.marks) mark.remove();
  const { pins, settle } = putPins(view, day);
  const { marks, name } = putMarks(view, day, towns);
  for (const pin of pins) pin.getElement().parentElement?.append(pin.getElement()); // numbers on top
  shown.marks = [...marks, ...pins];
  shown.settle = () => {
    setLeads(view, settle());
    name();
  };
  shown.settle();
  fit(day);
}

function setLeads(view: MapView, leads: Place[][]): void {
  const source = view.getSource<GeoJSONSource>("leads");
  const features = leads.map((coordinates) => ({ type: "Feature" as const, properties: {}, geometry: { type: "LineString" as const, coordinates } }));
  source?.setData({ type: "FeatureCollection", features });
}

function fit(day: Day): void {
  if (!shown) return;
  const pairs = shown.scope === "all" ? day.pairs : day.pairs.filter((pair) => pair.letter === day.selected);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  shown.view.fitBounds(frameOf(placesOf(pairs)) ?? day.frame, { padding: PADDING, maxZoom: CLOSEST, duration: isCalm ? 0 : 300 });
}

/** The drawing has done its work; it stays in the page for print and for readers aloud. */
function hideDrawing(): void {
  document.getElementById("map-drawing")?.classList.add("replaced");
}

function toolsOf(box: HTMLElement): HTMLElement {
  const tools = document.createElement("div");
  tools.className = "seg map-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", box.dataset["zoom"] ?? "");
  const button = (text: string, act: () => void, scope?: "all" | "one"): HTMLButtonElement => {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = text;
    if (scope) element.setAttribute("aria-pressed", String(scope === "all"));
    element.addEventListener("click", act);
    return element;
  };
  const choose = (scope: "all" | "one"): void => {
    const day = readDay();
    if (!shown || !day) return;
    shown.scope = scope;
    all.setAttribute("aria-pressed", String(scope === "all"));
    one.setAttribute("aria-pressed", String(scope === "one"));
    fit(day);
  };
  const all = button(box.dataset["all"] ?? "", () => choose("all"), "all");
  const one = button(box.dataset["one"] ?? "", () => choose("one"), "one");
  tools.append(all, one, button("+", () => shown?.view.zoomIn()), button("−", () => shown?.view.zoomOut()));
  return tools;
}

async function townsOf(region: string): Promise<Town[]> {
  const answer = await fetch(region);
  const { features } = (await answer.json()) as FeatureCollection;
  const isEnglish = document.documentElement.lang.startsWith("en");
  return features
    .filter((each) => each.properties?.["kind"] === "town" && each.geometry.type === "Point")
    .map((each) => ({
      name: String(each.properties?.[isEnglish ? "name_en" : "name"]),
      at: (each.geometry as { coordinates: number[] }).coordinates as Place,
    }));
}

function loadStyle(): Promise<void> {
  return new Promise((done, failed) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = beside("map.css");
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => failed(new Error("the map's style sheet is missing")));
    document.head.append(link);
  });
}
