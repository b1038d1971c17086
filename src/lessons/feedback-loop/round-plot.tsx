/** Lines over rounds: the run, the ghost, and what they are held against. */
import { type Line, LinePlot } from "../../components/charts/line-plot.tsx";
import { COLOUR } from "./looks.ts";

export interface RoundLine {
  readonly name: string;
  readonly kind: keyof typeof COLOUR;
  /** Of rounds 1, 2, ... */
  readonly values: readonly number[];
}

const STROKE = { run: "strong", ghost: undefined, line: "dashed" } as const;

interface Props {
  readonly name: string;
  readonly yName: string;
  readonly lines: readonly RoundLine[];
  /** The round on screen: a hairline. */
  readonly round: number;
  /** The axis holds these at least. */
  readonly least?: readonly [number, number];
}

export function RoundPlot({ name, yName, lines, round, least = [0, 0.1] }: Props) {
  return (
    <LinePlot
      name={name}
      xName="round"
      yName={yName}
      xLeast={[1, 2]}
      yLeast={least}
      mark={round >= 1 ? round : undefined}
      lines={lines.map(
        ({ name: own, kind, values }): Line => ({
          name: own,
          colour: COLOUR[kind],
          stroke: STROKE[kind],
          points: values.map((y, n) => ({ x: n + 1, y })),
        }),
      )}
    />
  );
}
