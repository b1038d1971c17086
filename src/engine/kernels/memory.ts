/**
 * How a fused kernel reads and writes its buffers: word by word, or four neighbours at a time. One access
 * of four words costs little more than one of a single word, and an invocation that computes four
 * neighbours (lanes) asks for all four.
 */
import { flatten, join, keyOf, LANES, type Lines, laneOf, type Position } from "./digits.ts";
import type { ValueType } from "./graph.ts";

/** Where a value's numbers lie: a buffer by name and the first word in it. */
export interface Place {
  readonly buffer: string;
  readonly offset: number;
}

/** Where the lines go, and what names the numbers that say where things lie. */
type MemoryLines = Lines & {
  line(text: string): void;
  offset(key: string, number: number): string;
};

interface Accesses {
  lanes: number;
  words: number;
  /** Something writes a single word, which four-word memory cannot do without touching its neighbours. */
  pinned: boolean;
}

/** Buffers in which many values lie. */
const SHARED = new Set(["arena", "batch"]);

/** What a word that is found among four costs, beside one found by itself; about. */
const DETOUR = 0.5;

export class Memory {
  /** Names of buffers read, with the keys of the positions at which each is read. */
  readonly reads = new Map<string, Set<string>>();
  readonly writes = new Set<string>();
  readonly #lines: MemoryLines;
  readonly #vectors: ReadonlySet<string>;
  readonly #accesses = new Map<string, Accesses>();
  /** Stores that wait for the other lanes. */
  readonly #waiting = new Map<string, string[]>();

  /** vectors: the buffers that are declared as arrays of four words */
  constructor(lines: MemoryLines, vectors: ReadonlySet<string>) {
    this.#lines = lines;
    this.#vectors = vectors;
  }

  /** apart: the lanes do not come here together, so that each is on its own. */
  load(place: Place, type: ValueType, position: Position, apart = false): string {
    this.noteRead(place.buffer, keyOf(position));
    const lane = apart ? undefined : this.#vectorOf(place, position);
    if (lane) this.#of(place.buffer).lanes++;
    if (!lane || !this.#vectors.has(place.buffer)) {
      return fromWord(
        type,
        this.#word(place.buffer, this.#address(place, flatten(position)), !lane),
      );
    }
    return fromWord(type, `${this.#lines.name(`${place.buffer}[${lane.at}]`)}.${lane.name}`);
  }

  store(place: Place, type: ValueType, position: Position, name: string): void {
    this.writes.add(place.buffer);
    const word = type === "bool" ? `u32(${name})` : `bitcast<u32>(${name})`;
    const lane = this.#vectorOf(place, position);
    if (lane) this.#of(place.buffer).lanes++;
    else this.pin(place.buffer);
    if (!lane || !this.#vectors.has(place.buffer)) {
      this.#lines.line(`${place.buffer}[${this.#address(place, flatten(position))}] = ${word};`);
      return;
    }
    const target = `${place.buffer}[${lane.at}]`;
    const words = [...(this.#waiting.get(target) ?? []), word];
    this.#waiting.set(target, words);
    if (words.length === LANES) {
      this.#lines.line(`${target} = vec4<u32>(${words.join(", ")});`);
      this.#waiting.delete(target);
    }
  }

  /** A single word, as u32. */
  word(buffer: string, at: string): string {
    return this.#word(buffer, at, true);
  }

  #word(buffer: string, at: string, counts: boolean): string {
    if (counts) this.#of(buffer).words++;
    if (!this.#vectors.has(buffer)) return `${buffer}[${at}]`;
    const place = this.#lines.name(at);
    return `${buffer}[${place} / ${LANES}u][${place} % ${LANES}u]`;
  }

  noteRead(buffer: string, key: string): void {
    const keys = this.reads.get(buffer) ?? new Set();
    keys.add(key);
    this.reads.set(buffer, keys);
  }

  /** Says that this buffer must be an array of single words. */
  pin(buffer: string): void {
    this.#of(buffer).pinned = true;
  }

  /** The buffers that would be read and written sooner four words at a time. */
  get worthVectors(): Set<string> {
    const worth = [...this.#accesses].filter(
      ([, { lanes, words, pinned }]) => !pinned && lanes * (1 - 1 / LANES) > words * DETOUR,
    );
    return new Set(worth.map(([buffer]) => buffer));
  }

  /** In a buffer that many values share, by a name for its place. */
  #address({ buffer, offset }: Place, flat: string, unit = 1): string {
    if (!SHARED.has(buffer)) return flat;
    return `${this.#lines.offset(`${buffer} ${offset} ${unit}`, offset / unit)} + ${flat}`;
  }

  /** Where the four words lie of which this position is one, if they are whole. */
  #vectorOf(
    place: Place,
    position: Position,
  ): { readonly at: string; readonly name: string } | undefined {
    const joined = join(position);
    const lane = laneOf(joined);
    if (lane === undefined || place.offset % LANES !== 0) return undefined;
    const at = this.#address(place, flatten(joined.slice(0, -1)), LANES);
    return { at, name: "xyzw"[lane]! };
  }

  #of(buffer: string): Accesses {
    const found = this.#accesses.get(buffer) ?? { lanes: 0, words: 0, pinned: false };
    this.#accesses.set(buffer, found);
    return found;
  }
}

/** Variables' buffers hold floats; the shared ones hold 32-bit words of any type. */
function fromWord(type: ValueType, word: string): string {
  switch (type) {
    case "float32":
      return `bitcast<f32>(${word})`;
    case "int32":
      return `bitcast<i32>(${word})`;
    case "bool":
      return `${word} != 0u`;
    default:
      return type satisfies never;
  }
}
