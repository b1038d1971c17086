/**
 * Opening a session with the set-up of the controls: first the run beneath, if that has to be trained, then
 * the session, then its kernels. What changes meanwhile is taken up; a worker that dies is replaced.
 */
import type { Setup, Underway } from "../../engine/declarations/run.ts";
import { sameSetup } from "../../engine/declarations/setup.ts";
import { say } from "../language/say.ts";
import { errorText } from "../language/tell.ts";
import type { Companions } from "./companions.ts";
import { type EngineClient, isEnded } from "./engine-client.ts";
import { isGone, type Recovery } from "./recovery.ts";
import type { BeneathUnderway, Get, SetState } from "./state.ts";
import type { TrainingBook } from "./training-book.ts";

/** How long the worker compiles before it says how far it is. */
const COMPILE_MS = 100;

interface Parts {
  readonly client: EngineClient;
  readonly book: TrainingBook;
  readonly recovery: Recovery;
  readonly companions: Companions;
  readonly set: SetState;
  readonly get: Get;
  /** After a session has opened, before anything trains. */
  readonly onOpened: () => Promise<void>;
}

export type Opening = ReturnType<typeof createOpening>;

export function createOpening(parts: Parts) {
  const { client, book, recovery, companions, set, get, onOpened } = parts;
  /** The set-up of the open session, while there is one. */
  let openedWith: Setup | undefined;
  let opening: Promise<boolean> | undefined;
  /** Grows when somebody stops waiting: then all that was begun before is not wanted any more. */
  let given = 0;

  async function compile(): Promise<void> {
    for (let left = true; left; ) {
      const compilation = await client.engine().prepare(COMPILE_MS);
      const { done, total } = compilation;
      set({ compilation });
      left = done < total;
      if (left) {
        book.status("Preparing", say("compiling kernel {n} of {total}", { n: done + 1, total }));
      }
    }
  }

  /** @returns whether it is this set-up's session that is open now; false where that is not wanted any more */
  async function openWith(setup: Setup, wanted: () => boolean): Promise<boolean> {
    book.status("Preparing", say("loading the data and starting the back end"));
    const tell = waitingTeller(set);
    const opened = await client.open(setup, (underway) => wanted() && tell(underway), wanted);
    if (!opened || !wanted()) return false;
    set({ underway: null });
    book.opened(opened);
    companions.renew();
    await compile();
    if (!wanted()) return false;
    openedWith = setup;
    await onOpened();
    book.status("Idle", say("ready"));
    return true;
  }

  async function open(): Promise<boolean> {
    const mine = given;
    const { status } = get();
    const before = openedWith;
    openedWith = undefined;
    companions.renew();
    try {
      // Settings may change while the worker is busy.
      while (mine === given) {
        const setup = get().setup;
        try {
          if (await openWith(setup, () => mine === given && setup === get().setup)) return true;
        } catch (error) {
          if (mine !== given) return false;
          if (isEnded(error)) continue;
          if (before && isRefused(error)) {
            openedWith = before;
            const detail = errorText(error);
            set({ underway: null, status: { name: "Failed", detail, before: status } });
            return false;
          }
          if (!isGone(error)) throw error;
          recovery.again(error);
          client.restart();
          book.notice(
            say("The training worker stopped ({reason}). A new one begins again.", {
              reason: errorText(error),
            }),
          );
        }
      }
      return false;
    } finally {
      set({ underway: null });
    }
  }

  return {
    /** The set-up of the open session. */
    get setup(): Setup | undefined {
      return openedWith;
    },
    get busy(): boolean {
      return opening !== undefined;
    },

    /** A session with the set-up of the controls is open, or becomes it; false where nobody waits any more. */
    open(): Promise<boolean> {
      if (openedWith && !get().stale) return Promise.resolve(true);
      opening ??= open().finally(() => {
        opening = undefined;
      });
      return opening;
    },

    /** The open session has taken on another set-up (a fork), or is not to be used any more. */
    become(setup: Setup | undefined): void {
      openedWith = setup;
    },

    /** Nobody waits any more for what is being opened. @returns once that has ended */
    async giveUp(): Promise<void> {
      given++;
      await opening?.catch(() => {});
    },

    /** Whether this is what the open session was opened with; undefined without one. */
    isOpenWith: (setup: Setup) => openedWith && sameSetup(setup, openedWith),
  };
}

/** The name of the error (rpc carries no classes) after which the session that was open still is. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Error && error.name === "Refused";

/** Files how far the run beneath is, and how long it still takes. */
export function waitingTeller(set: SetState, now = () => performance.now()) {
  let first: { readonly of: string; readonly step: number; readonly at: number } | undefined;
  return ({ beneath, step, totalSteps }: Underway): void => {
    const of = JSON.stringify(beneath);
    if (first?.of !== of || first.step > step) first = { of, step, at: now() };
    const [steps, seconds] = [step - first.step, (now() - first.at) / 1000];
    const secondsLeft = steps > 0 ? ((totalSteps - step) * seconds) / steps : null;
    const underway: BeneathUnderway = { lesson: beneath.lesson, step, totalSteps, secondsLeft };
    set({ underway });
  };
}
