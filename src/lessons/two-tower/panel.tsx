import { useCallback } from "react";
import { EmbeddingMap } from "../../components/charts/embedding-map.tsx";
import type { Views } from "../../components/session/course.ts";
import { OwnList, useRatingArguments } from "../../components/session/own-list.tsx";
import { StepCode } from "../../components/session/step-code.tsx";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { UserList } from "../../components/session/user-list.tsx";
import { whenOpened } from "../../components/session/when-opened.tsx";
import type { Opened } from "../../engine/declarations/run.ts";
import type { EmbeddingMapReading } from "../../engine/ranking/retrieval-probes.ts";
import { BatchPicture } from "./batch-picture.tsx";
import source from "./model.ts?raw";
import { NewFilmsPicture } from "./new-films-picture.tsx";
import { PopularityPicture } from "./popularity-picture.tsx";
import { RankPicture } from "./rank-picture.tsx";
import { SearchPicture } from "./search-picture.tsx";
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

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, readonly [first: string, last: string]>> = {
  question: ["function filmInputs", "return inputs"],
  towers: ["function userInputs", "return inputs"],
  "by-hand": ["const s = logits", "tf.logSumExp(corrected, 1)"],
  popular: ["// L = -log softmax", "tf.add(s, batch.correction"],
  mixed: ["const v = filmTower(parameters, batch, config); // [C, d]", "const s = logits"],
  cold: ["function filmInputs", "return inputs"],
  narrow: ["export function logits", "return tf.matMul"],
  leak: ["function userInputs", "return inputs"],
  "open-lab": ["score(parameters, users", "return logits"],
};

function Code() {
  const here = useSession((state) => state.lessonStep);
  const [first, last] = COMPUTED_BY[here] ?? ["export", "export"];
  return <StepCode file="model.ts" source={source} first={first} last={last} />;
}

/** Beside the curve that decides: what the numbers mean for one user. */
export const beside = UserList;

export const views: Views = {
  map: whenOpened(JointMap),
  towers: whenOpened(TowersPicture),
  batch: whenOpened(BatchPicture),
  popularity: whenOpened(PopularityPicture),
  new: whenOpened(NewFilmsPicture),
  rank: RankPicture,
  search: SearchPicture,
  you: OwnList,
  code: Code,
};
