/**
 * The boundary between the page and the worker: a call is one message there and one back. Small and
 * closed on purpose; what may cross it is whatever structured clone can copy, and never a tensor.
 */
import {
  type Sentence,
  sentence,
  sentenceOf,
  ToldError,
  verbatim,
} from "./declarations/sentence.ts";

type Call = { readonly id: number; readonly method: string; readonly args: unknown[] };
type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { name: string; message: string; sentence?: Sentence } };

/** An object whose methods can be called from the other side. */
export type Service = Record<string, (...args: never[]) => unknown>;

/** The same methods, seen from the page. */
export type Remote<S> = {
  readonly [K in keyof S]: S[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

/** The worker stopped answering: it failed to start, crashed or was killed. */
export class WorkerGone extends ToldError {
  override name = "WorkerGone";
}

/** The worker was ended because it did not answer and nobody wanted its answer any more. */
export class WorkerEnded extends ToldError {
  override name = "WorkerEnded";
}

const handed = new WeakSet<object>();

/** Says of a value that its arrays go across and are not copied: they are gone here then. */
export function handOver<T extends object>(value: T): T {
  handed.add(value);
  return value;
}

/** The buffers of the arrays in what is handed over. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (typeof value !== "object" || value === null || !handed.has(value)) return [];
  const arrays = (held: object): ArrayBuffer[] =>
    Object.values(held).flatMap((part: unknown) => {
      if (ArrayBuffer.isView(part)) return [part.buffer as ArrayBuffer];
      return typeof part === "object" && part !== null && !Array.isArray(part) ? arrays(part) : [];
    });
  return [...new Set(arrays(value))];
}

interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

/** Answers calls that arrive at `port` (the worker's own global scope), one after another. */
export function serve(service: object, port: Port): void {
  let last: Promise<unknown> = Promise.resolve();
  port.addEventListener("message", ({ data }: MessageEvent<Call>) => {
    const { id, method, args } = data;
    const answer = async () => {
      try {
        const call = (service as Record<string, (...args: unknown[]) => unknown>)[method];
        if (typeof call !== "function") throw new Error(`The worker has no call "${method}"`);
        const result = await call.apply(service, args);
        port.postMessage({ id, result } satisfies Answer, buffersOf(result));
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        const told = sentenceOf(error);
        const said = { name, message, ...(told && { sentence: told }) };
        port.postMessage({ id, error: said } satisfies Answer, []);
      }
    };
    last = last.then(answer);
  });
}

/**
 * Calls methods of the service behind `worker`.
 * @returns the remote; `gone`, which resolves with the reason when the worker stops working; `end`, which
 *   stops it and fails every call that waits; and `answered`, which waits for the calls that wait now and is
 *   false when for so many milliseconds no answer has come
 */
export function connect<S>(worker: Worker): {
  remote: Remote<S>;
  gone: Promise<WorkerGone>;
  end: (why: ToldError) => void;
  answered: (patienceMs: number) => Promise<boolean>;
} {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  let nextId = 0;
  let fail: (reason: WorkerGone) => void = () => {};
  const gone = new Promise<WorkerGone>((resolve) => {
    fail = resolve;
  });
  let ended: ToldError | undefined;
  /** When the last answer came, or the first call after it went. */
  let heard = 0;
  const listening = new Set<() => void>();
  const tellHeard = () => {
    for (const listener of listening) listener();
  };

  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    heard = performance.now();
    tellHeard();
    if (!call) return;
    if ("result" in data) return call.resolve(data.result);
    call.reject(Object.assign(new Error(data.error.message), data.error));
  });
  const stop = (why: ToldError) => {
    ended = why;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
    tellHeard();
  };
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    const why = new WorkerGone(
      event.message
        ? verbatim(event.message)
        : sentence("The training worker could not be started"),
    );
    stop(why);
    fail(why);
  });

  const remote = new Proxy({} as Remote<S>, {
    get: (_, method) => {
      // A promise would be asked for `then`; a remote is not a promise.
      if (typeof method !== "string" || method === "then") return undefined;
      return (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          if (ended) return reject(ended);
          const id = nextId++;
          if (waiting.size === 0) heard = performance.now();
          waiting.set(id, { resolve, reject });
          worker.postMessage({ id, method, args } satisfies Call, args.flatMap(buffersOf));
        });
    },
  });
  const end = (why: ToldError) => {
    worker.terminate();
    stop(why);
  };
  const answered = async (patienceMs: number): Promise<boolean> => {
    const asked = [...waiting.keys()];
    while (asked.some((id) => waiting.has(id))) {
      const left = heard + patienceMs - performance.now();
      if (left <= 0) return false;
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          listening.delete(done);
          resolve();
        };
        const timer = setTimeout(done, left);
        listening.add(done);
      });
    }
    return true;
  };
  return { remote, gone, end, answered };
}
