/** How much is asked of the worker at a time, by a clock of our own. */
import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

/** What is asked for after so many trips on which the page takes so long, the worker as long as it is asked to. */
function after(trips: number, restMs: (trip: number) => number): number {
  let clock = 0;
  const pace = createPace(() => clock);
  for (let trip = 0; trip < trips; trip++) {
    const slice = pace.next();
    pace.trained(slice);
    clock += slice + restMs(trip);
  }
  return pace.next();
}

test("a page that answers at once is answered often", () => {
  expect(after(20, () => 3)).toBe(40);
});

test("a page that draws slowly waits for less than a quarter of the time", () => {
  const rest = 30;
  expect(rest / (rest + after(20, () => rest))).toBeLessThan(0.25);
});

test("Pause is not kept waiting, however slow the page; and it becomes faster again", () => {
  expect(after(20, () => 5000)).toBeLessThanOrEqual(160);
  expect(after(40, (trip) => (trip < 20 ? 5000 : 1))).toBeCloseTo(40, 1);
});
