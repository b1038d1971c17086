import type { MetricDeclaration } from "../../engine/declarations/lesson.ts";
import { say, word } from "../language/say.ts";
import { useCover } from "../session/cover.ts";
import { useSession } from "../session/use-session.ts";
import { AsideCard, useAsideCard } from "./aside-card.tsx";
import { changeText, metricAt } from "./metric-reading.ts";

/** The numbers at the step on screen, and how they stand against a baseline. */
export function MetricBar() {
  const metrics = useSession((state) => state.lesson.metrics);
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const step = useSession((state) => state.step);
  const protocol = useSession((state) => state.lesson.protocol);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where it is narrow
    <section className="metric-bar" aria-label={say("Metrics")} title={say(protocol)} tabIndex={0}>
      <Loss />
      {metrics.map((metric) => (
        <MetricOutput key={metric.name} metric={metric} value={metricAt(run, metric.name, step)} />
      ))}
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
  return <MetricOutput metric={LOSS} value={Number.isFinite(loss) ? loss : null} />;
}

interface OutputProps {
  readonly metric: MetricDeclaration;
  readonly value: number | null;
}

function MetricOutput({ metric, value }: OutputProps) {
  const { name, help, digits } = metric;
  const { trigger, card } = useAsideCard();
  const covered = useCover()?.hides(name) ?? false;
  const text = value === null ? "–" : value.toFixed(digits);
  return (
    <div className="metric">
      <button type="button" className="metric-name metric-term" {...trigger}>
        {say(name)}
      </button>
      <AsideCard card={card}>
        <strong>{say(name)}</strong>
        <p>{say(help)}</p>
        {covered && <p>{say("Covered until you have answered the question")}</p>}
      </AsideCard>
      <output className="metric-value" aria-label={say(name)} aria-live="off">
        {covered ? "?" : text}
      </output>
      <span className="metric-change">&nbsp;</span>
    </div>
  );
}

function AgainstBaseline() {
  const metric = useSession((state) => state.lesson.metrics[0]);
  const held = useSession(({ lesson }) => lesson.baseline ?? "popularity");
  const baseline = useSession(({ opened }) => opened?.baselines[held]?.[metric?.name ?? ""]);
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const step = useSession((state) => state.step);
  const cover = useCover();
  if (!metric || !baseline || cover?.hides(metric.name)) return null;
  const value = metricAt(run, metric.name, step);
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
