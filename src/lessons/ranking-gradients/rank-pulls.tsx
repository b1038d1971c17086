import { percentText } from "../../components/charts/number-text.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import { LOSS_NAMES } from "./bench-model.ts";
import type { LossName } from "./forces.ts";
import { Histogram } from "./histogram.tsx";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

/** How much of all pull is spent at each rank: the bottom goes quiet under LambdaRank. */
export function RankPulls() {
  const reading = useReading("ranks");
  const loss = useSession((state) => state.setup.config.loss as LossName);
  const rows: (readonly [name: string, shares: readonly number[]])[] = [
    ["RankNet", reading?.ranknet ?? []],
    ["LambdaRank", reading?.lambdarank ?? []],
  ];
  if (loss !== "ranknet" && loss !== "lambdarank")
    rows.push([LOSS_NAMES[loss], reading?.own ?? []]);
  const top = Math.max(0.01, ...rows.flatMap(([, shares]) => shares));
  return (
    <>
      {rows.map(([name, shares]) => (
        <Histogram
          key={name}
          title={`Pull by rank: ${name}`}
          sentence={
            reading
              ? `${percentText(firstFive(shares))} of the pull is on the first five ranks, ${percentText(lastFive(shares))} on the last five. Same scores for every loss; mean over ${reading.lists} training lists of 20 films.`
              : "How the pull spreads over the ranks."
          }
          bins={shares.map((value, n) => ({ name: String(n + 1), value, strong: n < 5 }))}
          xName="rank by score"
          yName="share of all |∂L/∂s|"
          format={percentText}
          top={top}
          low
          empty="Bars by rank will stand here."
        />
      ))}
    </>
  );
}

const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);
const firstFive = (shares: readonly number[]) => sum(shares.slice(0, 5));
const lastFive = (shares: readonly number[]) => sum(shares.slice(-5));
