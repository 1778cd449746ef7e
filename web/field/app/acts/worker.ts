/** How does the app open without a signal? A worker keeps its files; this registers it and says when a newer one waits. */
import { set } from "../state";

const WORKER = "sw.js";
const SCRIPTS = new Set(["/field/app/sw.js", "/field/app/map-worker.js"]);

type Policies = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown };

/** Registers the worker. Scripts may come from two addresses of our own and from nowhere else. */
export async function keepFresh(): Promise<void> {
  allowOwnScripts();
  if (!("serviceWorker" in navigator)) return;
  const had = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => { if (had) set({ hasNewVersion: true }); });
  await navigator.serviceWorker.register(WORKER, { scope: "./" }).catch((error: unknown) => {
    if (navigator.onLine) console.warn("the app will not open without a signal", error);
  });
}

function allowOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => {
      const { origin, pathname } = new URL(url, location.href);
      if (origin !== location.origin || !SCRIPTS.has(pathname)) throw new TypeError(`no script from ${url}`);
      return url;
    },
  });
}
