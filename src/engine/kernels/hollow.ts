/**
 * tfjs without numbers: a back end whose tensors have a shape and no memory. What a model would take is
 * counted by running its functions here once: their shapes are found by the recorders of trace.ts, what
 * is alive at the same time by tfjs's own scopes and tape.
 */
import * as tf from "@tensorflow/tfjs-core";
import { Rng } from "../numbers/random.ts";
import type { GpuBackend } from "./gpu.ts";
import { installRecorders, writingDown } from "./trace.ts";
import { gpuTraceHost } from "./trace-gpu.ts";
import type { TraceHost } from "./trace-host.ts";

/** Numbers of small tensors are kept: axes, scalars and the like. */
const SMALL = 64;

interface ShapeData {
  readonly dtype: tf.DataType;
  readonly shape: number[];
  readonly values: tf.backend_util.BackendValues | null;
  /** Stands for a buffer on the card. */
  readonly resource: object;
  refCount: number;
}

const bytesOf = ({ shape, dtype }: Pick<ShapeData, "shape" | "dtype">) =>
  tf.util.sizeFromShape(shape) * tf.util.bytesPerElement(dtype);

export class ShapesBackend extends tf.KernelBackend {
  readonly tensorMap = new Map<object, ShapeData>();
  #live = 0;
  /** Bytes that were alive together at most, and those of the largest tensor, since `mark`. */
  peak = 0;
  largest = 0;

  /** @returns the bytes that are alive */
  mark(): number {
    this.peak = this.#live;
    return this.#live;
  }

  makeTensorInfo(
    shape: number[],
    dtype: tf.DataType,
    values: tf.backend_util.BackendValues | null = null,
  ): tf.TensorInfo {
    const dataId = {};
    const kept = tf.util.sizeFromShape(shape) <= SMALL ? values : null;
    const data = { dtype, shape, values: kept, resource: dataId, refCount: 1 };
    this.tensorMap.set(dataId, data);
    const bytes = bytesOf(data);
    this.#live += bytes;
    this.peak = Math.max(this.peak, this.#live);
    this.largest = Math.max(this.largest, bytes);
    return { dataId, shape, dtype };
  }

  override write(
    values: tf.backend_util.BackendValues,
    shape: number[],
    dtype: tf.DataType,
  ): tf.DataId {
    return this.makeTensorInfo(shape, dtype, values).dataId;
  }
  override disposeData(dataId: tf.DataId, force = false): boolean {
    const data = this.tensorMap.get(dataId);
    if (!data) return true;
    data.refCount--;
    if (!force && data.refCount > 0) return false;
    this.tensorMap.delete(dataId);
    this.#live -= bytesOf(data);
    return true;
  }
  override refCount(dataId: tf.DataId): number {
    return this.tensorMap.get(dataId)?.refCount ?? 0;
  }
  override incRef(dataId: tf.DataId): void {
    this.tensorMap.get(dataId)!.refCount++;
  }
  /** Nobody waits for numbers: what follows them is left out of the count. */
  override read(): Promise<tf.backend_util.BackendValues> {
    return new Promise(() => {});
  }
  override readSync(dataId: tf.DataId): tf.backend_util.BackendValues {
    const { values, shape } = this.tensorMap.get(dataId)!;
    return values ?? new Float32Array(tf.util.sizeFromShape(shape));
  }
  override numDataIds(): number {
    return this.tensorMap.size;
  }
  override floatPrecision(): 32 {
    return 32;
  }
  override epsilon(): number {
    return 1e-7;
  }
  override dispose(): void {}
}

/** An array that is as long as it says and has nothing in it. */
export function hollow<A extends Float32Array | Int32Array>(
  kind: new (length: number) => A,
  length: number,
): A {
  return Object.defineProperty(new kind(0), "length", { value: length });
}

/** Draws normal numbers without drawing them. */
export class HollowRng extends Rng {
  override normals = (n: number): Float32Array<ArrayBuffer> => hollow(Float32Array, n);
}

/** Traces where tensors have shapes only, as on a graphics card. */
export const shapesHost = (backend: ShapesBackend): TraceHost =>
  gpuTraceHost(backend as unknown as GpuBackend);

let backend: ShapesBackend | undefined;

/**
 * Runs something where tensors have shapes only, on nobody's time: all within one turn of the event loop.
 * @throws NotRecordable if it asks for an operation whose shape is not known
 */
export function onShapes<T>(run: (backend: ShapesBackend) => T): T {
  backend ??= registered();
  const before = tf.getBackend();
  const engine = tf.engine();
  void tf.setBackend("shapes");
  engine.startScope();
  try {
    return writingDown(shapesHost(backend), () => run(backend!));
  } finally {
    engine.endScope();
    if (before) void tf.setBackend(before);
  }
}

function registered(): ShapesBackend {
  const shapes = new ShapesBackend();
  tf.registerBackend("shapes", () => shapes, 0);
  installRecorders("shapes");
  const on = (
    kernelName: string,
    shapeOf: (x: tf.TensorInfo, attrs: tf.NamedAttrMap) => number[],
  ) =>
    tf.registerKernel({
      kernelName,
      backendName: "shapes",
      kernelFunc: ({ inputs, attrs }) => {
        const x = Object.values(inputs as tf.NamedTensorInfoMap)[0]!;
        const shape = shapeOf(x, attrs ?? {});
        shapes.incRef(x.dataId);
        return { dataId: x.dataId, shape, dtype: x.dtype };
      },
    });
  on("Identity", ({ shape }) => shape);
  on("Reshape", (x, { shape }) =>
    tf.util.inferFromImplicitShape(shape as number[], tf.util.sizeFromShape(x.shape)),
  );
  on("ExpandDims", ({ shape }, { dim }) =>
    shape.toSpliced(
      (dim as number) < 0 ? shape.length + 1 + (dim as number) : (dim as number),
      0,
      1,
    ),
  );
  tf.registerKernel({
    kernelName: "Range",
    backendName: "shapes",
    kernelFunc: ({ attrs }) => {
      const { start, stop, step, dtype } = attrs as Record<string, number> & { dtype: tf.DataType };
      return shapes.makeTensorInfo([Math.max(0, Math.ceil((stop! - start!) / step!))], dtype);
    },
  });
  return shapes;
}
