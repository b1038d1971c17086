/**
 * Runs beneath other runs. What a run beneath has made is decided by its set-up, so it is never kept as
 * truth: what is missing is trained again, to the same digits. What was made lately is remembered.
 */
import { isUnderway, type Setup, type Underway } from "../declarations/run.ts";
import { sentence, ToldError, toldBy } from "../declarations/sentence.ts";
import type { Session } from "./session.ts";
import type { Made, Under } from "./training.ts";

/** So many sets of makings are remembered. */
const REMEMBERED = 8;

/** A place that outlives the worker (the browser's storage); only a cache. */
export interface Shelf {
  get(key: string): Promise<Made | undefined>;
  set(key: string, made: Made): Promise<void>;
}

/** A session with the catalogue of its data. */
export interface Founded {
  readonly session: Session;
  readonly catalogue: Under["catalogue"];
}

/**
 * @param build opens a session with a set-up; where that stands on a run itself, it may be underway
 * @param catalogueOf the catalogue of a set-up's data, without a session
 * @param device what computes: other devices give other digits
 */
export function createBeneath(
  build: (setup: Setup, budgetMs: number) => Promise<Founded | Underway>,
  catalogueOf: (setup: Setup) => Promise<Under["catalogue"]>,
  device: () => string,
  shelf: Shelf | undefined,
) {
  const made = new Map<string, Under>();
  /** The run beneath that is being trained. */
  let training: { readonly key: string; readonly founded: Founded } | undefined;

  const keyOf = (setup: Setup) => `${device()} ${canonical(setup)}`;

  function remember(key: string, under: Under): void {
    made.delete(key);
    made.set(key, under);
    for (const oldest of [...made.keys()].slice(0, -REMEMBERED)) made.delete(oldest);
  }

  function drop(): void {
    training?.founded.session.close();
    training = undefined;
  }

  return {
    drop,

    /** Whether that need not be trained any more. */
    has: (setup: Setup) => made.has(keyOf(setup)),

    /** A run that has just ended here need not be trained again to stand on. */
    async takeOver(setup: Setup, { session, catalogue }: Founded): Promise<void> {
      const key = keyOf(setup);
      if (!made.has(key)) remember(key, { setup, catalogue, made: await session.makes() });
    },

    /** What the run of this set-up has made; trains it for about `budgetMs` milliseconds if need be. */
    async of(setup: Setup, budgetMs: number): Promise<Under | Underway> {
      const key = keyOf(setup);
      const known = made.get(key);
      if (known) return known;
      try {
        if (training?.key !== key) {
          drop();
          const kept = await shelf?.get(key);
          if (kept) return found(key, { setup, catalogue: await catalogueOf(setup), made: kept });
          const founded = await build(setup, budgetMs);
          if (isUnderway(founded)) return founded;
          training = { key, founded };
        }
        const { founded } = training;
        const progress = await founded.session.advance({ budgetMs });
        if (progress.diverged) {
          throw new ToldError(
            sentence("its loss left all bounds at step {step}: lower its learning rate", {
              step: progress.diverged.step,
            }),
          );
        }
        const { step, totalSteps, finished } = progress;
        if (!finished) return { beneath: setup, step, totalSteps };
        const made = await founded.session.makes();
        void shelf?.set(key, made).catch(() => {});
        return found(key, { setup, catalogue: founded.catalogue, made });
      } catch (error) {
        drop();
        throw error instanceof ToldError
          ? new ToldError(
              sentence("The run beneath ({lesson}) could not be made: {reason}", {
                lesson: setup.lesson,
                reason: toldBy(error),
              }),
              { cause: error },
            )
          : error;
      }
    },
  };

  function found(key: string, under: Under): Under {
    remember(key, under);
    drop();
    return under;
  }
}

/** A set-up as text, the same for the same settings in any order; the device is the key's other half. */
function canonical({ lesson, seed, dataset, config, on }: Setup): string {
  const sorted = Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([lesson, seed, dataset, sorted, on ? canonical(on) : null]);
}
