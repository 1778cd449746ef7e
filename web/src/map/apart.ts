/** Pushes pins apart on the screen, so that no number hides another. */

export type Spot = readonly [x: number, y: number];

const ROUNDS = 60;
const TURN = 2.4; // the golden angle: spots at the very same place leave in different directions

/**
 * Returns where to draw each pin, the same for the same input.
 *
 * @param spots Where the pins belong, in pixels.
 * @param apart Smallest distance between two pins, in pixels.
 */
export function apart(spots: readonly Spot[], distance: number): Spot[] {
  let now: Spot[] = spots.map(([x, y], i) => [x + 0.6 * Math.cos(TURN * i), y + 0.6 * Math.sin(TURN * i)]);
  for (let round = 0; round < ROUNDS; round += 1) now = now.map((_, i) => pushed(i, now, distance));
  return now;
}

function pushed(index: number, spots: readonly Spot[], distance: number): Spot {
  let [x, y] = spots[index] as Spot;
  spots.forEach(([otherX, otherY], other) => {
    const far = Math.hypot(x - otherX, y - otherY);
    if (other === index || far === 0 || far >= distance) return;
    const push = (0.5 * (distance - far)) / far;
    x += push * (x - otherX);
    y += push * (y - otherY);
  });
  return [x, y];
}
