// Draws the schematic map of Yanbian from a few control points and writes it as GeoJSON.
//
// The points come from general geographic knowledge and are about five kilometres right: enough to
// tell towns, valleys and main roads apart, never to find a door. There are no borders in it; the
// Tumen is drawn as a river like the others. Run it with `npm run map` after changing a point.
import { writeFileSync } from "node:fs";

const TOWNS = [
  ["延吉", "Yanji", 129.51, 42.89],
  ["图们", "Tumen", 129.84, 42.97],
  ["敦化", "Dunhua", 128.23, 43.37],
  ["珲春", "Hunchun", 130.37, 42.86],
  ["龙井", "Longjing", 129.43, 42.77],
  ["和龙", "Helong", 129.01, 42.55],
  ["汪清", "Wangqing", 129.77, 43.31],
  ["安图", "Antu", 128.9, 43.11],
];

const RIVERS = [
  ["river", "图们江", "Tumen", [
    [128.55, 42.03], [128.92, 42.08], [129.2, 42.22], [129.35, 42.41], [129.6, 42.45], [129.74, 42.6],
    [129.77, 42.76], [129.86, 42.95], [129.97, 42.97], [130.13, 42.92], [130.24, 42.84], [130.25, 42.71],
    [130.4, 42.6], [130.5, 42.52], [130.6, 42.42], [130.68, 42.3],
  ]],
  ["river", "布尔哈通河", "Buerhatong", [
    [128.55, 43.16], [128.72, 43.14], [128.9, 43.11], [129.05, 43.05], [129.18, 42.92], [129.35, 42.87],
    [129.51, 42.895], [129.64, 42.91], [129.74, 42.96], [129.82, 42.985],
  ]],
  ["river", "海兰江", "Hailan", [
    [128.72, 42.47], [128.88, 42.53], [129.01, 42.56], [129.12, 42.64], [129.26, 42.69], [129.42, 42.765],
    [129.53, 42.81], [129.61, 42.86], [129.66, 42.915],
  ]],
  ["river", "嘎呀河", "Gaya", [
    [129.95, 43.75], [129.78, 43.6], [129.62, 43.58], [129.6, 43.46], [129.72, 43.33], [129.66, 43.22],
    [129.6, 43.13], [129.74, 43.09], [129.8, 43.03], [129.86, 42.965],
  ]],
  ["stream", "珲春河", "Hunchun", [
    [130.95, 43.3], [130.78, 43.18], [130.66, 43.06], [130.52, 42.95], [130.38, 42.845], [130.26, 42.8],
  ]],
  ["stream", "牡丹江", "Mudan", [
    [128.05, 42.9], [128.1, 43.08], [128.18, 43.25], [128.23, 43.385], [128.38, 43.5], [128.5, 43.62], [128.62, 43.78],
  ]],
  ["stream", "古洞河", "Gudong", [[128.75, 42.75], [128.55, 42.72], [128.35, 42.72], [128.15, 42.66]]],
];

const ROADS = [
  // west to east through the valleys
  [[127.85, 43.5], [128.05, 43.42], [128.23, 43.36], [128.5, 43.26], [128.72, 43.16], [128.9, 43.1], [129.06, 43.02],
    [129.2, 42.9], [129.37, 42.875], [129.51, 42.885], [129.66, 42.93], [129.83, 42.96], [129.98, 42.94],
    [130.15, 42.91], [130.28, 42.89], [130.37, 42.865], [130.48, 42.8]],
  [[129.51, 42.885], [129.47, 42.83], [129.43, 42.77], [129.28, 42.7], [129.12, 42.63], [129.01, 42.55], [128.85, 42.45], [128.62, 42.35]],
  [[129.51, 42.885], [129.49, 43.0], [129.55, 43.14], [129.65, 43.25], [129.77, 43.31], [129.8, 43.45], [129.7, 43.58], [129.72, 43.75]],
  [[129.84, 42.97], [129.79, 43.08], [129.7, 43.17], [129.77, 43.31]],
  [[128.9, 43.11], [128.75, 42.95], [128.55, 42.8], [128.35, 42.62], [128.15, 42.45]],
  [[128.23, 43.36], [128.33, 43.52], [128.45, 43.65], [128.5, 43.78]],
  [[130.37, 42.86], [130.45, 42.94], [130.62, 43.03]],
];

