/** How land, water, roads and ways are drawn. No tiles, no glyphs: words are elements of the page. */
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Colour } from "./colours";
import { colourOf, dashOf, ways, type Day } from "./day";

const NOTHING = { type: "FeatureCollection" as const, features: [] };
const width = (thin: number, thick: number): ["interpolate", ["linear"], ["zoom"], number, number, number, number] => ["interpolate", ["linear"], ["zoom"], 6, thin, 11, thick];

/** Returns the whole style for a day. */
export function groundOf(day: Day, land: string, region: string, colour: Colour): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land },
      region: { type: "geojson", data: region },
      ways: { type: "geojson", data: ways(day) },
      leads: { type: "geojson", data: NOTHING },
    },
    layers: [...soil(colour), ...lines(colour), ...waysOf(day, colour)],
  };
}

function soil(colour: Colour): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": colour("map-sea") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("map-land") } },
    { id: "hills", type: "fill", source: "region", filter: ["==", ["get", "kind"], "hill"], paint: { "fill-color": colour("map-hill") } },
  ];
}

function lines(colour: Colour): LayerSpecification[] {
  const line = (id: string, kind: string, tint: string, thin: number, thick: number): LayerSpecification => ({
    id,
    type: "line",
    source: "region",
    filter: ["==", ["get", "kind"], kind],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour(tint), "line-width": width(thin, thick) },
  });
  return [
    line("streams", "stream", "map-water", 1.6, 5),
    line("rivers", "river", "map-water", 2.6, 12),
    line("road-edges", "road", "map-road-edge", 3.2, 9),
    line("roads", "road", "map-road", 2, 7),
  ];
}

/** Returns two layers a pair: a light bed and the dashed line; the chosen pair lies on top. */
function waysOf(day: Day, colour: Colour): LayerSpecification[] {
  const ordered = [...day.pairs].sort((a, b) => Number(a.letter === day.selected) - Number(b.letter === day.selected));
  const found = ordered.flatMap((pair): LayerSpecification[] => {
    const isSelected = pair.letter === day.selected;
    const only: ["==", ["get", string], number] = ["==", ["get", "number"], pair.number];
    return [
      { id: `bed-${pair.number}`, type: "line", source: "ways", filter: only, layout: { "line-join": "round" }, paint: { "line-color": colour("surface"), "line-width": isSelected ? 6.5 : 3.5, "line-opacity": 0.85 } },
      { id: `way-${pair.number}`, type: "line", source: "ways", filter: only, layout: { "line-join": "round" }, paint: { "line-color": colour(`route-${colourOf(pair)}`), "line-width": isSelected ? 2.8 : 1.8, "line-dasharray": [...dashOf(pair)], "line-opacity": isSelected ? 1 : 0.8 } },
    ];
  });
  return [...found, { id: "leads", type: "line", source: "leads", paint: { "line-color": colour("ink-3"), "line-width": 1 } }];
}
