/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import { RecommendationList } from "../../components/charts/recommendation-list.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import type { Views } from "../../components/page/course.ts";
import { ItemMap } from "../../components/session/item-map.tsx";
import { StepCode } from "../../components/session/step-code.tsx";
import { useActions, useReading, useSession } from "../../components/session/use-session.ts";
import { whenOpened } from "../../components/session/when-opened.tsx";
import type { Recommendations } from "../../engine/retrieval-probes.ts";
import type { Opened } from "../../engine/run.ts";
import { AblationsPicture } from "./ablations-picture.tsx";
import { AttentionPicture } from "./attention-picture.tsx";
import block from "./block.ts?raw";
import { BothWaysPicture } from "./both-ways-picture.tsx";
import { ByHandPicture } from "./by-hand-picture.tsx";
import { DistancePicture } from "./distance-picture.tsx";
import draw from "./draw.ts?raw";
import losses from "./losses.ts?raw";
import model from "./model.ts?raw";
import { NextPicture } from "./next-picture.tsx";
import { OwnPicture } from "./own-picture.tsx";
import { ProtocolsPicture } from "./protocols-picture.tsx";
import { useFilms } from "./use-films.ts";

type Source = readonly [file: string, source: string, first: string, last: string];
const ATTENTION: Source = ["block.ts", block, "export function attentionWeights", "tf.softmax"];
const MASK: Source = ["draw.ts", draw, "// M_ts = 0 where", "mask[(row * n + t)"];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, Source>> = {
  question: ["model.ts", model, "export function encode", "as tf.Tensor3D;"],
  pooling: ["block.ts", block, "// Average pooling", "fromHeads"],
  attention: ATTENTION,
  mask: MASK,
  loss: ["losses.ts", losses, "export function nextFilmLoss", "logSumExp(scoreAll"],
  order: ["draw.ts", draw, "function windowOf", "films.subarray(start, start + size);"],
  ablations: ["block.ts", block, "// x <- x + Drop(Attention", '"dropF"'],
  known: ATTENTION,
  honesty: ["model.ts", model, "export function scoreAll", "as tf.Tensor2D;"],
  cloze: [
    "draw.ts",
    draw,
    "/** At hidden positions only",
    "columns: { targets: column(targets), at",
  ],
  "open-lab": ["model.ts", model, "export function encode", "as tf.Tensor3D;"],
};

function Code() {
  const here = useSession((state) => state.lessonStep);
  const [file, source, first, last] = COMPUTED_BY[here] ?? ATTENTION;
  return <StepCode file={file} source={source} first={first} last={last} />;
}

/** Beside the curve that decides: what the numbers mean for one user. */
function List({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const highlight = useSession((state) => state.highlight.item);
  const { setUser, setHighlight } = useActions();
  const { catalogue, popularity } = useFilms(opened);
  const reading = useReading<Recommendations>("recommendations", { user });
  const { dataset, activity } = opened;
  return (
    <RecommendationList
      title="Recommended"
      who={`user ${user}`}
      reading={reading}
      catalogue={catalogue}
      popularity={popularity}
      highlight={highlight}
      onHighlight={setHighlight}
      aside={<UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />}
    />
  );
}
export const beside = whenOpened(List);

function FilmMap() {
  const dim = useSession((state) => state.setup.config.dim as number);
  const generated = useSession((state) => state.setup.config.task !== "films");
  if (generated) {
    return (
      <section aria-label="Film map">
        <p>
          The generated items have neither names nor genres to put on a map. Choose films again to
          see it.
        </p>
      </section>
    );
  }
  return <ItemMap dim={dim} />;
}

export const views: Views = {
  attention: whenOpened(AttentionPicture),
  hand: whenOpened(ByHandPicture),
  next: whenOpened(NextPicture),
  you: whenOpened(OwnPicture),
  distance: DistancePicture,
  map: FilmMap,
  parts: whenOpened(AblationsPicture),
  rulers: ProtocolsPicture,
  ways: whenOpened(BothWaysPicture),
  code: Code,
};
