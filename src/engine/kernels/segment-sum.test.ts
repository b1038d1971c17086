import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { Rng } from "../numbers/random.ts";
import { forEachBackend } from "./backends.ts";
import { idTensor } from "./ids.ts";
import { segmentSum } from "./segment-sum.ts";

const SHAPES = [
  { rows: 1, segments: 1, columns: 1 },
  { rows: 7, segments: 5, columns: 3 },
  { rows: 130, segments: 67, columns: 33 },
  { rows: 256, segments: 4, columns: 16 },
  { rows: 0, segments: 3, columns: 2 },
];

forEachBackend("segment sum", () => {
  for (const { rows, segments, columns } of SHAPES) {
    for (const known of [true, false]) {
      test(`${rows} rows into ${segments} of ${columns}, ids ${known ? "known" : "unknown"}`, async () => {
        const rng = new Rng(rows + columns);
        const x = rng.normals(rows * columns);
        const ids = Int32Array.from({ length: rows }, () => rng.int(segments + 1) - 1);
        const before = tf.memory().numTensors;
        const run = async () => {
          const idsTensor = known ? idTensor(ids, [rows]) : tf.tensor1d(ids, "int32");
          const xTensor = tf.tensor2d(x, [rows, columns]);
          const out = tf.unsortedSegmentSum(xTensor, idsTensor as tf.Tensor1D, segments);
          expect(out.shape).toEqual([segments, columns]);
          const values = (await out.data()).slice();
          tf.dispose([idsTensor, xTensor, out]);
          return values as Float32Array;
        };
        const first = await run();
        expect([...first]).toEqual([...segmentSum(x, ids, segments, columns)]);
        expect(await run()).toEqual(first);
        expect(tf.memory().numTensors).toBe(before);
      });
    }
  }

  test("an embedding gathered twice collects both gradients", async () => {
    const table = tf.variable(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]));
    const ids = idTensor(Int32Array.of(2, 0, 2, 2), [2, 2]);
    const { grads } = tf.variableGrads(
      () => tf.sum(tf.square(tf.gather(table, ids))) as tf.Scalar,
      [table],
    );
    expect([...(await grads[table.name]!.data())]).toEqual([2, 4, 0, 0, 30, 36]);
    tf.dispose([table, ids, grads[table.name]!]);
  });
});
