/** How exposure is shared: the Lorenz curve of the films, its Gini coefficient, and the catalogue ever shown. */
import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import styles from "./feedback.module.css";
import { COLOUR, shownRound, useChosen } from "./looks.ts";
import type { probes } from "./probes.ts";
import { RoundControls } from "./round-controls.tsx";
import { RoundPlot } from "./round-plot.tsx";
import { linesOf } from "./rounds-picture.tsx";
import { lorenzOf } from "./seen.ts";

const useReading = readingsOf<typeof probes>();

export function LorenzPicture() {
  const reading = useReading("exposure");
  const numbers = useReading("rounds");
  const chosen = useChosen((state) => state.round);
  const rounds = reading?.rounds ?? 0;
  const round = shownRound(chosen, rounds);
  const own = reading && rounds > 0 ? lorenzOf(reading, reading.shown, round) : null;
  const other = reading?.ghost && rounds > 0 ? lorenzOf(reading, reading.ghost, round) : null;
  const tenth = (of: { readonly shares: readonly number[] }) =>
    1 - of.shares[Math.floor(0.9 * (of.shares.length - 1))]!;
  const sentence = own
    ? `After round ${round} the tenth of the films that is shown most has ${percentText(tenth(own))} of all exposure${other ? ` (the ghost: ${percentText(tenth(other))})` : ""}; Gini ${own.gini.toFixed(2)}${other ? ` against ${other.gini.toFixed(2)}` : ""}.`
    : "How exposure is shared among films.";
  return (
    <Picture
      title="Share of all exposure"
      fill
      sentence={sentence}
      empty={own ? undefined : "The curve appears after the first round."}
      table={() => ({
        columns: [
          { name: "Least shown films", format: percentText },
          { name: "Share of exposure", format: (x: number) => x.toFixed(4) },
          ...(other ? [{ name: "Ghost", format: (x: number) => x.toFixed(4) }] : []),
        ],
        rows: Array.from({ length: 21 }, (_, n) => {
          const at = (of: { readonly shares: readonly number[] }) =>
            of.shares[Math.round((n / 20) * (of.shares.length - 1))]!;
          return [n / 20, at(own!), ...(other ? [at(other)] : [])];
        }),
      })}
      aside={<RoundControls rounds={rounds} ghost={false} />}
    >
      <div className={styles.plots}>
        {own && <Lorenz name={sentence} own={own.shares} other={other?.shares ?? null} />}
        {numbers && (
          <RoundPlot
            name="Catalogue ever shown, by round"
            yName="catalogue ever shown"
            lines={linesOf(numbers.run, numbers.ghost, (of) => of.catalogue)}
            round={round}
            least={[0, 1]}
          />
        )}
      </div>
    </Picture>
  );
}

interface LorenzProps {
  readonly name: string;
  readonly own: readonly number[];
  readonly other: readonly number[] | null;
}

function Lorenz({ name, own, other }: LorenzProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const plot = plotBox(width - font, height, font, 3.2);
  const x = scaleLinear([0, 1], [plot.x, plot.x + plot.width]);
  const y = scaleLinear([0, 1], [plot.y + plot.height, plot.y]);
  const path = (of: readonly number[]) =>
    of.map((share, n) => `${n === 0 ? "M" : "L"}${x(n / (of.length - 1))},${y(share)}`).join("");
  const ticks = [0, 0.5, 1];
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={`Lorenz curve: ${name}`}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name="share of all exposure"
            font={font}
            ticks={ticks.map((t) => ({ at: y(t), text: percentText(t) }))}
          />
          <AxisBelow
            plot={plot}
            name="films, least shown first"
            font={font}
            ticks={ticks.map((t) => ({ at: x(t), text: percentText(t) }))}
          />
          <path
            data-axis=""
            d={`M${x(0)},${y(0)}L${x(1)},${y(1)}`}
            strokeDasharray="2 4"
            fill="none"
            style={{ stroke: COLOUR.line }}
          />
          {other && <path d={path(other)} fill="none" stroke={COLOUR.ghost} strokeWidth={1.8} />}
          <path
            d={`${path(own)}L${x(1)},${y(0)}Z`}
            fill={COLOUR.run}
            fillOpacity={0.12}
            stroke="none"
          />
          <path d={path(own)} fill="none" stroke={COLOUR.run} strokeWidth={2.5} />
          <text x={x(0.04)} y={y(0.86)} fill={COLOUR.run} data-strong="">
            run
          </text>
          {other && (
            <text x={x(0.04)} y={y(0.86) + 1.3 * font}>
              ghost (grey)
            </text>
          )}
          <text x={x(0.5)} y={y(0.58)} textAnchor="end">
            equal shares
          </text>
        </svg>
      )}
    </div>
  );
}
