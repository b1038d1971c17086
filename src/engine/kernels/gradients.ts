/**
 * Gradients that are cheaper than tfjs's own, or right where those are wrong or missing. Stock Sum and Mean
 * upload a tensor of ones as large as their input; stock Cumsum and broadcast BatchMatMul get shapes wrong.
 * Those of gather and its like are in scatter-gradients.ts.
 */
import * as tf from "@tensorflow/tfjs-core";
import { overrideGradient } from "./override.ts";
import { installScatterGradients } from "./scatter-gradients.ts";

/** Idempotent; the same on every back end. */
export function installGradients(): void {
  installScatterGradients();
  installChoiceGradients();
  installTileGradient();
  installMatMulGradient();
  overrideGradient({
    kernelName: "Cumsum",
    gradFunc: (dy, _saved, { axis, exclusive, reverse }) => ({
      x: () => {
        // Turned round by hand: stock WebGPU keeps the length of the first reversed scan it compiled.
        const turn = (x: tf.Tensor) => (reverse ? x : tf.reverse(x, axis as number));
        return turn(tf.cumsum(turn(dy as tf.Tensor), axis as number, Boolean(exclusive)));
      },
    }),
  });
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

/** Stock has no broadcast leading dimensions in mind: a matrix for all gets the sum of its gradients. */
function installMatMulGradient(): void {
  const stock = tf.getGradient("BatchMatMul")!;
  overrideGradient({
    ...stock,
    gradFunc: (dy, saved, attrs) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      const [left, right] = [a, b].map(({ shape }) => shape.slice(0, -2)) as [number[], number[]];
      if (tf.util.arraysEqual(left, right)) return stock.gradFunc(dy, saved, attrs);
      if (tf.util.sizeFromShape(right) === 1 && !attrs.transposeA) {
        // One right side for all: as if the rows of all batches stood under each other.
        const under = (x: tf.Tensor) => tf.reshape(x, [-1, x.shape.at(-1)!]);
        const whole = stock.gradFunc(under(dy as tf.Tensor), [under(a), under(b)], attrs);
        return {
          a: () => tf.reshape(whole.a!(), a.shape),
          b: () => tf.reshape(whole.b!(), b.shape),
        };
      }
      const each = stock.gradFunc(dy, saved, attrs);
      return { a: () => sumTo(each.a!(), a.shape), b: () => sumTo(each.b!(), b.shape) };
    },
  });
}

/** Adds up along the axes that were broadcast. */
function sumTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(x, axes) : x, shape);
}
