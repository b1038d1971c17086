import { useCallback } from "react";
import { EmbeddingMap } from "../../components/charts/embedding-map.tsx";
import type { Views } from "../../components/session/course.ts";
import { OwnList, useRatingArguments } from "../../components/session/own-list.tsx";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { UserList } from "../../components/session/user-list.tsx";
import { whenOpened } from "../../components/session/when-opened.tsx";
import type { Opened } from "../../engine/declarations/run.ts";
import type { EmbeddingMapReading } from "../../engine/ranking/retrieval-probes.ts";
import { HitsPicture } from "../../families/retrieval/pictures/hits-picture.tsx";
import { NormsPicture } from "../../families/retrieval/pictures/norms-picture.tsx";
import { BatchPicture } from "./batch-picture.tsx";
import { ByHeartPicture } from "./by-heart-picture.tsx";
import model from "./model.ts?raw";
import { NewFilmsPicture } from "./new-films-picture.tsx";
import { PopularityPicture } from "./popularity-picture.tsx";
import { RankPicture } from "./rank-picture.tsx";
import { SearchPicture } from "./search-picture.tsx";
import towers from "./towers.ts?raw";
import { TowersPicture } from "./towers-picture.tsx";

/** Films and users in one space, with the chosen user and the reader marked. */
function JointMap({ opened }: { opened: Opened }) {
  const dim = useSession((state) => state.setup.config.dim as number);
  const user = useSession((state) => state.user);
  const highlight = useSession((state) => state.highlight.item);
  const { watch, setHighlight } = useActions();
  const ratings = useRatingArguments();
  const watchMap = useCallback(
    (listener: (reading: EmbeddingMapReading) => void) =>
      watch("map", { ...ratings, user }, (reading) => listener(reading as EmbeddingMapReading)),
    [watch, ratings, user],
  );
  return (
    <EmbeddingMap
      title="Joint map"
      catalogue={opened.catalogue}
      popularity={opened.popularity}
      watch={watchMap}
      highlight={highlight}
      onHighlight={setHighlight}
      rated={ratings.items}
      userName={`user ${user}`}
      dim={dim}
      fill
    />
  );
}

const SCORE: CodeMark = ["model.ts", model, "export function score", "return logits"];
const FILM: CodeMark = ["towers.ts", towers, "export function filmInputs", "};"];
const USER: CodeMark = ["towers.ts", towers, "export function userInputs", "};"];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  question: FILM,
  towers: ["towers.ts", towers, "export function tower(", "return { above"],
  "by-hand": ["model.ts", model, "const s = logits", "logSumExp(corrected)"],
  popular: ["model.ts", model, "// L = -log softmax", "batch.correction"],
  mixed: ["model.ts", model, "const v = filmTower(parameters, batch, config)", "const s = logits"],
  cold: FILM,
  narrow: ["model.ts", model, "export function logits", "return tf.matMul"],
  leak: USER,
  "open-lab": SCORE,
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={SCORE} />;

/** Beside the curve that decides: what the numbers mean for one user. */
export const beside = UserList;

export const views: Views = {
  map: whenOpened(JointMap),
  towers: whenOpened(TowersPicture),
  batch: whenOpened(BatchPicture),
  popularity: whenOpened(PopularityPicture),
  hits: HitsPicture,
  norms: whenOpened(NormsPicture),
  new: whenOpened(NewFilmsPicture),
  heart: ByHeartPicture,
  rank: RankPicture,
  search: SearchPicture,
  you: OwnList,
  ...threeViews(() => import("./three-things.ts")),
  code: Code,
};
