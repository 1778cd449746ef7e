// Cuts the land around the region out of Natural Earth (public domain, as packed by world-atlas)
// and writes it for the map: coast only, no borders.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const [WEST, SOUTH, EAST, NORTH] = [116, 36, 142, 50];
const SIDES = [
  [(p) => p[0] >= WEST, (a, b) => cross(a, b, 0, WEST)],
  [(p) => p[0] <= EAST, (a, b) => cross(a, b, 0, EAST)],
  [(p) => p[1] >= SOUTH, (a, b) => cross(a, b, 1, SOUTH)],
  [(p) => p[1] <= NORTH, (a, b) => cross(a, b, 1, NORTH)],
];

function cross(a, b, axis, limit) {
  const share = (limit - a[axis]) / (b[axis] - a[axis]);
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
}

/** Cuts a ring at one side of the frame after the other (Sutherland and Hodgman). */
function cut(ring) {
  let points = ring;
  for (const [isInside, meet] of SIDES) {
    const kept = [];
    points.forEach((point, i) => {
      const before = points[(i + points.length - 1) % points.length];
      if (isInside(point) !== isInside(before)) kept.push(meet(before, point));
      if (isInside(point)) kept.push(point);
    });
    points = kept;
  }
  return points.map(([x, y]) => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000]);
}

const atlas = JSON.parse(readFileSync(new URL("../node_modules/world-atlas/land-50m.json", import.meta.url)));
const land = feature(atlas, atlas.objects.land);
const shapes = land.features.flatMap((each) => (each.geometry.type === "MultiPolygon" ? each.geometry.coordinates : [each.geometry.coordinates]));
const kept = shapes.map(([outer]) => cut(outer.slice(0, -1))).filter((ring) => ring.length > 2);
const collection = {
  type: "FeatureCollection",
  features: kept.map((ring) => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] } })),
};
const out = new URL("../../src/doorstep_desk/static/build/", import.meta.url);
mkdirSync(out, { recursive: true });
writeFileSync(new URL("land.geojson", out), JSON.stringify(collection));
