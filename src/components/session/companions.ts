/**
 * Companions that pictures ask for: models that train beside the run. The engine is asked for them once a
 * session, and lets them catch up a little at a time.
 */
import type { Behind } from "../../engine/training/companions.ts";
import type { Companion } from "../../engine/training/training.ts";
import { errorText } from "../language/tell.ts";
import type { EngineClient } from "./engine-client.ts";
import { isGone } from "./recovery.ts";
import type { Get, SetState } from "./state.ts";
import type { TrainingBook } from "./training-book.ts";

interface Parts {
  readonly client: EngineClient;
  readonly book: TrainingBook;
  readonly set: SetState;
  readonly get: Get;
}

export type Companions = ReturnType<typeof createCompanions>;

export function createCompanions({ client, book, set, get }: Parts) {
  const wanted = new Map<string, Companion>();
  /** What the open session has been asked for, as text. A new session knows none. */
  let asked = new Map<string, string>();

  const behindFromStart = () => {
    const { step } = get();
    const names = step > 0 ? [...wanted.keys()] : [];
    set({ companions: Object.fromEntries(names.map((name) => [name, { step: 0, of: step }])) });
  };

  /** @returns whether it was not there before */
  async function ask(name: string, companion: Companion): Promise<boolean> {
    const [session, text] = [asked, JSON.stringify(companion)];
    if (session.get(name) === text) return false;
    session.set(name, text);
    try {
      await client.engine().accompany(name, companion);
      return true;
    } catch (error) {
      if (isGone(error)) throw error;
      // The picture goes without; of a session that is closed nobody wants to know.
      if (session === asked) book.notice(errorText(error));
      return false;
    }
  }

  return {
    /** Asks for one as long as the returned function has not been called. */
    want(name: string, companion: Companion): () => void {
      wanted.set(name, companion);
      const { step, companions } = get();
      if (step > 0) set({ companions: { ...companions, [name]: { step: 0, of: step } } });
      return () => {
        if (wanted.get(name) !== companion) return;
        wanted.delete(name);
        const { [name]: _gone, ...others } = get().companions;
        set({ companions: others });
      };
    },

    /** Another session is open: it is asked for all of them again. */
    renew(): void {
      asked = new Map();
      behindFromStart();
    },

    /** Lets them train for about so long. @returns whether one is new, or still behind the run */
    async follow(budgetMs: number): Promise<boolean> {
      if (wanted.size === 0) return false;
      const session = asked;
      let fresh = false;
      for (const [name, companion] of wanted) fresh = (await ask(name, companion)) || fresh;
      const all = await client
        .engine()
        .catchUp(budgetMs, [...wanted.keys()])
        .catch((error: unknown) => {
          if (isGone(error) || session === asked) throw error;
        });
      if (!all || session !== asked) return false;
      const behind: Record<string, Behind> = {};
      for (const name of wanted.keys()) if (all[name]) behind[name] = all[name];
      set({ companions: behind });
      return fresh || Object.keys(behind).length > 0;
    },
  };
}
