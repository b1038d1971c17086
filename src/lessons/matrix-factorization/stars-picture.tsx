/** A model of stars, epoch by epoch: how good its stars are, and how good its lists; a path through time. */
import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import { runColour } from "../../components/charts/colours.ts";
import plotStyles from "../../components/charts/line-plot.module.css";
import { Picture } from "../../components/charts/picture.tsx";
import type { Box } from "../../components/charts/place-labels.ts";
import { useSize } from "../../components/charts/use-size.ts";
import { say } from "../../components/language/say.ts";
import type { Run } from "../../components/session/state.ts";
import { useSession } from "../../components/session/use-session.ts";

interface Epoch {
  readonly epoch: number;
  /** RMSE of the validation stars. */
  readonly error: number;
  /** NDCG@10 of the validation films. */
  readonly ranking: number;
}

interface Path {
  readonly run: Run;
  readonly epochs: readonly Epoch[];
}

/** What knows no taste: the error of the means, and the ranking of the popular. */
interface Lines {
  readonly means: number | undefined;
  readonly popularity: number | undefined;
}

/** Paths that can still be told apart. */
const SHOWN = 3;

export function StarsPicture() {
  const runs = useSession((state) => state.runs);
  const baselines = useSession(({ opened }) => opened?.baselines);
  const paths = runs
    .flatMap((run): Path[] => {
      const epochs = epochsOf(run);
      return epochs.length > 0 ? [{ run, epochs }] : [];
    })
    .sort((a, b) => b.run.number - a.run.number)
    .slice(0, SHOWN);
  const lines = {
    means: baselines?.means?.["Validation RMSE"],
    popularity: baselines?.popularity?.["Validation NDCG@10"],
  };
  const [newest] = paths;
  const sentence = newest
    ? sentenceOf(newest)
    : say("The path of a model of stars, epoch by epoch.");
  return (
    <Picture
      title={say("Stars and lists")}
      fill
      sentence={sentence}
      empty={
        newest
          ? undefined
          : say("Only a model of stars predicts stars: train one with squared error.")
      }
      table={() => ({
        columns: [
          { name: say("Run") },
          { name: say("Epoch") },
          { name: "RMSE", format: (x) => x.toFixed(3) },
          { name: "NDCG@10", format: (x) => x.toFixed(4) },
        ],
        rows: paths.flatMap(({ run, epochs }) =>
          epochs.map(({ epoch, error, ranking }) => [String(run.number), epoch, error, ranking]),
        ),
      })}
    >
      <Paths name={sentence} paths={paths} lines={lines} />
    </Picture>
  );
}

function Paths({ name, paths, lines }: { name: string; paths: readonly Path[]; lines: Lines }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const plot = plotBox(width, height, font, 4);
  const all = paths.flatMap(({ epochs }) => epochs);
  const errors = [...all.map(({ error }) => error), lines.means ?? 0.95];
  // Better is to the right and upwards.
  const x = scaleLinear(
    [Math.max(...errors) + 0.01, Math.min(...errors) - 0.01],
    [plot.x, plot.x + plot.width],
  );
  const y = scaleLinear(
    [0, Math.max(lines.popularity ?? 0, ...all.map(({ ranking }) => ranking)) * 1.1],
    [plot.y + plot.height, plot.y],
  ).nice(4);
  return (
    <div ref={ref} className={plotStyles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name={say("NDCG@10, better upwards")}
            font={font}
            ticks={y.ticks(4).map((tick) => ({ at: y(tick), text: tick.toFixed(3) }))}
          />
          <AxisBelow
            plot={plot}
            name={say("RMSE in stars, better to the right")}
            font={font}
            ticks={x.ticks(5).map((tick) => ({ at: x(tick), text: x.tickFormat(5)(tick) }))}
          />
          {lines.popularity !== undefined && (
            <g>
              <path
                stroke="var(--picture-muted)"
                strokeDasharray="3 4"
                d={`M${plot.x},${y(lines.popularity)}h${plot.width}`}
              />
              <text x={plot.x + 4} y={y(lines.popularity) - font * 0.4}>
                {say("popularity")}
              </text>
            </g>
          )}
          {lines.means !== undefined && (
            <g>
              <path
                stroke="var(--picture-muted)"
                strokeDasharray="3 4"
                d={`M${x(lines.means)},${plot.y}v${plot.height}`}
              />
              <text x={x(lines.means) + 4} y={plot.y + font * 0.9}>
                {say("means of film and person")}
              </text>
            </g>
          )}
          {paths.map(({ run, epochs }) => (
            <g key={run.id} style={{ color: runColour(run.number) }}>
              <path
                d={epochs.map((e, n) => `${n ? "L" : "M"}${x(e.error)},${y(e.ranking)}`).join("")}
                fill="none"
                stroke="currentColor"
                strokeWidth={2}
              />
              {epochs.map((e) => (
                <g key={e.epoch}>
                  <circle cx={x(e.error)} cy={y(e.ranking)} r={3.5} fill="currentColor" />
                  {named(e, epochs) && (
                    <text
                      data-strong={e === epochs.at(-1) || undefined}
                      x={x(e.error) + (atRight(x(e.error), plot) ? -6 : 6)}
                      y={y(e.ranking) - font * (e === epochs.at(-1) ? 0.9 : 0.5)}
                      textAnchor={atRight(x(e.error), plot) ? "end" : "start"}
                    >
                      {e === epochs.at(-1)
                        ? say("{run}: epoch {epoch}", { run: run.number, epoch: e.epoch })
                        : e.epoch}
                    </text>
                  )}
                </g>
              ))}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

/** Where the path begins and bends, and where it ends. */
const named = (e: Epoch, epochs: readonly Epoch[]) =>
  e.epoch <= 3 || e.epoch === 5 || e === epochs.at(-1);

/** Names there stand to the left of their points. */
const atRight = (x: number, plot: Box) => x > plot.x + 0.7 * plot.width;

const epochsOf = ({ history }: Run): Epoch[] =>
  history.flatMap((row) => {
    const { epoch, "Validation RMSE": error, "Validation NDCG@10": ranking } = row;
    return error === undefined || ranking === undefined ? [] : [{ epoch: epoch!, error, ranking }];
  });

function sentenceOf({ run, epochs }: Path): string {
  const [first, last] = [epochs[0]!, epochs.at(-1)!];
  if (first === last)
    return say("Run {run} after epoch {epoch}: RMSE {error}, NDCG@10 {ranking}.", {
      run: run.number,
      epoch: last.epoch,
      error: last.error.toFixed(3),
      ranking: last.ranking.toFixed(4),
    });
  return say("Run {run}, epoch {first} to {last}: RMSE {error} to {end}, NDCG@10 {from} to {to}.", {
    run: run.number,
    first: first.epoch,
    last: last.epoch,
    error: first.error.toFixed(3),
    end: last.error.toFixed(3),
    from: first.ranking.toFixed(4),
    to: last.ranking.toFixed(4),
  });
}
