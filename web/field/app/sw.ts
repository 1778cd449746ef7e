/** Keeps the app's files so that it opens without a signal. It caches no data and answers nothing of the exchange. */
import { addPlugins, cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";

declare const __FILES__: { url: string; revision: string }[];
declare const self: {
  addEventListener(kind: "install" | "activate", listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

/** A copy without "Vary", which would keep the stored answer from being found again. */
async function withoutVary(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.delete("Vary");
  return new Response(await response.blob(), { status: response.status, statusText: response.statusText, headers });
}

cleanupOutdatedCaches();
addPlugins([{ cacheWillUpdate: async ({ response }) => (response.status === 200 ? withoutVary(response) : null) }]);
precacheAndRoute(__FILES__, { ignoreURLParametersMatching: [/.*/], cleanURLs: false });
self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
