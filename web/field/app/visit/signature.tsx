/** A field to sign in with a finger; the strokes become a picture that is hashed at once. */
import type { JSX } from "preact";
import { forwardRef } from "preact/compat";
import { useImperativeHandle, useRef } from "preact/hooks";
import { Button } from "../parts/frame";

export type Pad = { picture(): Promise<Blob | null> };

const INK = "#1b2025";
const WIDTH = 2.4;

export const Signature = forwardRef<Pad, { label: string; clear: string; onInk: (isThere: boolean) => void }>(function Signature({ label, clear, onInk }, ref): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDown = useRef(false);
  useImperativeHandle(ref, () => ({
    picture: () => new Promise<Blob | null>((done) => { if (canvas.current) canvas.current.toBlob(done, "image/png"); else done(null); }),
  }));
  const pen = (): CanvasRenderingContext2D | null => {
    const place = canvas.current;
    const context = place?.getContext("2d") ?? null;
    if (!place || !context) return null;
    if (place.width !== place.clientWidth * 2) {
      place.width = place.clientWidth * 2;
      place.height = place.clientHeight * 2;
      context.scale(2, 2);
    }
    Object.assign(context, { lineWidth: WIDTH, lineCap: "round", lineJoin: "round", strokeStyle: INK });
    return context;
  };
  const down = (event: PointerEvent): void => {
    const context = pen();
    canvas.current?.setPointerCapture(event.pointerId);
    isDown.current = true;
    context?.beginPath();
    context?.moveTo(event.offsetX, event.offsetY);
  };
  const move = (event: PointerEvent): void => {
    if (!isDown.current) return;
    const context = pen();
    context?.lineTo(event.offsetX, event.offsetY);
    context?.stroke();
    onInk(true);
  };
  const wipe = (): void => {
    const place = canvas.current;
    if (place) place.width = 0;
    onInk(false);
  };
  return (
    <div class="stack">
      <canvas ref={canvas} class="sign" role="img" aria-label={label} onPointerDown={down} onPointerMove={move} onPointerUp={() => { isDown.current = false; }} onPointerCancel={() => { isDown.current = false; }} />
      <Button kind="half" onClick={wipe}>{clear}</Button>
    </div>
  );
});
