/** Reads colours from the style sheet, so that the map follows the theme of the page. */

export type Colour = (name: string) => string;

/** Returns a reader of custom properties as finished colours. */
export function colourReader(box: HTMLElement): Colour {
  const style = getComputedStyle(box);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}
