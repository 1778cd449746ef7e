/** Builds the phone's app beside the desk's islands, and then the worker that keeps its files. */
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const BUILT = here("../../src/doorstep_desk/static/build");
const OUT = `${BUILT}/app`;
const OFFICE = here("../../src/doorstep_desk/office/static");
const NOT_KEPT = new Set(["index.html", "sw.js", "manifest.webmanifest", "map-worker.js"]);

const revision = (path) => createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);

/** Everything the app needs without a signal, each file with its hash. */
function files() {
  const own = readdirSync(OUT).filter((name) => !NOT_KEPT.has(name)).sort();
  const kept = [
    ["/field/app/", `${OUT}/index.html`],
    ...own.map((name) => [`/static/build/app/${name}`, `${OUT}/${name}`]),
    ["/static/build/app/manifest.webmanifest", `${OUT}/manifest.webmanifest`],
    ["/field/app/map-worker.js", `${OUT}/map-worker.js`],
    ["/static/build/land.geojson", `${BUILT}/land.geojson`],
    ["/static/map/yanbian.geojson", `${OFFICE}/map/yanbian.geojson`],
    ["/static/look/mark.svg", `${OFFICE}/look/mark.svg`],
  ];
  return kept.map(([url, path]) => ({ url, revision: revision(path) }));
}

const shell = {
  name: "shell-and-worker",
  closeBundle: async () => {
    copyFileSync(here("../node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"), `${OUT}/map-worker.js`);
    for (const name of ["index.html", "manifest.webmanifest"]) copyFileSync(here(`app/${name}`), `${OUT}/${name}`);
    await build({
      configFile: false, publicDir: false, logLevel: "warn",
      define: { __FILES__: JSON.stringify(files()), "process.env.NODE_ENV": '"production"' },
      build: {
        outDir: OUT, emptyOutDir: false, target: "es2022",
        rollupOptions: { input: here("app/sw.ts"), output: { entryFileNames: "sw.js", format: "iife" } },
      },
    });
  },
};

export default defineConfig({
  publicDir: false,
  base: "/static/build/app/",
  plugins: [shell],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: OUT, emptyOutDir: true, target: "es2022", cssCodeSplit: true, modulePreload: false, chunkSizeWarningLimit: 1600,
    rollupOptions: {
      input: { app: here("app/main.tsx") },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
});
