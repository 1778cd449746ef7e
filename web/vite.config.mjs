import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const OUT = here("../src/doorstep_desk/static/build");

/** MapLibre keeps its worker in a file of its own, so that a strict policy can allow just that file. */
const worker = {
  name: "map-worker",
  closeBundle: () => {
    copyFileSync(here("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"), `${OUT}/map-worker.js`);
    copyFileSync(here("node_modules/maplibre-gl/LICENSE.txt"), `${OUT}/map-licences.txt`);
  },
};

export default defineConfig({
  publicDir: false,
  plugins: [worker],
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: "es2022",
    cssCodeSplit: true,
    chunkSizeWarningLimit: 1600,
    modulePreload: false,
    rollupOptions: {
      input: { office: here("src/office.ts"), field: here("src/field.ts"), map: here("src/map/island.ts") },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
      preserveEntrySignatures: "strict",
      checks: { eval: false }, // htmx keeps an eval that its setting and our policy both switch off
    },
  },
  test: { include: ["{src,field}/**/*.test.ts"] },
});
