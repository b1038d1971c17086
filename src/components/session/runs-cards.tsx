import type { Lesson, MetricDeclaration } from "../../engine/declarations/lesson.ts";
import { runColour } from "../charts/colours.ts";
import { plural } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { useCover } from "./cover.ts";
import type { KeptRuns } from "./foundation-runs.ts";
import { nameText, STATUS_WORDS, standsOnText } from "./run-words.ts";
import styles from "./runs.module.css";
import { comparedWith } from "./runs-file.ts";
import type { Run } from "./state.ts";

interface RunCardsProps {
  readonly lesson: Lesson;
  /** Oldest first. */
  readonly runs: readonly Run[];
  readonly currentRun: string | null;
  /** Runs of other lessons that these may stand on. */
  readonly beneath: KeptRuns;
  readonly most?: number;
}

/** The newest runs side by side, each with its difference from the run it is best compared with. */
export function RunCards({ lesson, runs, currentRun, beneath, most = 3 }: RunCardsProps) {
  const cover = useCover();
  if (runs.length === 0) return null;
  return (
    <ul className={styles.cards} aria-label={say("Newest runs")}>
      {runs
        .slice(-most)
        .reverse()
        .map((run) => (
          <li
            key={run.id}
            data-current={run.id === currentRun || undefined}
            style={{ borderInlineStartColor: runColour(run.number) }}
          >
            <p className={styles.cardName}>
              <b>{say("Run {number}", { number: run.number })}</b>{" "}
              {[nameText(lesson, run), standsOnText(lesson, run.setup, beneath)]
                .filter((part) => part !== undefined)
                .join(", ")}
            </p>
            <dl>
              {lesson.metrics.slice(0, 3).map((metric) => (
                <CardMetric
                  key={metric.name}
                  metric={metric}
                  run={run}
                  before={comparedWith(run, runs)}
                />
              ))}
            </dl>
            <p className={styles.cardFoot}>
              {!cover?.hides("Best epoch") && footText(run, comparedWith(run, runs))}
            </p>
          </li>
        ))}
    </ul>
  );
}

interface CardMetricProps {
  readonly metric: MetricDeclaration;
  readonly run: Run;
  readonly before: Run | undefined;
}

function CardMetric({ metric, run, before }: CardMetricProps) {
  const { name, digits, better } = metric;
  const covered = useCover()?.hides(name) ?? false;
  const value = covered ? undefined : run.metrics?.[name];
  const past = before?.metrics?.[name];
  const change = value === undefined || past === undefined ? null : value - past;
  const none = change !== null && Number(change.toFixed(digits)) === 0;
  const good = change !== null && change > 0 === (better === "higher");
  return (
    <div>
      <dt>{name}</dt>
      <dd>{covered ? "?" : (value?.toFixed(digits) ?? "–")}</dd>
      {change !== null && (
        <dd className={styles.change} data-good={none ? undefined : good ? "yes" : "no"}>
          {none ? "±0" : `${change > 0 ? "+" : "−"}${Math.abs(change).toFixed(digits)}`}
        </dd>
      )}
    </div>
  );
}

function footText(run: Run, before: Run | undefined): string {
  const state =
    run.status === "finished"
      ? say("best at epoch {epoch}", { epoch: run.bestEpoch ?? "–" })
      : say("{status} at {steps}", {
          status: say(STATUS_WORDS[run.status]),
          steps: plural(run.step, "step"),
        });
  return before && run.metrics && before.metrics
    ? say("{state} · against run {number}", { state, number: before.number })
    : state;
}