// centre, half-axes in degrees, turn in degrees
const HILLS = [
  [128.55, 43.42, 0.22, 0.07, -28], [128.62, 42.98, 0.18, 0.07, 24], [128.3, 42.9, 0.12, 0.13, 0],
  [129.25, 43.3, 0.26, 0.11, -30], [129.98, 43.24, 0.14, 0.16, 8], [130.35, 43.3, 0.26, 0.13, -32],
  [130.1, 43.52, 0.16, 0.09, 12], [130.3, 42.72, 0.02, 0.03, 0], [129.62, 42.69, 0.07, 0.07, 30],
  [129.12, 42.82, 0.12, 0.05, -36], [129.3, 42.55, 0.12, 0.06, -28], [128.7, 42.6, 0.16, 0.05, 20],
  [128.15, 43.62, 0.16, 0.06, -20], [130.08, 43.04, 0.09, 0.05, -14], [128.98, 43.36, 0.1, 0.07, 20],
  [130.72, 42.86, 0.14, 0.1, 30], [128.12, 42.52, 0.16, 0.1, 10],
].filter(([, , a]) => a > 0.05);

const round = (value) => Math.round(value * 10000) / 10000;

/** Lays a Catmull-Rom curve through the points, eight pieces a stretch. */
function smooth(points) {
  const at = (i) => points[Math.min(Math.max(i, 0), points.length - 1)];
  const out = [];
  for (let i = 0; i < points.length - 1; i += 1) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let step = 0; step < 8; step += 1) {
      const t = step / 8;
      out.push([0, 1].map((k) => round(0.5 * (2 * b[k] + (c[k] - a[k]) * t
        + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t ** 3))));
    }
  }
  return [...out, at(points.length - 1).map(round)];
}

/** Returns a slightly uneven oval, so that hills do not look like coins. */
function oval([x, y, a, b, turn]) {
  const angle = (turn * Math.PI) / 180;
  const ring = [];
  for (let i = 0; i <= 48; i += 1) {
    const t = (i / 48) * 2 * Math.PI;
    const uneven = 1 + 0.1 * Math.sin(3 * t + x * 40) + 0.06 * Math.sin(5 * t + y * 60);
    const [u, v] = [a * uneven * Math.cos(t), b * uneven * Math.sin(t)];
    ring.push([round(x + (u * Math.cos(angle) - v * Math.sin(angle)) / 0.731), round(y + u * Math.sin(angle) + v * Math.cos(angle))]);
  }
  ring[48] = ring[0];
  return ring;
}

const feature = (properties, type, coordinates) => ({ type: "Feature", properties, geometry: { type, coordinates } });

const features = [
  ...HILLS.map((hill) => feature({ kind: "hill" }, "Polygon", [oval(hill)])),
  ...RIVERS.map(([kind, name, name_en, points]) => feature({ kind, name, name_en }, "LineString", smooth(points))),
  ...ROADS.map((points) => feature({ kind: "road" }, "LineString", smooth(points))),
  ...TOWNS.map(([name, name_en, x, y]) => feature({ kind: "town", name, name_en }, "Point", [x, y])),
];

const lines = features.map((each) => JSON.stringify(each)).join(",\n");
const out = new URL("../../src/doorstep_desk/office/static/map/yanbian.geojson", import.meta.url);
writeFileSync(out, `{"type": "FeatureCollection", "note": "schematic, drawn by us, no borders", "features": [\n${lines}\n]}\n`);
