/** Boxes in which somebody signs with a finger, a pen or a mouse. */

const INK = "#10151b";
const WIDTH = 5;

/** Makes every signature box on the page drawable and sends what was drawn with its form. */
export function wireSignatures(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-signature]")) wire(form);
}

function wire(form: HTMLFormElement): void {
  const pad = form.querySelector("canvas");
  const kept = form.querySelector<HTMLInputElement>("input[name=drawn]");
  const pen = pad?.getContext("2d");
  if (!pad || !kept || !pen) return;
  const wipe = (): void => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, pad.width, pad.height);
    kept.value = "";
  };
  wipe();
  Object.assign(pen, { strokeStyle: INK, lineWidth: WIDTH, lineCap: "round", lineJoin: "round" });
  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(pad, event));
  });
  pad.addEventListener("pointermove", (event) => {
    if (!pad.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...place(pad, event));
    pen.stroke();
  });
  pad.addEventListener("pointerup", () => {
    kept.value = pad.toDataURL("image/png");
  });
  form.querySelector("[data-wipes]")?.addEventListener("click", wipe);
}

/** Returns where on the drawing a finger is, whatever size the box has on the screen. */
export function place(pad: HTMLCanvasElement, event: { clientX: number; clientY: number }): [number, number] {
  const box = pad.getBoundingClientRect();
  return [
    ((event.clientX - box.left) * pad.width) / box.width,
    ((event.clientY - box.top) * pad.height) / box.height,
  ];
}
