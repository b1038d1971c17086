/// <reference types="node" />
/** Data without times: their order says neither the hour nor what came before what another user did. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { datasetOf } from "../../engine/own-data/own.ts";
import { readTables } from "../../engine/own-data/testing.ts";
import { prepareClicks } from "./examples.ts";
import { type ClickConfig, clickTraining, taskSettings } from "./settings.ts";

const config: ClickConfig = { ...defaults(taskSettings), ...defaults(clickTraining) };
const file = new URL("../../engine/own-data/field/positives_then_negatives.csv", import.meta.url);

/** 8,000 lines, those with a yes above those with a no, and nothing else to tell them apart by. */
test("the place of a line in its file tells nothing of its label", async () => {
  const { reader } = await readTables({ "f.csv": new Uint8Array(readFileSync(file)) });
  const split = leaveOneOut(datasetOf(reader.take({ core: 0, name: "x" })));
  const { dense, rows } = prepareClicks(split, config, createStreams(1));
  expect(dense).toEqual(["year", "number of genres"]);
  expect(new Set(rows.hour)).toEqual(new Set([0]));
  expect(new Set(rows.dense)).toEqual(new Set([0]));
  expect(rows.label.reduce((a, b) => a + b, 0) / rows.label.length).toBeCloseTo(0.5, 1);
  const byTime = () => prepareClicks(split, { ...config, division: "temporal" }, createStreams(1));
  expect(byTime).toThrow(/no times, only an order/);
});
