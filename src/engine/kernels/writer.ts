/**
 * Writes the lines of one fused kernel. Values that the step keeps are read from memory; everything between
 * them and the outputs is computed in registers (elements.ts), where it is needed, once for each position.
 */
import { join, keyOf, laneOf, neighbours, type Position, toAxes } from "./digits.ts";
import { elementOf } from "./elements.ts";
import { Conflict, type Ref, type Value, type ValueType } from "./graph.ts";
import { Memory, type Place } from "./memory.ts";
import type { Layout } from "./plan.ts";
import { Code, literal } from "./wgsl.ts";

/** What a kernel must know of the step around it. */
export interface Surroundings extends Pick<Layout, "place" | "segmentPlaces"> {
  /** Values that this kernel itself writes: they may be used only at the position being computed. */
  madeHere(value: Value): boolean;
}

export class KernelWriter extends Code {
  readonly memory: Memory;
  readonly around: Surroundings;
  /** By their names (offsetName). */
  readonly offsets: number[] = [];
  readonly #offsetNames = new Map<string, string>();
  /** How many branches deep we are that one lane takes and another may not. */
  #apart = 0;

  /** vectors: the buffers that are declared as arrays of four words */
  constructor(around: Surroundings, vectors: ReadonlySet<string> = new Set()) {
    super();
    this.around = around;
    this.memory = new Memory(this, vectors);
  }

  /**
   * The name of a number that says where something lies. Kernels that differ only in such numbers share a
   * pipeline (share.ts).
   * @param key what the number is of: asked again, it has the same name
   */
  offset(key: string, number: number): string {
    const known = this.#offsetNames.get(key);
    if (known) return known;
    const name = offsetName(this.offsets.length);
    this.offsets.push(number);
    this.#offsetNames.set(key, name);
    return name;
  }

  /** Says that a value at a position is already held by this name. */
  know(value: Value, position: Position, name: string): void {
    this.remember(keyAt(value, position), name);
  }

  /**
   * The name of a scalar that holds the value at the position.
   * @throws Conflict if the kernel itself makes the value, at another position or later
   */
  at({ value }: Ref, position: Position): string {
    if (value.source.kind === "fill") return literal(value.source.number, value.type);
    const joined = join(position);
    const key = keyAt(value, joined);
    const known = this.find(key);
    if (known) return known;
    if (this.around.madeHere(value)) {
      throw new Conflict("needs a neighbour's result, or a later one");
    }
    const place = this.around.place(value);
    if (place) return this.named(key, "v", () => this.load(place, value.type, joined));
    const name = elementOf(this, value, joined);
    this.remember(key, name);
    return name;
  }

  /** Like `at`, for a value that has a place which nobody has written yet. */
  fresh(value: Value, position: Position): string {
    const joined = join(position);
    return this.find(keyAt(value, joined)) ?? elementOf(this, value, joined);
  }

  load(place: Place, type: ValueType, position: Position): string {
    return this.memory.load(place, type, position, this.#apart > 0);
  }

  /** The value at this position and its neighbours: what they have in common, `body` writes once. */
  together(
    value: Value,
    position: Position,
    start: string | undefined,
    body: (all: readonly Neighbour[]) => void,
  ): string {
    const all = neighbours(position).map((neighbour) => ({
      neighbour,
      name: this.variable(value.type, start),
      axes: toAxes(neighbour, value.shape, this),
    }));
    body(all);
    for (const { neighbour, name } of all) this.know(value, neighbour, name);
    return all[laneOf(position) ?? 0]!.name;
  }

  /** Lines that some of the lanes may skip. */
  blockApart(header: string, body: () => void): void {
    this.#apart++;
    this.block(header, body);
    this.#apart--;
  }
}

export const offsetName = (index: number): string => `at${index}_`;

/** One of the elements that an invocation computes together: the variable it goes to, and where it is. */
export interface Neighbour {
  readonly name: string;
  readonly axes: readonly Position[];
}

const keyAt = (value: Value, position: Position) => `${value.id} @ ${keyOf(position)}`;
