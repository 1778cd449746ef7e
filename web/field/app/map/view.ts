/** Draws the stops on the ground that the desk's map has too: no tiles, no glyphs, nothing fetched from elsewhere. */
import "maplibre-gl/dist/maplibre-gl.css";
import { Map as MapView, Marker, setWorkerUrl, type GeoJSONSource } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import { colourReader } from "../../../src/map/colours";
import { frameOf, type Day, type Place } from "../../../src/map/day";
import { groundOf } from "../../../src/map/ground";

type Pinned = { id: string; order: number; standing: string; lon: number | null; lat: number | null; name: string };

const LAND = "/static/build/land.geojson";
const REGION = "/static/map/yanbian.geojson";
const WORKER = "/field/app/map-worker.js";
const PADDING = 48;

/** Returns how to take the map away again. */
export async function draw(box: HTMLElement, stops: readonly Pinned[], open: (id: string) => void): Promise<() => void> {
  setWorkerUrl(WORKER);
  const placed = stops.filter((stop) => stop.lon !== null && stop.lat !== null);
  const places = placed.map((stop): Place => [(stop.lon ?? 0) / 1e6, (stop.lat ?? 0) / 1e6]);
  const frame = frameOf(places) ?? [[128, 42], [130.5, 44]];
  const day: Day = { frame, selected: "", pairs: places[0] ? [{ letter: "", number: 2, start: places[0], stops: places.map((at, place) => ({ sequence: place, state: "planned", at })) }] : [] };
  const view = new MapView({
    container: box, style: groundOf(day, LAND, REGION, colourReader(box)), bounds: frame, fitBoundsOptions: { padding: PADDING, maxZoom: 12 },
    attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, minZoom: 5, maxZoom: 14,
  });
  await view.once("load");
  view.getSource<GeoJSONSource>("ways")?.setData({ type: "Feature", properties: { number: 2 }, geometry: { type: "LineString", coordinates: places } });
  view.touchZoomRotate.disableRotation();
  for (const town of await towns()) new Marker({ element: label(town.name) }).setLngLat(town.at).addTo(view);
  placed.forEach((stop, place) => new Marker({ element: pin(stop, open) }).setLngLat(places[place] ?? [0, 0]).addTo(view));
  return () => view.remove();
}

function pin(stop: Pinned, open: (id: string) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `pin ${stop.standing === "done" ? "done" : stop.standing === "stopped" ? "off" : ""}`;
  button.textContent = String(stop.order);
  button.setAttribute("aria-label", `${stop.order} ${stop.name}`);
  button.addEventListener("click", () => open(stop.id));
  return button;
}

function label(name: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "town";
  element.textContent = name;
  return element;
}

async function towns(): Promise<{ name: string; at: Place }[]> {
  const answer = await fetch(REGION);
  const { features } = (await answer.json()) as FeatureCollection;
  const isEnglish = document.documentElement.lang.startsWith("en");
  return features.filter((each) => each.properties?.["kind"] === "town" && each.geometry.type === "Point")
    .map((each) => ({ name: String(each.properties?.[isEnglish ? "name_en" : "name"]), at: (each.geometry as { coordinates: number[] }).coordinates as Place }));
}
