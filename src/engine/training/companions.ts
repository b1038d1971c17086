/**
 * Models that train beside a run, step by step with it: rivals that its curves are held against, or the
 * same run with something changed, whose makings a picture reads. They never lead: a companion goes where
 * the run is, also back in time.
 */
import type { Config } from "../declarations/hyperparameters.ts";
import type { HistoryRow } from "../declarations/run.ts";
import { Session, type Subject } from "./session.ts";
import type { Companion, Made } from "./training.ts";

interface Following {
  readonly session: Session;
  readonly companion: Companion;
  /** Of the last step whose makings were asked for. */
  made?: { readonly step: number; readonly made: Made };
}

/** How far one is behind the run. */
export interface Behind {
  readonly step: number;
  readonly of: number;
}

export class Companions {
  readonly #subject: Subject;
  readonly #following = new Map<string, Following>();

  private constructor(subject: Subject) {
    this.#subject = subject;
  }

  /** Opens those that the lesson declares for these settings. */
  static async open(subject: Subject, run: Session): Promise<Companions> {
    const companions = new Companions(subject);
    const declared = subject.training.beside?.(subject.config, run.split) ?? {};
    for (const [name, companion] of Object.entries(declared)) await companions.add(name, companion);
    return companions;
  }

  get count(): number {
    return this.#following.size;
  }

  /** Opens one more; one of the same name is ended. It catches up from the first step. */
  async add(name: string, companion: Companion): Promise<void> {
    const { config, seed } = this.#subject;
    this.#following.get(name)?.session.close();
    const session = await Session.open({
      ...this.#subject,
      config: { ...config, ...companion.config },
      seed: companion.seed ?? seed,
    });
    this.#following.set(name, { session, companion });
  }

  /** Takes those with columns in the run's rows to its step. @returns the rows with these columns */
  async follow(run: Session, rows: readonly HistoryRow[]): Promise<readonly HistoryRow[]> {
    let joined = rows;
    for (const [name, { session, companion }] of this.#following) {
      if (!companion.metrics || session.step >= run.step) continue;
      const own = (await session.advance({ steps: run.step - session.step })).rows;
      joined = joined.map((row) => withColumns(row, own, name, companion.metrics!));
    }
    return joined;
  }

  /**
   * Takes the others towards the run's step, for about `budgetMs` milliseconds.
   * @returns how far those are that are still behind
   */
  async catchUp(run: Session, budgetMs: number): Promise<Readonly<Record<string, Behind>>> {
    const behind: Record<string, Behind> = {};
    let left = budgetMs;
    for (const [name, { session, companion }] of this.#following) {
      const { step, totalSteps } = session;
      const of = Math.min(run.step, totalSteps);
      if (companion.metrics || step >= of) continue;
      const started = performance.now();
      while (session.step < of && performance.now() - started < left) {
        await session.advance({ steps: 1 });
      }
      left -= performance.now() - started;
      if (session.step < of) behind[name] = { step: session.step, of };
    }
    return behind;
  }

  /** What one has made, once it has taken as many steps as the run. */
  async made(name: string, run: Session): Promise<Made | undefined> {
    const following = this.#following.get(name);
    if (!following || following.session.step < Math.min(run.step, following.session.totalSteps)) {
      return undefined;
    }
    const { step } = following.session;
    if (following.made?.step !== step) {
      following.made = { step, made: await following.session.makes() };
    }
    return following.made.made;
  }

  /** Goes back with the run. */
  async restore(step: number): Promise<void> {
    for (const { session } of this.#following.values()) await backTo(session, step);
  }

  /** Leaves with the run: the same change of settings at the same step. */
  async fork(step: number, changes: Config): Promise<void> {
    for (const { session } of this.#following.values()) {
      await backTo(session, step);
      const { step: at } = session;
      if (session.checkpoints.some((kept) => kept.step === at)) await session.fork(at, changes);
    }
  }

  close(): void {
    for (const { session } of this.#following.values()) session.close();
    this.#following.clear();
  }
}

/** To a step that it has been at, or to the checkpoint before, from where it takes the steps again. */
async function backTo(session: Session, step: number): Promise<void> {
  if (session.step <= step) return;
  const at = session.checkpoints.findLast((checkpoint) => checkpoint.step <= step)!;
  await session.restore(at.step);
  await session.advance({ steps: step - at.step });
}

function withColumns(
  row: HistoryRow,
  others: readonly HistoryRow[],
  name: string,
  metrics: readonly string[],
): HistoryRow {
  const other = others.find(({ step }) => step === row.step);
  const columns = metrics.flatMap((metric) =>
    other?.[metric] === undefined ? [] : [[`${metric} ${name}`, other[metric]] as const],
  );
  return { ...row, ...Object.fromEntries(columns) };
}
