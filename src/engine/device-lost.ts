/** Notices that a graphics card is gone, which tfjs may wait out for ever. */
import { gpuBackend } from "./kernels/gpu.ts";

/** The graphics card is gone: taken away, reset by its driver, or out of memory. */
export class DeviceLost extends Error {
  override name = "DeviceLost";
}

/** Fails when the device is lost. */
let lost: Promise<never> | undefined;

/** Work that fails with the device that it is done on. */
export const alive = <T>(work: Promise<T>): Promise<T> =>
  lost ? Promise.race([work, lost]) : work;

/** From now on `alive` knows when the device of tfjs is gone. */
export function watchDevice(): void {
  lost ??= gpuBackend().device.lost.then(({ reason, message }) => {
    throw new DeviceLost(message || reason);
  });
  // Whoever waits for work is told; when nobody does, it is no error yet.
  lost.catch(() => {});
}
