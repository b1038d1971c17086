/**
 * Which readings the visible pictures are waiting for, and who is told. A picture watches a probe as
 * long as it is on screen; the training loop asks the worker for what is due.
 */
import type { Sentence } from "../../engine/declarations/sentence.ts";
import type {
  Readings as Answers,
  Arguments,
  ProbeRequest,
  Reading,
} from "../../engine/training/probe.ts";

/** A picture of a model in training is renewed at most this often. */
const RENEW_MS = 400;

/** Is told each answer. */
export type OnReading = (reading: Reading) => void;
/** Is told, in place of an answer, what went wrong; a later answer may come all the same. */
export type OnFailure = (why: Sentence) => void;

interface Listener {
  readonly answer: OnReading;
  readonly fail: OnFailure;
}

interface Watched {
  readonly request: ProbeRequest;
  readonly listeners: Set<Listener>;
  reading: Reading;
  failure: Sentence | undefined;
  due: number;
}

export class Readings {
  readonly #watched = new Map<string, Watched>();
  readonly #onWatch: () => void;

  /** @param onWatch is called when a picture appears that has no reading yet */
  constructor(onWatch: () => void) {
    this.#onWatch = onWatch;
  }

  watch(probe: string, args: Arguments, answer: OnReading, fail: OnFailure = () => {}): () => void {
    const key = `${probe} ${JSON.stringify(args)}`;
    let watched = this.#watched.get(key);
    if (!watched) {
      const request = { key, probe, args };
      watched = { request, listeners: new Set(), reading: undefined, failure: undefined, due: 0 };
      this.#watched.set(key, watched);
      this.#onWatch();
    }
    const listener = { answer, fail };
    watched.listeners.add(listener);
    if (watched.failure) fail(watched.failure);
    else if (watched.reading !== undefined) answer(watched.reading);
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

  /** Hands out answers; each is asked for again after a while, also one that failed. */
  deliver({ readings, failed }: Answers, now: number): void {
    for (const [key, failure] of Object.entries(failed)) {
      const watched = this.#answered(key, now);
      if (!watched) continue;
      watched.failure = failure;
      for (const listener of watched.listeners) listener.fail(failure);
    }
    for (const [key, reading] of Object.entries(readings)) {
      const watched = this.#answered(key, now);
      if (!watched) continue;
      watched.reading = reading;
      watched.failure = undefined;
      for (const listener of watched.listeners) listener.answer(reading);
    }
  }

  #answered(key: string, now: number): Watched | undefined {
    const watched = this.#watched.get(key);
    if (watched) watched.due = now + RENEW_MS;
    return watched;
  }
}
