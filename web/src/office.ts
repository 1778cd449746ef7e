/** The office: htmx for parts of pages, keys, dialogs, and the map where it can be drawn. */
import "htmx.org";
import { mayType, turned } from "./shared/keys";
import { wireDialogs } from "./shared/dialogs";
import { sendOnce, settle } from "./shared/page";
import { wireSignatures } from "./shared/signature";

interface MapModule {
  mount(box: HTMLElement): Promise<void>;
  refresh(): void;
}

let map: MapModule | undefined;

/** Loads the map when its card comes into view; without WebGL the drawing below it stays. */
function watchMap(): void {
  const box = document.querySelector<HTMLElement>("[data-map]");
  const source = box?.dataset["module"];
  if (!box || !source || !canDraw()) return;
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    import(/* @vite-ignore */ source)
      .then(async (module: MapModule) => {
        await module.mount(box);
        map = module;
      })
      .catch((error: unknown) => console.warn("the drawing stays, the map could not be loaded", error));
  });
  watcher.observe(box);
}

function canDraw(): boolean {
  const canvas = document.createElement("canvas");
  return canvas.getContext("webgl2") !== null;
}

/** Closes what opened behind chips when the reader looks elsewhere. */
function closeOthers(event: Event): void {
  const inside = event.target instanceof Element ? event.target.closest("details.pop") : null;
  for (const each of document.querySelectorAll<HTMLDetailsElement>("details.pop[open]")) {
    if (each !== inside && !each.contains(inside)) each.open = false;
  }
}

function onKey(event: KeyboardEvent): void {
  if (event.key === "Escape") {
    closeOthers(event);
    const open = document.querySelector<HTMLDetailsElement>("details.pop[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary")?.focus();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || mayType(event.target)) return;
  // A key only leads to what it stands for; Enter then does it, so that a slip decides nothing.
  const led = /^[/ar]$/.test(event.key) && document.querySelector<HTMLElement>(`[data-hotkey="${event.key}"]`);
  if (led) {
    event.preventDefault();
    led.focus();
  }
  const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
  if (step) {
    const rows = [...document.querySelectorAll<HTMLElement>("a[data-row]")];
    rows[turned(rows.indexOf(document.activeElement as HTMLElement), step, rows.length)]?.focus();
  }
  if (event.key === "p") document.querySelector<HTMLElement>("[data-opens='pause']")?.click();
}

settle();
sendOnce();
wireDialogs();
wireSignatures();
watchMap();
document.addEventListener("click", closeOthers);
document.addEventListener("keydown", onKey);
document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLSelectElement) event.target.form?.matches("[data-submits]") && event.target.form.requestSubmit();
});
document.addEventListener("htmx:afterSettle", () => map?.refresh());
