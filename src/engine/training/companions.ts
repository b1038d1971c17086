/**
 * Models that train beside a run, step by step with it: rivals that its curves are held against, or the
 * same run with something changed, whose makings a picture reads. They never lead: a companion goes where
 * the run is, also back in time, and changes its settings at the step at which the run did.
 */
import type { Config } from "../declarations/hyperparameters.ts";
import type { HistoryRow, Progress } from "../declarations/run.ts";
import { Session, type Subject } from "./session.ts";
import type { Companion, Made } from "./training.ts";

interface Following {
  readonly session: Session;
  readonly companion: Companion;
  /** How many of the run's forks it has been through. */
  forks: number;
  /** Whether its loss is no number any more: it takes no more steps. */
  lost: boolean;
  /** Of the last step whose makings were asked for. */
  made?: { readonly step: number; readonly made: Made };
}

/** How far one is behind the run. */
export interface Behind {
  readonly step: number;
  readonly of: number;
}

/** What a run has changed on its way, and after which step. */
interface Fork {
  readonly step: number;
  readonly changes: Config;
}

/** The settings that a run began with, and its forks since. */
export interface Past {
  readonly origin: Config;
  readonly forks: readonly Fork[];
}

export class Companions {
  readonly #subject: Subject;
  readonly #following = new Map<string, Following>();
  #forks: readonly Fork[];

  private constructor(subject: Subject, forks: readonly Fork[]) {
    this.#subject = subject;
    this.#forks = forks;
  }

  /**
   * Opens those that the lesson declares for these settings.
   * @param subject as the run began
   * @param forks what the run has been through since
   */
  static async open(
    subject: Subject,
    run: Session,
    forks: readonly Fork[] = [],
  ): Promise<Companions> {
    const companions = new Companions(subject, forks);
    const declared = subject.training.beside?.(subject.config, run.split) ?? {};
    for (const [name, companion] of Object.entries(declared)) await companions.add(name, companion);
    return companions;
  }

  get past(): Past {
    return { origin: this.#subject.config, forks: this.#forks };
  }

  /** How many take the run's steps with it, and so share its time. */
  get count(): number {
    return [...this.#following.values()].filter(({ companion }) => companion.metrics).length;
  }

  /** Opens one more; one of the same name is ended. It catches up from the first step. */
  async add(name: string, companion: Companion): Promise<void> {
    const { config, seed, training } = this.#subject;
    const { split } = companion;
    this.#following.get(name)?.session.close();
    const session = await Session.open({
      ...this.#subject,
      training: split ? { ...training, prepare: () => split } : training,
      config: { ...config, ...companion.config },
      seed: companion.seed ?? seed,
    });
    this.#following.set(name, { session, companion, forks: 0, lost: false });
  }

  /**
   * Takes those with columns in the run's rows to its step.
   * @returns what became of the run, with their columns in its rows and their time in its seconds
   */
  async follow<P extends Pick<Progress, "rows" | "seconds">>(
    run: Session,
    progress: P,
  ): Promise<P> {
    const started = performance.now();
    let { rows } = progress;
    for (const [name, following] of this.#following) {
      const { metrics } = following.companion;
      if (!metrics) continue;
      const own = await this.#advance(following, run.step);
      rows = rows.map((row) => withColumns(row, own, name, metrics));
    }
    return { ...progress, rows, seconds: progress.seconds + (performance.now() - started) / 1000 };
  }

  /**
   * Takes those that are wanted towards the run's step, for about `budgetMs` milliseconds.
   * @returns how far those are that are still behind
   */
  async catchUp(
    run: Session,
    wanted: readonly string[],
    budgetMs: number,
  ): Promise<Readonly<Record<string, Behind>>> {
    const behind: Record<string, Behind> = {};
    const deadline = performance.now() + budgetMs;
    for (const name of wanted) {
      const following = this.#following.get(name);
      if (!following || following.companion.metrics || following.lost) continue;
      const { session } = following;
      const of = Math.min(run.step, session.totalSteps);
      while (session.step < of && !following.lost && performance.now() < deadline) {
        await this.#advance(following, session.step + 1);
      }
      if (session.step < of && !following.lost) behind[name] = { step: session.step, of };
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

  /** Goes through time with the run; those that a picture waits for catch up by themselves. */
  async restore(step: number): Promise<void> {
    this.#forks = this.#forks.map((fork) => ({ ...fork, step: Math.min(fork.step, step) }));
    for (const following of this.#following.values()) await this.#goTo(following, step);
  }

  /** Leaves with the run: the same change of settings at the same step. */
  async fork(step: number, changes: Config): Promise<void> {
    await this.restore(step);
    this.#forks = [...this.#forks, { step, changes }];
    for (const following of this.#following.values()) {
      delete following.made;
      await this.#advance(following, following.session.step);
    }
  }

  close(): void {
    for (const { session } of this.#following.values()) session.close();
    this.#following.clear();
  }

  /** By the nearest checkpoint before a step, and from there the steps again. */
  async #goTo(following: Following, step: number): Promise<void> {
    const { session, companion } = following;
    const from = session.checkpoints.findLast((checkpoint) => checkpoint.step <= step)!.step;
    following.lost = false;
    if (session.step > step || session.step < from) await session.restore(from);
    if (companion.metrics) await this.#advance(following, step);
  }

  /** Takes steps, and on the way the forks that the run has been through; what sets it apart stays. */
  async #advance(following: Following, to: number): Promise<readonly HistoryRow[]> {
    const { session, companion } = following;
    const rows: HistoryRow[] = [];
    for (;;) {
      const fork = this.#forks[following.forks];
      if (fork && fork.step <= session.step) {
        await session.fork(session.step, { ...fork.changes, ...companion.config });
        following.forks++;
        continue;
      }
      const steps = Math.min(to, fork?.step ?? to) - session.step;
      if (steps <= 0) return rows;
      const progress = await session.advance({ steps });
      rows.push(...progress.rows);
      following.lost = progress.diverged !== undefined;
      if (progress.finished || following.lost) return rows;
    }
  }
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
