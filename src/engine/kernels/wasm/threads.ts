/**
 * A pool of threads for compiled steps. All of them run the same module on the same memory, each its part of every
 * kernel, and meet after each kernel (module.ts). Results do not depend on how many there are.
 */
import { threadCount } from "../../threads.ts";
import program from "./thread.js?raw";

/** What the pool needs of a thread, a worker or a port to one. */
export interface Thread {
  postMessage(message: unknown): void;
}

/** Words of the control memory, as thread.js has them. */
const WORDS = { generation: 0, step: 1, sent: 2, known: 3 } as const;

export class Threads {
  /** With the one that steps are called from. */
  readonly count: number;
  readonly #threads: readonly Thread[];
  readonly #words: Int32Array<SharedArrayBuffer>;
  #last = 0;

  /** @param start starts a thread that runs a program, as text */
  constructor(count: number, start: (program: string) => Thread) {
    this.count = count;
    this.#words = new Int32Array(new SharedArrayBuffer(4 * (WORDS.known + count)));
    this.#threads = Array.from({ length: count - 1 }, () => start(program));
  }

  /** Gives every thread a step. @returns its number here */
  add(module: WebAssembly.Module, env: WebAssembly.ModuleImports): number {
    const id = ++this.#last;
    this.#send({ module, env, id });
    return id;
  }

  forget(id: number): void {
    this.#send({ id });
  }

  #send(message: object): void {
    const { buffer: control } = this.#words;
    this.#threads.forEach((thread, i) => {
      thread.postMessage({ ...message, control, thread: i + 1, threads: this.count });
    });
    Atomics.add(this.#words, WORDS.sent, 1);
    this.#say(0);
  }

  /**
   * Sets the threads to work on a step, of which the caller takes part 0.
   * @returns false while not all of them have it: the caller then takes the whole step
   */
  begin(id: number): boolean {
    for (let thread = 1; thread < this.count; thread++) {
      if (Atomics.load(this.#words, WORDS.known + thread) >= id) continue;
      // Whoever waits since before the step was sent listens now.
      this.#say(0);
      return false;
    }
    this.#say(id);
    return true;
  }

  #say(step: number): void {
    Atomics.store(this.#words, WORDS.step, step);
    Atomics.add(this.#words, WORDS.generation, 1);
    Atomics.notify(this.#words, WORDS.generation);
  }
}

let pool: Threads | null | undefined;

/** The threads of this worker, started when a step first asks; null where a step would wait for them in vain. */
export function threadsOfSteps(): Threads | null {
  // The page's own thread may not wait.
  const waits = typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope;
  const count = threadCount();
  if (pool === undefined) pool = waits && count > 1 ? new Threads(count, startThread) : null;
  return pool;
}

function startThread(text: string): Thread {
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return globalThis.startThread?.(url) ?? new Worker(url, { name: "thread" });
}
