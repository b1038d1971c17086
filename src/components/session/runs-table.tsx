import { useCallback, useRef, useState } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { saveFile } from "../parts/save-file.ts";
import type { KeptRuns } from "./foundation-runs.ts";
import { standsOnText } from "./run-words.ts";
import styles from "./runs.module.css";
import { MOST_DRAWN } from "./runs.ts";
import { runsToCsv, runsToJson } from "./runs-file.ts";
import { type RunRowActions, RunsRow } from "./runs-row.tsx";
import type { Run } from "./state.ts";

export interface RunsTableProps extends RunRowActions {
  readonly lesson: Lesson;
  /** Oldest first. */
  readonly runs: readonly Run[];
  readonly currentRun: string | null;
  /** Runs of other lessons that these may stand on. */
  readonly beneath: KeptRuns;
  /** The run deleted last, while it can still be brought back. */
  readonly undo: Run | null;
  readonly onUndo: () => void;
  /** Takes the text of a runs file; answers with what is wrong with it, or null. */
  readonly importRuns?: ((text: string) => string | null | Promise<string | null>) | undefined;
}

/** So many of the newest have a row at once; the others when they are asked for. */
const SHOWN = 50;

/** Every run of the lesson with its settings and what it came to. */
export function RunsTable(props: RunsTableProps) {
  const { lesson, runs, currentRun, beneath, undo, onUndo, importRuns } = props;
  const { onRename, onDelete, onHighlight, onUse } = props;
  const [all, setAll] = useState(false);
  const [said, setSaid] = useState("");
  const file = useRef<HTMLInputElement>(null);
  const baseline = runs.at(-1)?.baselines[lesson.baseline ?? "popularity"] ?? {};
  const save = useCallback(
    (kind: "json" | "csv", chosen: readonly Run[]) => {
      const one = chosen.length === 1 ? `-run-${chosen[0]!.number}` : "-runs";
      const text = kind === "json" ? runsToJson(lesson, chosen) : runsToCsv(lesson, chosen);
      const type = kind === "json" ? "application/json" : "text/csv";
      saveFile(`${lesson.slug}${one}.${kind}`, text, type);
    },
    [lesson],
  );
  const saveOne = useCallback((kind: "json" | "csv", run: Run) => save(kind, [run]), [save]);
  const numbers = new Map(runs.map(({ id, number }) => [id, number]));
  const shown = all ? runs : runs.slice(-SHOWN);
  const read = async (chosen: File | undefined) => {
    if (!chosen || !importRuns) return;
    const problem = await importRuns(await chosen.text());
    setSaid(problem ?? say("Runs of {file} are in the table.", { file: chosen.name }));
  };

  return (
    <section className={styles.runs} aria-label={say("Runs and files")}>
      <div className={styles.head}>
        <h3>{say("Runs")}</h3>
        <span className={styles.tools}>
          <button type="button" disabled={runs.length === 0} onClick={() => save("json", runs)}>
            {say("Export JSON")}
          </button>
          <button type="button" disabled={runs.length === 0} onClick={() => save("csv", runs)}>
            {say("Export CSV")}
          </button>
          {importRuns && (
            <>
              <button type="button" onClick={() => file.current?.click()}>
                {say("Import JSON")}
              </button>
              <input
                ref={file}
                type="file"
                accept="application/json,.json"
                aria-label={say("File with runs")}
                hidden
                onChange={(event) => {
                  void read(event.target.files?.[0]);
                  event.target.value = "";
                }}
              />
            </>
          )}
        </span>
      </div>
      {runs.length === 0 ? (
        <p className={styles.empty}>
          {say(
            "Each time a model learns here, a row stays: its settings, its curve and what it came to.",
          )}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.scroll} tabIndex={0} aria-label={say("Table of runs")}>
          <table aria-label={say("Runs")}>
            <thead>
              <tr>
                <th scope="col">{say("Run")}</th>
                <th scope="col">{say("What changed")}</th>
                <th scope="col">{say("Steps")}</th>
                {lesson.metrics.map((metric) => (
                  <th key={metric.name} scope="col" data-number="" title={say(metric.help)}>
                    {metric.name}
                    {baseline[metric.name] !== undefined && (
                      <small>
                        {say(lesson.baseline ?? "popularity")}{" "}
                        {baseline[metric.name]?.toFixed(metric.digits)}
                      </small>
                    )}
                  </th>
                ))}
                <th scope="col" data-number="">
                  {say("Best epoch")}
                </th>
                <th scope="col" data-number="">
                  {say("Seed")}
                </th>
                <th scope="col">{say("Back end")}</th>
              </tr>
            </thead>
            <tbody>
              {[...shown].reverse().map((run) => (
                <RunsRow
                  key={run.id}
                  {...{ lesson, run, onRename, onDelete, onHighlight, onUse }}
                  parent={numbers.get(run.fork?.parent ?? "")}
                  standsOn={standsOnText(lesson, run.setup, beneath)}
                  current={run.id === currentRun}
                  onExport={saveOne}
                  onSaid={setSaid}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <div className={styles.foot}>
        <p role="status">{said}</p>
        <p>
          <a href="#/models">{say("All models of the course in one table")}</a>
        </p>
        {undo && (
          <p>
            {say("Run {number} deleted.", { number: undo.number })}{" "}
            <button type="button" onClick={onUndo}>
              {say("Undo")}
            </button>
          </p>
        )}
        {runs.length > 4 && (
          <p>{say("At most four runs are in colour; the others are drawn grey.")}</p>
        )}
        {runs.length > MOST_DRAWN && (
          <p>
            {say("Curves are drawn of the newest {n} and of those in colour.", { n: MOST_DRAWN })}
          </p>
        )}
        {shown.length < runs.length && (
          <p>
            <button type="button" onClick={() => setAll(true)}>
              {say("Show all {n} runs", { n: countText(runs.length) })}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}
