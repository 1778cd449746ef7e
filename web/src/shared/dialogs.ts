/** Opens and closes the dialogs that pages carry. Without this file a link to `#id` shows them in place. */

function dialogNamed(id: string | undefined): HTMLDialogElement | null {
  const found = id ? document.getElementById(id) : null;
  return found instanceof HTMLDialogElement ? found : null;
}

/** Chooses in the dialog what the button was about. */
function pick(dialog: HTMLDialogElement, value: string | undefined): void {
  const list = dialog.querySelector("select");
  if (list && value) list.value = value;
}

/** Wires every dialog of the page; safe to call once, clicks are read at the document. */
export function wireDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest<HTMLElement>("[data-opens], a[href^='#replan']");
    const dialog = dialogNamed(opener?.dataset["opens"] ?? opener?.getAttribute("href")?.slice(1));
    if (opener && dialog) {
      event.preventDefault();
      pick(dialog, opener.dataset["picks"]);
      dialog.showModal();
      return;
    }
    const closer = target?.closest<HTMLElement>("[data-closes]");
    if (closer) {
      closer.closest("dialog")?.close();
      if (closer instanceof HTMLAnchorElement) return;
      event.preventDefault();
    }
  });
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[data-open]")) dialog.showModal();
  dialogNamed(location.hash.slice(1))?.showModal();
}
