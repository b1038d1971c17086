/**
 * Training, as long as somebody wants it: one request is under way at a time, and its answer triggers the
 * next. When the device or the worker is gone, another one takes over where it stood.
 */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Progress, Setup } from "../../engine/declarations/run.ts";
import { toldBy } from "../../engine/declarations/sentence.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import { type Companions, createCompanions } from "./companions.ts";
import { isEnded } from "./engine-client.ts";
import { rememberLists } from "./list-at-end.ts";
import { createOpening, type Opening, waitingTeller } from "./opening.ts";
import { createPace } from "./pace.ts";
import { createRecovery, isGone } from "./recovery.ts";
import { titleOf } from "./run-words.ts";
import type { TrainerParts } from "./trainer.ts";
import { createTrainingBook, type TrainingBook } from "./training-book.ts";

/** How long companions train between two such slices, and while the run itself rests. */
const BESIDE_MS = 15;
const RESTING_MS = 100;

export interface TrainingLoop {
  readonly book: TrainingBook;
  readonly opening: Opening;
  readonly companions: Companions;
  /** A session with the set-up of the controls; false where there is none, which has been said. */
  open(): Promise<boolean>;
  /** @param until the step to pause at */
  start(until?: number): Promise<void>;
  /** Ends the loop. @returns once the last request is answered */
  stop(): Promise<void>;
  /** The same, but a worker that does not answer for some seconds is ended. */
  halt(): Promise<void>;
  /** After new settings: a worker that does not answer any more is ended, and another opens them. */
  giveWay(): Promise<void>;
  pause(): void;
  stepOnce(): Promise<void>;
  /** Reads every visible picture from the model as it stands, and again once companions have caught up. */
  refresh(): Promise<void>;
  /** After a call that failed: another worker, or the sentence that says why not. */
  broken(error: unknown): Promise<void>;
  fail(error: unknown): void;
  /** Nobody waits any more for anything. */
  leave(): void;
  isTraining(): boolean;
  /** Whether it trains, or will as soon as a session has opened. */
  isWanted(): boolean;
}

