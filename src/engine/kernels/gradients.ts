/**
 * Gradients that are cheaper than tfjs's own. Stock GatherV2 transposes the whole table twice for
 * nothing on axis 0; stock Sum and Mean upload a tensor of ones as large as their input.
 */
import * as tf from "@tensorflow/tfjs-core";
import { overrideGradient } from "./override.ts";

/** Replaces the gradients of gather, sum and mean. Idempotent; the same on every back end. */
export function installGradients(): void {
  installChoiceGradients();
  installTileGradient();
  const stockGather = tf.getGradient("GatherV2");
  // tfjs answers the ids themselves as their gradient, which it then rejects for being integers.
  const fixedGather: tf.GradConfig = {
    ...stockGather,
    gradFunc: (dy, saved, attrs) => ({
      ...stockGather.gradFunc(dy, saved, attrs),
      indices: () => tf.zeros(saved[1]!.shape),
    }),
  };
  overrideGradient(
    {
      ...stockGather,
      gradFunc: (dy, saved, attrs) => {
        const [x, indices] = saved as [tf.Tensor, tf.Tensor];
        const axis = tf.util.parseAxisParam(attrs.axis as number, x.shape)[0];
        if (axis !== 0 || attrs.batchDims) return fixedGather.gradFunc(dy, saved, attrs);
        const rest = x.shape.slice(1);
        return {
          x: () =>
            tf.unsortedSegmentSum(
              tf.reshape(dy as tf.Tensor, [indices.size, ...rest]),
              tf.reshape(indices, [indices.size]) as tf.Tensor1D,
              x.shape[0]!,
            ),
          indices: () => tf.zeros(indices.shape),
        };
      },
    },
    fixedGather,
  );
  overrideGradient({
    kernelName: "Sum",
    inputsToSave: ["x"],
    gradFunc: (dy, [x], attrs) => ({ x: () => spread(dy as tf.Tensor, x!, attrs.axis) }),
  });
  overrideGradient({
    kernelName: "Mean",
    inputsToSave: ["x"],
    gradFunc: (dy, [x], attrs) => ({
      x: () => {
        const scale = (dy as tf.Tensor).size / x!.size;
        return spread(tf.mul(dy as tf.Tensor, scale), x!, attrs.axis);
      },
    }),
  });
}

/** Copies the gradient of a reduced tensor along the axes that were reduced. */
function spread(dy: tf.Tensor, x: tf.Tensor, axis: unknown): tf.Tensor {
  const kept = x.shape.slice();
  for (const a of tf.util.parseAxisParam(axis as number | number[], x.shape)) kept[a] = 1;
  return tf.broadcastTo(tf.reshape(dy, kept), x.shape as [number]);
}

/** The nearest code is a choice: it has no slope, so its gradient is zero (tfjs has none and throws). */
function installChoiceGradients(): void {
  for (const kernelName of ["ArgMin", "ArgMax"]) {
    overrideGradient({
      kernelName,
      inputsToSave: ["x"],
      gradFunc: (_dy, [x]) => ({ x: () => tf.zerosLike(x!) }),
    });
  }
}

/** Stock Tile adds up slices one at a time; copies along an axis are summed at once here. */
function installTileGradient(): void {
  overrideGradient({
    kernelName: "Tile",
    inputsToSave: ["x"],
    gradFunc: (dy, [x], attrs) => ({
      x: () => {
        const reps = attrs.reps as number[];
        // [s0, s1] repeated [r0, r1] times is [r0, s0, r1, s1].
        const split = x!.shape.flatMap((size, axis) =>
          reps[axis] === 1 ? [size] : [reps[axis]!, size],
        );
        let position = 0;
        const copies = x!.shape.flatMap((_, axis) => {
          if (reps[axis] === 1) {
            position++;
            return [];
          }
          position += 2;
          return [position - 2];
        });
        return tf.reshape(tf.sum(tf.reshape(dy as tf.Tensor, split), copies), x!.shape);
      },
    }),
  });
}
