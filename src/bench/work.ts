/** How much a training step has to do, counted from the operations it is made of. */
import * as tf from "@tensorflow/tfjs-core";
import { lossOf } from "../engine/kernels/differentiate.ts";
import type { Batch } from "../engine/training/batch.ts";
import { uploadBatch } from "../engine/training/stepper.ts";
import type { Work } from "./ceiling.ts";
import type { BenchRun } from "./models.ts";

/** Adam reads and writes a parameter and its two moments: six numbers of four bytes, and about twelve operations. */
const ADAM_BYTES = 24;
const ADAM_FLOPS = 12;

/**
 * One pass of the loss and its gradients, op by op: 2mnk for a product of [m, k] by [k, n], one
 * operation a number that any other op gives.
 */
export async function countWork({ loss, variables }: BenchRun, batch: Batch): Promise<Work> {
  const { kernels } = await tf.profile(() =>
    tf.tidy(() => {
      const tensors = uploadBatch(batch);
      tf.variableGrads(() => lossOf(loss(variables, tensors)), Object.values(variables));
    }),
  );
  const flops = kernels.map(({ name, inputShapes, outputShapes }) => {
    const outputs = outputShapes.flat().length === 0 ? [] : outputShapes;
    const size = outputs.reduce((sum, shape) => sum + tf.util.sizeFromShape(shape), 0);
    if (name !== "BatchMatMul" && name !== "_FusedMatMul") return FREE.has(name) ? 0 : size;
    const left = inputShapes[0] as number[];
    const rows = outputShapes[0]!.at(-2)!;
    const inner = (left.at(-1)! * left.at(-2)!) / rows;
    return 2 * size * inner;
  });
  const numbers = Object.values(variables).reduce((sum, { size }) => sum + size, 0);
  const given = Object.values(batch).reduce((sum, { values }) => sum + values.byteLength, 0);
  return {
    flops: flops.reduce((sum, n) => sum + n, numbers * ADAM_FLOPS),
    bytes: numbers * ADAM_BYTES + given,
  };
}

/** These move numbers and compute none. */
const FREE = new Set([
  "Identity",
  "Reshape",
  "Transpose",
  "Cast",
  "Fill",
  "ZerosLike",
  "OnesLike",
  "Slice",
  "Concat",
  "Tile",
  "Pack",
  "Unpack",
  "GatherV2",
  "ExpandDims",
]);
