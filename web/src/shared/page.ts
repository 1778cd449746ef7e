/** Small courtesies that every page has. */

/** Says to the style sheets that scripts run, and moves the focus to an error summary if there is one. */
export function settle(): void {
  document.documentElement.classList.add("scripted");
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-back]")) history.back();
    if (target?.closest("[data-prints]")) window.print();
  });
}

/** Keeps a form from being sent a second time while the first is on its way. */
export function sendOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
    if (form.dataset["sent"]) event.preventDefault();
    form.dataset["sent"] = "yes";
    setTimeout(() => delete form.dataset["sent"], 4000);
  });
}
