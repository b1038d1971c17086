/**
 * Counts what is asked of the GPU: figures that do not depend on load, for guards and for the bench.
 */
export interface GpuCounts {
  /** Compute dispatches. */
  dispatches: number;
  /** Command buffers handed to the queue. */
  submits: number;
  /** Writes from the CPU: queue.writeBuffer, and buffers mapped at creation. */
  uploads: number;
  bindGroups: number;
  buffersCreated: number;
}

/** Starts counting on every device of this thread; call the result to stop and read. */
export function countGpuCalls(): () => GpuCounts {
  const counts: GpuCounts = {
    dispatches: 0,
    submits: 0,
    uploads: 0,
    bindGroups: 0,
    buffersCreated: 0,
  };
  if (typeof GPUDevice === "undefined") return () => counts;
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  const { submit, writeBuffer } = GPUQueue.prototype;
  const { createBindGroup, createBuffer } = GPUDevice.prototype;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...groups) {
    counts.dispatches++;
    return dispatchWorkgroups.apply(this, groups);
  };
  GPUQueue.prototype.submit = function (buffers) {
    counts.submits++;
    return submit.call(this, buffers);
  };
  GPUQueue.prototype.writeBuffer = function (this: GPUQueue, ...write: unknown[]) {
    counts.uploads++;
    return Reflect.apply(writeBuffer, this, write);
  } as GPUQueue["writeBuffer"];
  GPUDevice.prototype.createBindGroup = function (descriptor) {
    counts.bindGroups++;
    return createBindGroup.call(this, descriptor);
  };
  GPUDevice.prototype.createBuffer = function (descriptor) {
    counts.buffersCreated++;
    if (descriptor.mappedAtCreation) counts.uploads++;
    return createBuffer.call(this, descriptor);
  };
  return () => {
    GPUComputePassEncoder.prototype.dispatchWorkgroups = dispatchWorkgroups;
    GPUQueue.prototype.submit = submit;
    GPUQueue.prototype.writeBuffer = writeBuffer;
    GPUDevice.prototype.createBindGroup = createBindGroup;
    GPUDevice.prototype.createBuffer = createBuffer;
    return counts;
  };
}