export function createTrainingLoop(parts: TrainerParts): TrainingLoop {
  const { client, readings, set, get, keep, onFinished } = parts;
  const book = createTrainingBook(parts);
  const recovery = createRecovery(
    client,
    (detail) => book.status("Preparing", detail),
    waitingTeller(set),
  );
  const companions = createCompanions({ ...parts, book });
  const opening = createOpening({ ...parts, book, recovery, companions });
  /** Whether the loop should ask again, and its end. */
  let wanted = false;
  /** The step to pause at. */
  let goal = Number.POSITIVE_INFINITY;
  let looping: Promise<void> = Promise.resolve();
  /** Whether training begins once the session has opened. */
  let starting = false;
  let refreshing = false;
  let chasing = false;
  let left = false;
  let reviving: Promise<boolean> | undefined;

  const engine = () => client.engine();

  function fail(error: unknown) {
    // Whoever ended the worker says how it goes on.
    if (isEnded(error)) return;
    wanted = false;
    opening.become(undefined);
    if (book.run()?.status === "running") book.mark("failed");
    book.status("Failed", inWords(error, parts.lesson));
  }

  /** Once the device or the worker is gone: another one, where the old one stood. */
  async function revive(error: Error, setup: Setup): Promise<boolean> {
    const { runs, step } = get();
    const lost = { error, setup, step, run: book.run(), runs };
    const here = () => !left && opening.setup === setup;
    try {
      const recovered = await recovery.recover(lost, here);
      if (!recovered || !here()) return false;
      const { sentence, ...stands } = recovered;
      set(stands);
      companions.renew();
      book.notice(sentence);
      return true;
    } finally {
      set({ underway: null });
    }
  }

  /** After a call that failed: false when training cannot go on, which has been said then. */
  async function revived(error: unknown): Promise<boolean> {
    try {
      if (!isGone(error) || !opening.setup) throw error;
      reviving ??= revive(error, opening.setup).finally(() => {
        reviving = undefined;
      });
      return await reviving;
    } catch (worse) {
      fail(worse);
      return false;
    }
  }

  async function broken(error: unknown) {
    // A run that has ended stays so, though its worker was lost while pictures were read.
    const over = book.run()?.status === "finished";
    if (!(await revived(error))) return;
    if (over) book.status("Finished", "");
    else if (book.run()) {
      book.mark("paused");
      book.status("Paused", say("at step {step}", { step: get().step }));
    } else book.status("Idle", say("ready"));
    await refresh();
  }

  async function open(): Promise<boolean> {
    try {
      return await opening.open();
    } catch (error) {
      fail(error);
      return false;
    }
  }

  async function loop(): Promise<void> {
    const pace = createPace(() => performance.now());
    try {
      while (wanted) {
        const budgetMs = pace.next();
        const due = readings.due(performance.now());
        const steps = goal - get().step;
        const most = Number.isFinite(steps) && { steps };
        const progress = await engine().advance({ budgetMs, ...most }, due);
        pace.trained(1000 * progress.seconds);
        await absorb(progress);
        if (wanted && get().step >= goal) pause();
        if (wanted) await companions.follow(BESIDE_MS);
      }
    } catch (error) {
      // A pause may have been asked for in the meantime.
      if (!wanted) return broken(error);
      if (!(await revived(error))) return;
      if (!wanted) {
        book.mark("paused");
        book.status("Paused", say("at step {step}", { step: get().step }));
        return;
      }
      book.status("Training", "");
      return loop();
    }
  }

  /** @returns whether training goes on after this */
  async function absorb(progress: Progress): Promise<boolean> {
    book.absorb(progress);
    readings.deliver(progress, performance.now());
    if (progress.diverged) explode(progress.diverged);
    else if (progress.finished) await finish();
    else return true;
    return false;
  }

  /** The run is kept before the page says that it is finished: from then on it may be closed. */
  async function finish() {
    wanted = false;
    recovery.reset();
    book.mark("finished");
    await keep();
    book.status("Finished", "");
    await refresh();
    await rememberLists(engine(), get()).catch(() => {});
    onFinished();
  }

  function explode({ step, lastGood }: NonNullable<Progress["diverged"]>) {
    wanted = false;
    book.mark("failed");
    const detail = say(
      "the loss has left all bounds at step {step}: the weights have grown too large. Go back to the last good step, or lower the learning rate and train again",
      { step },
    );
    set({ status: { name: "Failed", detail, lastGood } });
  }

  async function stop() {
    wanted = false;
    starting = false;
    await looping;
  }

  /** @returns whether the worker was ended; the session has gone with it then */
  async function endIfSilent(): Promise<boolean> {
    const ended = await client.endIfSilent(() => opening.become(undefined));
    if (ended) {
      book.notice(
        say(
          "The training worker did not answer any more and was ended; what the runs have come to stays.",
        ),
      );
    }
    return ended;
  }

  async function halt() {
    wanted = false;
    starting = false;
    await endIfSilent();
    await looping;
  }

  async function giveWay() {
    if (!(await endIfSilent()) || opening.busy) return;
    if (book.run()?.status === "running") book.mark("stopped");
    if (await open()) await refresh();
  }

  /** The worker has answered after a pause was asked for. */
  async function paused(detail: string) {
    if (get().status.name !== "Pausing") return;
    book.mark("paused");
    book.status("Paused", detail);
    await refresh();
  }

  async function refresh() {
    if (wanted || refreshing || !opening.setup) return;
    refreshing = true;
    try {
      // More may be asked for while the answers are on their way.
      await Promise.resolve();
      readings.deliver(await engine().read(readings.due(0, true)), performance.now());
    } catch (error) {
      refreshing = false;
      await broken(error);
    } finally {
      refreshing = false;
    }
    if (readings.unanswered()) await refresh();
    void chase();
  }

  /** While the run rests, companions catch up with it; then pictures are read again. */
  async function chase() {
    if (chasing) return;
    chasing = true;
    let moved = false;
    try {
      while (!wanted && opening.setup && (await companions.follow(RESTING_MS))) moved = true;
    } catch (error) {
      chasing = false;
      return broken(error);
    } finally {
      chasing = false;
    }
    if (moved) await refresh();
  }

  function pause() {
    starting = false;
    const { underway } = get();
    if (underway && opening.busy) {
      const { step, totalSteps: total } = underway;
      const waits = say("the run beneath waits at step {step} of {total}", { step, total });
      book.status("Pausing", "");
      return void opening.giveUp().then(() => paused(waits));
    }
    if (!wanted) return;
    wanted = false;
    book.status("Pausing", "");
    void looping.then(() => paused(""));
  }

  const stopListening = client.onGone((reason) => {
    // A loop, and whoever opens a session, are told by the call they wait for.
    if (!wanted && !opening.busy) void broken(reason);
  });

  return {
    book,
    opening,
    companions,
    open,
    stop,
    halt,
    giveWay,
    refresh,
    broken,
    fail,
    isTraining: () => wanted,
    isWanted: () => wanted || starting,

    async start(until = Number.POSITIVE_INFINITY) {
      if (wanted) return;
      goal = until;
      starting = true;
      await looping;
      if (get().status.name === "Finished" && !get().stale) opening.become(undefined);
      if (!(await open()) || !starting || wanted) return;
      starting = false;
      if (!book.run() && opening.setup) book.begin(opening.setup);
      wanted = true;
      book.mark("running");
      book.status("Training", "");
      looping = loop();
    },

    pause,

    async stepOnce() {
      await stop();
      if (!(await open())) return;
      if (!book.run() && opening.setup) book.begin(opening.setup);
      try {
        const progress = await engine().advance({ steps: 1 }, readings.due(0, true));
        if (!(await absorb(progress))) return;
        book.mark("paused");
        book.status("Paused", "");
        void chase();
      } catch (error) {
        await broken(error);
      }
    },

    leave() {
      left = true;
      stopListening();
      void opening.giveUp();
      void stop();
      void client.endIfSilent();
    },
  };
}

/** What went wrong and, where it is known, what to do. */
function inWords(error: unknown, lesson: Lesson): string {
  const { english, values } = toldBy(error);
  const beneath = values.lesson;
  const titled =
    typeof beneath === "string" ? { ...values, lesson: titleOf(lesson, beneath) } : values;
  const message = tell({ english, values: titled });
  if (!/out of memory|allocation failed|memory\.grow|OOM/i.test(message)) return message;
  return say(
    "the browser has run out of memory ({message}). Close other tabs, or choose a smaller batch or dimension, and train again",
    { message },
  );
}
