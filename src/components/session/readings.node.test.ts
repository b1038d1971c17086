import { expect, test } from "vitest";
import { sentence } from "../../engine/declarations/sentence.ts";
import { Readings } from "./readings.ts";

const WHY = sentence("There is no such film");

test("a reading that failed is told to its picture, asked for again, and forgotten once it has come", () => {
  const readings = new Readings(() => {});
  const told: unknown[] = [];
  readings.watch(
    "map",
    {},
    (reading) => told.push(reading),
    (why) => told.push(why.english),
  );
  const [request] = readings.due(1);
  readings.deliver({ readings: {}, failed: { [request!.key]: WHY } }, 1);
  expect(readings.unanswered()).toBe(false);
  expect(readings.due(2)).toEqual([]);
  expect(readings.due(1000)).toEqual([request]);
  // One that comes later is told where it stands.
  readings.watch(
    "map",
    {},
    () => {},
    (why) => told.push(`late: ${why.english}`),
  );
  readings.deliver({ readings: { [request!.key]: 7 }, failed: {} }, 1000);
  expect(told).toEqual([WHY.english, `late: ${WHY.english}`, 7]);
});
