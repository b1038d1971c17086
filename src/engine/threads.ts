/**
 * Threads of tfjs's WebAssembly module, made by the page. A worker that starts workers hangs in Firefox,
 * at about every third visit, while a WebDriver session exists: the page lends them instead, each over a
 * port. vite.config.ts lets tfjs's module ask here.
 */

/** What tfjs's module expects of a worker. */
interface Thread extends MessagePort {
  terminate(): void;
}

/** For the page: a thread's program, and (transferred) the port over which it is spoken to. */
export interface ThreadWanted {
  readonly thread: string;
}

declare global {
  /** Starts a thread; without it tfjs's module starts a worker of its own. */
  var startThread: ((program: string) => Thread) | undefined;
  /** How many threads tfjs's module starts, beside the one that it is called from. */
  var threadsToStart: number | undefined;
}

/** As many as tfjs takes by itself: half of the cores, eight at the most. One: threads would be idle. */
export function threadCount(cores = navigator.hardwareConcurrency): number {
  return Math.min(8, Math.max(1, cores >> 1));
}

/** From here on threads are borrowed from the page that has started this worker. */
export function borrowThreads(page: {
  postMessage(message: ThreadWanted, transfer: Transferable[]): void;
}): void {
  globalThis.startThread = (program) => {
    const { port1, port2 } = new MessageChannel();
    page.postMessage({ thread: program }, [port2]);
    return Object.assign(port1, { terminate: () => port1.close() });
  };
}

/** Lends threads to a worker. @returns ends them, which the worker's end does not */
export function lendThreads(worker: Worker): () => void {
  const threads: Worker[] = [];
  worker.addEventListener("message", ({ data, ports }: MessageEvent<Partial<ThreadWanted>>) => {
    if (!data.thread) return;
    const thread = new Worker(data.thread, { name: "thread" });
    thread.postMessage(null, [...ports]);
    threads.push(thread);
  });
  return () => {
    for (const thread of threads) thread.terminate();
  };
}
