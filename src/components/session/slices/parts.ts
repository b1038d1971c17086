/** What the slices of a session's store are made with. */
import type { Lesson } from "../../../engine/declarations/lesson.ts";
import type { Setup } from "../../../engine/declarations/run.ts";
import type { Background } from "../background.ts";
import type { EngineClient } from "../engine-client.ts";
import type { Keeping } from "../keeping.ts";
import type { Readings } from "../readings.ts";
import type { SessionActions, SessionState, SetState } from "../state.ts";
import type { Storage } from "../storage.ts";
import type { Trainer } from "../trainer.ts";

export interface SliceParts {
  readonly lesson: Lesson;
  readonly client: EngineClient;
  readonly storage: Storage;
  readonly keeping: Keeping;
  readonly readings: Readings;
  readonly trainer: Trainer;
  readonly background: Background;
  readonly set: SetState;
  readonly get: () => SessionState & SessionActions;
  /** The set-up, with the lesson's own dataset in place of one that this browser does not have. */
  readonly withData: (setup: Setup) => { setup: Setup; notices: string[] };
}
