/** The phone: cover the screen in one touch, leave as easily as go on, show only the answers that fit. */
import { wireDialogs } from "./shared/dialogs";
import { sendOnce, settle } from "./shared/page";

const TWICE_MILLISECONDS = 500;

/** Covers the whole screen; two quick touches uncover it. It also covers itself when the app is hidden. */
function wireCover(): void {
  const cover = document.getElementById("cover");
  if (!cover) return;
  let touchedAt = 0;
  const hide = (): void => {
    cover.hidden = false;
    cover.focus();
  };
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-cover]")) hide();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && document.querySelector("[data-covers]")) hide();
  });
  cover.addEventListener("click", (event) => {
    cover.hidden = event.timeStamp - touchedAt < TWICE_MILLISECONDS;
    touchedAt = event.timeStamp;
  });
}

/** Shows the outcomes that fit whom the agents met; answers that are hidden are not sent. */
function wireRecord(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-record]");
  if (!form) return;
  const show = (): void => {
    const met = new FormData(form).get("met");
    for (const part of form.querySelectorAll<HTMLElement>("[data-met]")) {
      const fits = part.dataset["met"] === met;
      part.hidden = !fits;
      const fields = part.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select");
      for (const field of fields) field.disabled = !fits;
      const [only] = fields;
      if (fits && only instanceof HTMLInputElement && only.type === "radio" && fields.length === 1) only.checked = true;
    }
  };
  form.addEventListener("change", show);
  show();
}

const DAYLIGHT = "daylight";

/** Forces the light theme in one touch: glare on snow defeats a dark screen. The phone remembers it. */
function wireDaylight(): void {
  const show = (isOn: boolean): void => {
    if (isOn) document.documentElement.dataset["theme"] = "light";
    else delete document.documentElement.dataset["theme"];
  };
  show(localStorage.getItem(DAYLIGHT) === "on");
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-daylight]")) return;
    const isOn = document.documentElement.dataset["theme"] !== "light";
    localStorage.setItem(DAYLIGHT, isOn ? "on" : "off");
    show(isOn);
  });
}

settle();
wireDaylight();
sendOnce();
wireDialogs();
wireCover();
wireRecord();
