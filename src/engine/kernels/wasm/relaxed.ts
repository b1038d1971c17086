/** Relaxed SIMD: a product and a sum in one instruction, rounded once or twice as the processor likes it. */
import { assemble, type Code } from "../assembler.ts";
import { f32x4, v128 } from "./v128.ts";

let known: boolean | undefined;

/** Whether the engine takes it. */
export function hasRelaxedSimd(): boolean {
  const body = [multiplyAdd(true, v128.zero, v128.zero, v128.zero), 0x1a];
  const probe = { name: "probe", parameters: [], localTypes: [], body };
  known ??= WebAssembly.validate(assemble([probe], false) as BufferSource);
  return known;
}

/** a b + c */
export const multiplyAdd = (relaxed: boolean, a: Code, b: Code, c: Code): Code =>
  relaxed ? f32x4.relaxedMadd(a, b, c) : f32x4.add(c, f32x4.mul(a, b));
