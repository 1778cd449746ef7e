/** A picture code drawn on the phone itself: dark on light in every theme, since a camera reads nothing else. */
import type { JSX } from "preact";
import { encode } from "uqr";

export function PictureCode({ text, label }: { text: string; label: string }): JSX.Element {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return <svg class="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges"><rect width={size} height={size} /><path d={path} /></svg>;
}
