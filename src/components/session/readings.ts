/**
 * Which readings the visible pictures are waiting for, and who is told. A picture watches a probe as
 * long as it is on screen; the training loop asks the worker for what is due.
 */
import type {
  Readings as Answers,
  Arguments,
  ProbeRequest,
  Reading,
} from "../../engine/training/probe.ts";

/** A picture of a model in training is renewed at most this often. */
const RENEW_MS = 400;

interface Watched {
  readonly request: ProbeRequest;
  readonly listeners: Set<(reading: Reading) => void>;
  reading: Reading;
  due: number;
}

export class Readings {
  readonly #watched = new Map<string, Watched>();
  readonly #onWatch: () => void;

  /** @param onWatch is called when a picture appears that has no reading yet */
  constructor(onWatch: () => void) {
    this.#onWatch = onWatch;
  }

  watch(probe: string, args: Arguments, listener: (reading: Reading) => void): () => void {
    const key = `${probe} ${JSON.stringify(args)}`;
    let watched = this.#watched.get(key);
    if (!watched) {
      watched = { request: { key, probe, args }, listeners: new Set(), reading: undefined, due: 0 };
      this.#watched.set(key, watched);
      this.#onWatch();
    }
    watched.listeners.add(listener);
    if (watched.reading !== undefined) listener(watched.reading);
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0) this.#watched.delete(key);
    };
  }

  /** The requests whose answers are old enough to be renewed; all of them with `all`. */
  due(now: number, all = false): ProbeRequest[] {
    return [...this.#watched.values()].filter((w) => all || w.due <= now).map((w) => w.request);
  }

  /** Whether some picture has never had an answer. */
  unanswered(): boolean {
    return [...this.#watched.values()].some(({ due }) => due === 0);
  }

  /** Hands out answers; each is asked for again after a while, later if the asking is slow. */
  deliver({ readings, failed }: Answers, now: number): void {
    for (const key of Object.keys(failed)) {
      const watched = this.#watched.get(key);
      if (watched) watched.due = now + RENEW_MS;
    }
    for (const [key, reading] of Object.entries(readings)) {
      const watched = this.#watched.get(key);
      if (!watched) continue;
      watched.reading = reading;
      watched.due = now + RENEW_MS;
      for (const listener of watched.listeners) listener(reading);
    }
  }
}
