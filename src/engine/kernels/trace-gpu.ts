/** Traces on WebGPU. */
import type { GpuBackend } from "./gpu.ts";
import type { TraceHost } from "./trace-host.ts";

export function gpuTraceHost(backend: GpuBackend): TraceHost {
  return {
    name: "webgpu",
    make: (shape, type) => backend.makeTensorInfo([...shape], type),
    held({ dataId }) {
      const { values, resource } = backend.tensorMap.get(dataId);
      if (values) return values as Float32Array;
      return resource ? "on the device" : undefined;
    },
    refuse(refusals) {
      const target = backend as unknown as Record<string, unknown>;
      const reading = () => {
        throw refusals.reading();
      };
      const refused = {
        runWebGPUProgram: () => {
          throw refusals.kernel();
        },
        uploadToGPU: reading,
        read: reading,
        readSync: (dataId: object) => backend.tensorMap.get(dataId).values ?? reading(),
      };
      Object.assign(target, refused);
      return {
        stop() {
          // The methods of the class come back into view.
          for (const name of Object.keys(refused)) delete target[name];
        },
      };
    },
  };
}
