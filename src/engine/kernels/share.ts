/**
 * Kernels whose text differs only in where their values lie share a pipeline: the numbers that differ become
 * data. So the steps of a recurrent network, or the blocks of a transformer, are compiled once. What is the
 * same in all of them, and everything in a kernel that is like no other, is written into the text.
 */
import type { WrittenKernel } from "./dispatch.ts";
import { rename } from "./wgsl.ts";
import { offsetName } from "./writer.ts";

/** A kernel as the device takes it. */
export interface SharedKernel extends Omit<WrittenKernel, "offsets" | "parts" | "reads"> {
  /** Bound after the buffers, as a uniform of u32, if there are any. */
  readonly offsets: readonly number[];
}

export function shareKernels(kernels: readonly WrittenKernel[]): SharedKernel[] {
  const groups = new Map<string, WrittenKernel[]>();
  for (const kernel of kernels) {
    const names = new Map(kernel.buffers.map(({ name }, i) => [name, bufferName(i)]));
    const text = rename(kernel.code, (word) => names.get(word));
    groups.set(text, [...(groups.get(text) ?? []), kernel]);
  }
  const shared = new Map<WrittenKernel, SharedKernel>();
  for (const group of groups.values()) {
    for (const [i, kernel] of settle(group).entries()) shared.set(group[i]!, kernel);
  }
  return kernels.map((kernel) => shared.get(kernel)!);
}

const bufferName = (index: number) => `buffer${index}_`;

/** The kernels of a group have one text but for the names of their buffers. */
function settle(group: readonly WrittenKernel[]): SharedKernel[] {
  const first = group[0]!;
  const names = new Map<string, string>();
  first.buffers.forEach(({ name }, i) => {
    if (group.some(({ buffers }) => buffers[i]!.name !== name)) names.set(name, bufferName(i));
  });
  const data: number[] = [];
  first.offsets.forEach((number, i) => {
    const differs = group.some(({ offsets }) => offsets[i] !== number);
    names.set(offsetName(i), differs ? `offsets.o${data.push(i) - 1}` : `${number}u`);
  });
  const body = rename(first.code, (word) => names.get(word)).replace(/\b0u \+ /g, "");
  const members = data.map((_, n) => `o${n}: u32`).join(", ");
  const binding = `@group(0) @binding(${first.buffers.length}) var<uniform> offsets: Offsets;`;
  const code = data.length === 0 ? body : `struct Offsets { ${members} }\n${binding}\n${body}`;
  return group.map(({ offsets, buffers, invocations, workgroupSize }) => ({
    code,
    offsets: data.map((i) => offsets[i]!),
    buffers,
    invocations,
    workgroupSize,
  }));
}
