/** Paper, here, why: the settings of a paper beside those of the run on screen, and why they differ. */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import { applies } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { allSettings, flatten } from "../../engine/declarations/setup.ts";
import { Picture } from "../charts/picture.tsx";
import { WordTable } from "../charts/word-table.tsx";
import { say } from "../language/say.ts";
import { settingName, valueName } from "./run-words.ts";
import { useSession } from "./use-session.ts";

/** What a lesson declares: words are English and said by `say`. */
export interface Paper {
  /** "Kang and McAuley (2018)" */
  readonly cites: string;
  readonly rows: readonly PaperRow[];
}

export interface PaperRow {
  readonly setting: string;
  /** What the paper or its released code has; null where it does not say. */
  readonly paper: string | null;
  /** The lesson's settings that have it, by key; or what is made of them. */
  readonly here: readonly string[] | ((config: Config, on: Setup | undefined) => string);
  readonly why: string;
}

export function PaperPicture({ paper }: { readonly paper: Paper }) {
  const lesson = useSession((state) => state.lesson);
  const setup = useSession(shownSetup);
  const columns = [say("setting"), say("paper"), say("here"), say("why")];
  const rows = paper.rows.map((row) => [
    say(row.setting),
    row.paper === null ? say("not said") : say(row.paper),
    hereText(lesson, setup, row),
    say(row.why),
  ]);
  return (
    <Picture
      title={say("Paper, here, why")}
      fill
      sentence={say("{paper}, beside the settings of the run on screen.", {
        paper: say(paper.cites),
      })}
      table={() => ({ columns: columns.map((name) => ({ name })), rows })}
    >
      <WordTable columns={columns} rows={rows} />
    </Picture>
  );
}

/** The settings of the run on screen; before there is one, those that it would have. */
export const shownSetup = ({
  runs,
  currentRun,
  setup,
}: {
  readonly runs: readonly { readonly id: string; readonly setup: Setup }[];
  readonly currentRun: string | null;
  readonly setup: Setup;
}): Setup => runs.find(({ id }) => id === currentRun)?.setup ?? setup;

/** "d 32, batch 1024": what a row's settings are, those that mean nothing now left out. */
export function hereText(lesson: Lesson, setup: Setup, { here }: PaperRow): string {
  if (typeof here === "function") return here(setup.config, setup.on);
  const [declared, values] = [allSettings(lesson), flatten(setup)];
  const parts = here.flatMap((key) => {
    const setting = declared[key];
    if (!setting) throw new Error(`The lesson "${lesson.slug}" has no setting "${key}"`);
    if (!applies(setting, values)) return [];
    const value = values[key]!;
    const option = setting.kind === "choice" && setting.options.find((one) => one.value === value);
    return [option ? say(option.label) : `${settingName(setting)} ${valueName(setting, value)}`];
  });
  return parts.join(", ") || say("not used");
}
