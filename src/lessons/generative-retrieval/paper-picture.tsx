/** Paper, here, why: the settings of TIGER beside those of the lab. */
import { Picture } from "../../components/charts/picture.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { useSession } from "../../components/session/use-session.ts";

export function PaperPicture() {
  const config = useSession((state) => state.setup.config);
  const apart = config.architecture === "encoder-decoder";
  const rows: readonly (readonly [string, string, string, string])[] = [
    [
      "names",
      "RQ-VAE on sentence vectors, 3 levels of 256, one more token",
      String(config.names),
      "content vectors of 64 numbers; 3,496 films need fewer codes",
    ],
    [
      "architecture",
      "encoder-decoder (T5), 4 layers each",
      `${apart ? "encoder-decoder" : "decoder-only"}, ${config.blocks} blocks`,
      "every place of a window teaches something: fewer steps; a setting",
    ],
    [
      "width, heads",
      "128, 6 heads of 64, feed-forward 1,024",
      `${config.dim}, ${config.heads} heads, feed-forward ${config.dim}`,
      "small enough to train without a graphics card",
    ],
    ["history", "at most 20 items", `${config.length} films`, "as published"],
    [
      "user token",
      "hashed to 2,000 tokens",
      config.userToken ? "a vector a person" : "off",
      "671 people need no hash; later ablations do better without",
    ],
    [
      "optimizer",
      "learning rate 0.01, then falling; batch 256, 200,000 steps",
      `Adam ${config.lr}${config.warmUp ? ` after ${config.warmUp} steps of warm-up` : ""}, batch ${config.batch}`,
      "warm-up is a setting: with LN before each layer 100 steps of it gained nothing; no decay, a run is a thousand steps or two",
    ],
    ["dropout", "0.1", String(config.dropout), "little data"],
    [
      "decoding",
      "beam; names of no item are left out",
      `beam ${config.beam}, ${config.constraint ? "only names of films" : "free"}`,
      "masked and renormalised at every token; or free, to look at",
    ],
    [
      "ranked",
      "what the beam finds",
      "every film exactly, where names are short; else what the beam finds",
      "a small catalogue can be scored whole",
    ],
  ];
  const columns = ["setting", "paper (TIGER)", "here", "why"];
  return (
    <Picture
      title="Paper, here, why"
      fill
      sentence="Rajput et al. (2023), section 4 and appendix, beside the settings of the lab."
      table={() => ({
        columns: columns.map((name) => ({ name })),
        rows: rows.map((row) => [...row]),
      })}
    >
      <WordTable columns={columns} rows={rows} />
    </Picture>
  );
}
