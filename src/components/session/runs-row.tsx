import { type KeyboardEvent, lazy, memo, Suspense, useRef, useState } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { runColour } from "../charts/colours.ts";
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { copyText } from "../parts/copy-text.ts";
import { useCover } from "./cover.ts";
import { linkOf } from "./link.ts";
import { nameText, STATUS_WORDS, settingsText } from "./run-words.ts";
import styles from "./runs.module.css";
import type { RunAction } from "./runs-menu.tsx";
import type { Run } from "./state.ts";

/** Fetched when it is first opened. */
const RunsMenu = lazy(() => import("./runs-menu.tsx"));

export interface RunRowActions {
  readonly onRename: (id: string, name: string) => void;
  readonly onDelete: (id: string) => void;
  readonly onHighlight: (id: string, on: boolean) => void;
  /** Puts the run's settings back into the controls. */
  readonly onUse: (id: string) => void;
}

interface RunsRowProps extends RunRowActions {
  readonly lesson: Lesson;
  readonly run: Run;
  /** The number of the run it was forked from, while that is there. */
  readonly parent: number | undefined;
  /** What it stands on, in words. */
  readonly standsOn: string | undefined;
  readonly current: boolean;
  readonly onExport: (kind: "json" | "csv", run: Run) => void;
  readonly onSaid: (text: string) => void;
}

/** One run: colour, name, what it was trained with, what it came to. Drawn anew when that changes. */
export const RunsRow = memo(function RunsRow(props: RunsRowProps) {
  const { lesson, run, parent, standsOn, current, onSaid } = props;
  const [naming, setNaming] = useState(false);
  const [open, setOpen] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const rename = (name: string) => {
    setNaming(false);
    if (name.trim() !== "" && name.trim() !== nameText(lesson, run))
      props.onRename(run.id, name.trim());
  };
  const act = async (action: RunAction) => {
    if (action === "use") {
      props.onUse(run.id);
      onSaid(say("The settings of run {number} are in the controls.", { number: run.number }));
    } else if (action === "rename") setNaming(true);
    else if (action === "json" || action === "csv") props.onExport(action, run);
    else if (action === "delete") props.onDelete(run.id);
    else if (action === "link") {
      const address = new URL(linkOf(lesson, run.setup), location.href).href;
      onSaid(
        (await copyText(address))
          ? say("The link is on the clipboard.")
          : say("This browser does not copy; the link is {address}", { address }),
      );
    }
  };
  const cover = useCover();
  const done = run.totalSteps > 0 ? Math.round((run.step / run.totalSteps) * 100) : 0;

  return (
    <tr data-current={current || undefined}>
      <th scope="row">
        <span className={styles.name}>
          <input
            type="checkbox"
            className={styles.swatch}
            style={{ color: run.highlighted ? runColour(run.number) : "var(--data-grey, #8d897e)" }}
            checked={run.highlighted}
            aria-label={say("Draw run {number} in its colour", { number: run.number })}
            title={say("Draw in its colour")}
            onChange={(event) => props.onHighlight(run.id, event.target.checked)}
          />
          <b>{run.number}</b>
          {naming ? (
            <input
              className={styles.rename}
              defaultValue={nameText(lesson, run)}
              aria-label={say("Name of run {number}", { number: run.number })}
              maxLength={120}
              // biome-ignore lint/a11y/noAutofocus: the reader has just asked to type here
              autoFocus
              onFocus={(event) => event.target.select()}
              onBlur={(event) => rename(event.target.value)}
              onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
                if (event.key === "Enter") rename(event.currentTarget.value);
                if (event.key === "Escape") setNaming(false);
                event.stopPropagation();
              }}
            />
          ) : (
            <span className={styles.words}>{nameText(lesson, run)}</span>
          )}
          <button
            ref={more}
            type="button"
            className={styles.more}
            aria-haspopup="menu"
            aria-expanded={open}
            aria-label={say("More about run {number}", { number: run.number })}
            onClick={() => setOpen(!open)}
          >
            ⋯
          </button>
          {open && (
            <Suspense fallback={null}>
              <RunsMenu
                number={run.number}
                trigger={more}
                act={(action) => void act(action)}
                close={() => setOpen(false)}
              />
            </Suspense>
          )}
        </span>
      </th>
      <td className={styles.changed}>
        {settingsText(lesson, run)}
        {standsOn && <small>{standsOn}</small>}
        {run.fork && (
          <small>
            {parent !== undefined
              ? say("forked from run {number} at {step}", {
                  number: parent,
                  step: countText(run.fork.step),
                })
              : say("forked at {step}", { step: countText(run.fork.step) })}
          </small>
        )}
      </td>
      <td className={styles.steps}>
        {countText(run.step)}
        <small>
          {run.status === "finished"
            ? say("finished")
            : say("{status}, {done}%", { status: say(STATUS_WORDS[run.status]), done })}
        </small>
      </td>
      {lesson.metrics.map(({ name, digits }) => (
        <td key={name} data-number="">
          {cover?.hides(name) ? "?" : (run.metrics?.[name]?.toFixed(digits) ?? "–")}
        </td>
      ))}
      <td data-number="">{cover?.hides("Best epoch") ? "?" : (run.bestEpoch ?? "–")}</td>
      <td data-number="">{run.setup.seed}</td>
      <td>
        {run.backend.name === "webgpu" ? "WebGPU" : "WebAssembly"}
        {run.backend.adapter && <small>{run.backend.adapter}</small>}
      </td>
    </tr>
  );
});
