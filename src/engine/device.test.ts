/** Which back end is taken where the graphics card refuses, in each of the ways that browsers have. */
import { afterEach, expect, test, vi } from "vitest";
import { inEnglish } from "./declarations/sentence.ts";
import { findAdapter, findWay, selectBackend } from "./device.ts";

const own = Object.getOwnPropertyDescriptor(Navigator.prototype, "gpu")!;

function pretend(gpu: object | undefined) {
  Object.defineProperty(navigator, "gpu", { value: gpu, configurable: true });
}

afterEach(() => {
  Reflect.deleteProperty(navigator, "gpu");
  vi.useRealTimers();
  expect(Object.getOwnPropertyDescriptor(Navigator.prototype, "gpu")).toEqual(own);
});

const card = {
  info: { vendor: "test", architecture: "refusing", description: "" },
  features: new Set<string>(),
  limits: {},
  requestDevice: () =>
    Promise.reject(new DOMException("Limits are not supported", "OperationError")),
};

const missing = async () => {
  const found = await findAdapter();
  return "missing" in found ? inEnglish(found.missing) : found.name;
};

test("a browser without WebGPU, or with none to give, says so", async () => {
  pretend(undefined);
  expect(await missing()).toBe("This browser has no WebGPU");
  pretend({ requestAdapter: async () => null });
  expect(await missing()).toBe("WebGPU found no graphics adapter");
  pretend({ requestAdapter: () => Promise.reject(new Error("blocklisted")) });
  expect(await missing()).toBe("WebGPU did not start (blocklisted)");
});

test("an adapter that never answers is not waited for", async () => {
  vi.useFakeTimers();
  pretend({ requestAdapter: () => new Promise(() => {}) });
  const said = missing();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await said).toBe("WebGPU did not start (no answer)");
});

test("an adapter without info has a name all the same", async () => {
  pretend({ requestAdapter: async () => ({ ...card, info: undefined }) });
  expect(await missing()).toBe("unnamed");
});

test("a card that refuses its device gives way to WebAssembly, unless it was asked for", async () => {
  pretend({ requestAdapter: async () => card });
  expect(await findWay("auto")).toBe("webgpu");
  await expect(selectBackend("webgpu")).rejects.toThrow(/WebGPU back end did not start/);
  const { name, reason } = await selectBackend("auto");
  expect(name).toBe("wasm");
  expect(inEnglish(reason)).toMatch(/^WebGPU did not start \(.*\), so the model trains/);
});
