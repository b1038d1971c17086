/** RankNet’s loss and the share of pairs in the wrong order, on one axis: the loss is never below. */
import { runColour } from "../../components/charts/colours.ts";
import { type Line, LinePlot } from "../../components/charts/line-plot.tsx";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import type { Run } from "../../components/session/state.ts";
import { useSession } from "../../components/session/use-session.ts";
import { LOSS_NAMES } from "./bench-model.ts";
import type { LossName } from "./forces.ts";

/** Runs that have so many lines that they can still be told apart. */
const SHOWN = 3;

interface Epoch {
  readonly epoch: number;
  readonly bits: number;
  readonly wrong: number;
}

export function BoundPicture() {
  const runs = useSession((state) => state.runs);
  const task = useSession((state) => state.setup.config.task);
  const shown = runs
    .filter(({ setup, history }) => setup.config.task === task && history.length > 0)
    .sort((a, b) => b.number - a.number)
    .slice(0, SHOWN)
    .map((run) => ({ run, epochs: epochsOf(run) }));
  const [newest] = shown;
  const sentence = newest
    ? sentenceOf(newest.run, newest.epochs)
    : "RankNet’s loss is an upper bound.";
  return (
    <Picture
      title="Loss and pairs"
      fill
      sentence={sentence}
      empty={newest ? undefined : "Each run will have two lines here, epoch by epoch."}
      table={() => ({
        columns: [
          { name: "Run" },
          { name: "Epoch" },
          { name: "RankNet loss, bits a pair", format: (x) => x.toFixed(3) },
          { name: "Wrong pairs", format: percentText },
        ],
        rows: shown.flatMap(({ run, epochs }) =>
          epochs.map(({ epoch, bits, wrong }) => [nameOf(run), epoch, bits, wrong]),
        ),
      })}
    >
      <LinePlot
        name={sentence}
        xName="epoch"
        yName="bits a pair, and share of pairs"
        xLeast={[0, 1]}
        yLeast={[0, 1]}
        yMost={[0, 2]}
        lines={shown.flatMap(({ run, epochs }) => linesOf(run, epochs))}
      />
    </Picture>
  );
}

function epochsOf({ history }: Run): Epoch[] {
  return history.flatMap((row) => {
    const { epoch, "Pair loss": bits, "Pair accuracy": accuracy } = row;
    return bits === undefined || accuracy === undefined
      ? []
      : [{ epoch: epoch!, bits, wrong: 1 - accuracy }];
  });
}

function linesOf(run: Run, epochs: readonly Epoch[]): Line[] {
  const colour = runColour(run.number);
  const over = (of: (epoch: Epoch) => number) => epochs.map((e) => ({ x: e.epoch, y: of(e) }));
  return [
    { name: `${run.number} loss`, colour, points: over((e) => e.bits) },
    { name: `${run.number} wrong pairs`, colour, stroke: "strong", points: over((e) => e.wrong) },
  ];
}

const nameOf = (run: Run) => `Run ${run.number}: ${LOSS_NAMES[run.setup.config.loss as LossName]}`;

function sentenceOf(run: Run, epochs: readonly Epoch[]): string {
  const last = epochs.at(-1);
  if (!last) return "The lines appear after the first epoch.";
  return `${nameOf(run)}: ${last.bits.toFixed(3)} bits a pair by RankNet’s loss, ${percentText(last.wrong)} of pairs in the wrong order. A wrong pair costs one bit or more, a right one less than one, so the loss is never below.`;
}
