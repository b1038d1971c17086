/** Paper, here, why: the settings of the semantic IDs of a video service beside those of the lab. */
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { labelOf } from "./looks.ts";
import type { Way } from "./settings.ts";

const COLUMNS = ["setting", "paper", "here", "why"];

export function PaperPicture({ opened }: { opened: Opened }) {
  const { config, on } = useSession((state) => state.setup);
  const codes =
    config.by === "rq-vae"
      ? `RQ-VAE beneath: ${on?.config.levels} levels of ${on?.config.codes}`
      : `${config.by === "random" ? "chance" : "k-means on residuals"}: 3 levels of ${config.codes}`;
  const rows: readonly (readonly [string, string, string, string])[] = [
    [
      "task",
      "rank videos to watch next, several targets in one network",
      "four stars or more, one target",
      "what the ratings can say",
    ],
    ["items", "billions, new ones every day", countText(opened.dataset.items), "a small catalogue"],
    [
      "content",
      "frozen vectors of a video encoder, 2,048 numbers",
      "64 numbers of genres, year, title, who watched it with what",
      "no videos here, so content says less",
    ],
    ["codes", "RQ-VAE, 8 levels of 2,048", codes, "fewer films need fewer codes"],
    [
      "how they are read",
      "n-grams of codes, or pieces that a unigram model finds; each has a row",
      labelOf(config.film as Way),
      "seven ways beside each other; pieces of a unigram model are left out",
    ],
    [
      "against",
      "random hash of ids, and content vectors as inputs",
      "these, own rows, and sums of two",
      "own rows are affordable here",
    ],
    [
      "new items",
      "videos that were uploaded later",
      `${config.hidden} films hidden by chance`,
      "all on one scale, and three seeds give three sets",
    ],
    [
      "network",
      "the service’s own, large",
      `dot product, ${config.crossLayers} cross layers, ${config.dim} numbers a row`,
      "only how films are held should differ",
    ],
  ];
  return (
    <Picture
      title="Paper, here, why"
      fill
      sentence="Singh et al. (2024), “Better Generalization with Semantic IDs”, beside the settings of the lab."
      table={() => ({
        columns: COLUMNS.map((name) => ({ name })),
        rows: rows.map((row) => [...row]),
      })}
    >
      <WordTable columns={COLUMNS} rows={rows} />
    </Picture>
  );
}
