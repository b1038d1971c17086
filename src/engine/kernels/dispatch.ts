/**
 * A dispatch in WGSL: one kernel, or several that do not wait for each other (moments.ts) side by side, each with
 * some of the workgroups.
 */
import { Conflict } from "./graph.ts";
import type { PlannedKernel, Reads } from "./plan.ts";
import { rename, WORKGROUP } from "./wgsl.ts";
import { offsetName } from "./writer.ts";

/** WebGPU promises eight storage buffers a kernel. */
export const MOST_BINDINGS = 8;

export interface WrittenKernel extends PlannedKernel {
  /** With names for the numbers that say where things lie, until kernels were shared (share.ts). */
  readonly code: string;
  /** Those numbers, by the numbers of their names. */
  readonly offsets: readonly number[];
  /** In binding order. */
  readonly buffers: readonly KernelBuffer[];
  readonly invocations: number;
  readonly workgroupSize: number;
  /** What is done side by side: one thing, until kernels were joined (`sideBySide`). */
  readonly parts: readonly KernelPart[];
}

export interface KernelBuffer {
  readonly name: string;
  readonly writes: boolean;
  /** As WGSL declares it. */
  readonly type: string;
  /** Whether it would be read and written sooner four words at a time. */
  readonly worthVectors: boolean;
}

/** Lines that some of a dispatch's workgroups run. */
export interface KernelPart {
  /** Functions and workgroup memory. */
  readonly around: string;
  /** In which `group_` is the workgroup's number and `local` the invocation's in it. */
  readonly body: string;
  readonly offsets: readonly number[];
  readonly workgroups: number;
}

/** The kernel that consists of these parts. */
export function kernelOf(
  parts: readonly KernelPart[],
  buffers: readonly KernelBuffer[],
  reads: Reads,
): WrittenKernel {
  const declarations = buffers.map(({ name, writes, type }, i) => {
    const access = writes ? "read_write" : "read";
    return `@group(0) @binding(${i}) var<storage, ${access}> ${name}: ${type};`;
  });
  const functions = parts.length > 1 ? parts.map(partFunction) : parts.map(({ around }) => around);
  const workgroups = parts.reduce((sum, part) => sum + part.workgroups, 0);
  const code = `${declarations.join("\n")}

${functions.join("\n\n")}

@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(local_invocation_index) local: u32, @builtin(workgroup_id) at: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>) {
  let group_ = at.y * groups.x + at.x;
${parts.length > 1 ? choice(parts) : parts[0]!.body}
}
`;
  return {
    code,
    offsets: parts.flatMap(({ offsets }) => offsets),
    buffers,
    invocations: workgroups * WORKGROUP,
    workgroupSize: WORKGROUP,
    parts,
    reads,
  };
}

/**
 * Kernels that do not wait for each other as one.
 * @throws Conflict if they bind more than a device does
 */
export function sideBySide(kernels: readonly WrittenKernel[]): WrittenKernel {
  if (kernels.length === 1) return kernels[0]!;
  const buffers = new Map<string, KernelBuffer>();
  const reads = new Map<string, Set<string>>();
  for (const kernel of kernels) {
    for (const buffer of kernel.buffers) {
      const writes = buffer.writes || buffers.get(buffer.name)?.writes === true;
      buffers.set(buffer.name, { ...buffer, writes });
    }
    for (const [name, keys] of kernel.reads)
      reads.set(name, new Set([...(reads.get(name) ?? []), ...keys]));
  }
  if (buffers.size > MOST_BINDINGS) throw new Conflict("needs too many buffers");
  const parts = kernels.flatMap((kernel) => kernel.parts);
  return kernelOf(parts, [...buffers.values()], reads);
}

/** A part as a function, with names of its own. */
function partFunction(part: KernelPart, index: number, all: readonly KernelPart[]): string {
  const before = all.slice(0, index).reduce((sum, { offsets }) => sum + offsets.length, 0);
  const names = new Map(part.offsets.map((_, n) => [offsetName(n), offsetName(before + n)]));
  const text = `${part.around}\n\nfn part(group_: u32, local: u32) {\n${part.body}\n}`;
  return rename(text, (word) =>
    /^(part|finish|partial\d+)$/.test(word) ? `${word}_of${index}` : names.get(word),
  ).trim();
}

/** The first workgroups are the first part's, and so on. */
function choice(parts: readonly KernelPart[]): string {
  let from = 0;
  const calls = parts.map(({ workgroups }, index) => {
    const call = `part_of${index}(group_ - ${from}u, local);`;
    from += workgroups;
    return index === parts.length - 1 ? `{ ${call} }` : `if (group_ < ${from}u) { ${call} }`;
  });
  return `  ${calls.join(" else ")}`;
}
