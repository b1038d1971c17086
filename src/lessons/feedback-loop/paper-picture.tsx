/** Paper, here, why: three sources of the lesson beside the settings of the lab. */
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";

const COLUMNS = ["setting", "paper", "here", "why"];

export function PaperPicture({ opened }: { opened: Opened }) {
  const config = useSession((state) => state.setup.config);
  const ratings = countText(opened.dataset.interactions);
  const rows: readonly (readonly [string, string, string, string])[] = [
    [
      "world",
      "Chaney et al. 2018: generated tastes (Dirichlet), 100 people, 200 items",
      `tastes of rank 16, fitted to ${ratings} real ratings or a part of them`,
      "films with names, and popularity as it is",
    ],
    [
      "answers",
      "Chaney et al.: an item’s utility is known to the person in part",
      "a click with probability σ(−2.2 + 1.2 z), drawn once for each pair",
      "the same film gets the same answer in the run and in its ghost",
    ],
    [
      "model",
      "Chaney et al.: matrix factorization and five others, retrained each round",
      `matrix factorization, d ${config.dim}, trained on after each round`,
      "one model, so that only policies differ",
    ],
    [
      "linear bandits",
      "Li et al. 2010 (LinUCB): an arm an article, ridge regression on 6 features, α chosen on a bucket of traffic",
      `an arm a film, on ${Number(config.dim) + 1} numbers of the person as learnt; α ${config.width}`,
      "no features of people here; the prior’s deviations .1 and .03 are ours",
    ],
    [
      "batches",
      "Li et al.: an answer before the next person; Desautels et al. 2014: in batches",
      "all answers of a round come at its end; UCB counts what is pending",
      "services retrain by the hour or day",
    ],
    [
      "Thompson sampling",
      "Agrawal and Goyal 2013: draws with a width that grows with d and log t",
      `a draw for each person and film, spread by α ${config.width}`,
      "the bound of the proof explores far too much in 12 rounds",
    ],
    [
      "delayed harm",
      "RecSim (Ie et al. 2019), “choc and kale”: satisfaction σ of a decaying sum of what was consumed",
      "the same, as an addend of the click’s logit",
      "so that one formula serves both worlds",
    ],
    [
      "rounds and slots",
      "differ",
      `${config.rounds} rounds of ${config.slots} slots; nobody sees a film twice`,
      "a minute on a laptop",
    ],
  ];
  return (
    <Picture
      title="Paper, here, why"
      fill
      sentence="Chaney et al. (2018) on feedback loops, linear bandits, and RecSim, beside the settings of the lab."
      table={() => ({
        columns: COLUMNS.map((name) => ({ name })),
        rows: rows.map((row) => [...row]),
      })}
    >
      <WordTable columns={COLUMNS} rows={rows} />
    </Picture>
  );
}
