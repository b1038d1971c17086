import type { MetricDeclaration } from "../../engine/declarations/lesson.ts";
import { say, word } from "../language/say.ts";
import { useSession } from "../session/use-session.ts";
import { changeText, improves, lossChange, metricReading } from "./metric-reading.ts";

/** The numbers at the step on screen, how they moved, and how they stand against a baseline. */
export function MetricBar() {
  const metrics = useSession((state) => state.lesson.metrics);
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const step = useSession((state) => state.step);
  const protocol = useSession((state) => state.lesson.protocol);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where it is narrow
    <section className="metric-bar" aria-label={say("Metrics")} title={say(protocol)} tabIndex={0}>
      <Loss />
      {metrics.map((metric) => {
        const { value, change } = metricReading(run, metric.name, step);
        return <MetricOutput key={metric.name} metric={metric} value={value} change={change} />;
      })}
      <AgainstBaseline />
    </section>
  );
}

const LOSS: MetricDeclaration = {
  name: word("Loss"),
  help: word("Mean loss of the last batches; losses of different kinds cannot be compared."),
  better: "lower",
  digits: 4,
};

function Loss() {
  const loss = useSession((state) => state.loss);
  const change = useSession(({ runs, currentRun, step }) => {
    const run = runs.find(({ id }) => id === currentRun);
    return run ? lossChange(run.history, step) : null;
  });
  return (
    <MetricOutput
      metric={LOSS}
      value={Number.isFinite(loss) ? loss : null}
      change={Number.isFinite(loss) ? change : null}
    />
  );
}

interface OutputProps {
  readonly metric: MetricDeclaration;
  readonly value: number | null;
  readonly change: number | null;
}

function MetricOutput({ metric, value, change }: OutputProps) {
  const { name, help, better, digits } = metric;
  const good = change === null ? null : improves(change, better);
  return (
    <div className="metric" title={say(help)}>
      <span className="metric-name" aria-hidden="true">
        {say(name)}
      </span>
      <output className="metric-value" aria-label={say(name)} aria-live="off">
        {value === null ? "–" : value.toFixed(digits)}
      </output>
      <span className="metric-change" data-good={good ?? undefined}>
        {change === null ? "\u00a0" : changeText(change, digits)}
      </span>
    </div>
  );
}

function AgainstBaseline() {
  const metric = useSession((state) => state.lesson.metrics[0]);
  const held = useSession(({ lesson }) => lesson.baseline ?? "popularity");
  const baseline = useSession(({ opened }) => opened?.baselines[held]?.[metric?.name ?? ""]);
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const step = useSession((state) => state.step);
  if (!metric || !baseline) return null;
  const { value } = metricReading(run, metric.name, step);
  if (held !== "popularity") {
    return (
      <div
        className="metric"
        title={say("{metric} less that of {baseline}", {
          metric: metric.name,
          baseline: say(held),
        })}
      >
        <span className="metric-name">{say("over {baseline}", { baseline: say(held) })}</span>
        <span className="metric-value">
          {value === null ? "–" : changeText(value - baseline, metric.digits)}
        </span>
        <span className="metric-change metric-note">{baseline.toFixed(metric.digits)}</span>
      </div>
    );
  }
  return (
    <div
      className="metric"
      title={say("{metric} against always recommending what is popular", { metric: metric.name })}
    >
      <span className="metric-name">{say("× popularity")}</span>
      <span className="metric-value">{value === null ? "–" : (value / baseline).toFixed(1)}</span>
      <span className="metric-change metric-note">{baseline.toFixed(metric.digits)}</span>
    </div>
  );
}
