/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import { RecommendationList } from "../../components/charts/recommendation-list.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import type { Views } from "../../components/session/course.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { threeViews } from "../../components/session/three-views.tsx";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { fetched, later, whenOpened } from "../../components/session/when-opened.tsx";
import type { Opened } from "../../engine/declarations/run.ts";
import { useFilms } from "../../families/sequences/pictures/use-films.ts";
import { TASK_USERS } from "../../families/sequences/task-size.ts";
import { AttentionPicture } from "./attention-picture.tsx";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

/** Beside the curve that decides: what the numbers mean for one user. */
function List({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const highlight = useSession((state) => state.highlight.item);
  const { setUser, setHighlight } = useActions();
  const { catalogue, popularity, generated } = useFilms(opened);
  const reading = useReading("recommendations", { user });
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
      aside={
        <UserPicker
          user={user}
          users={generated ? TASK_USERS : dataset.users}
          activity={generated ? undefined : activity}
          onUser={setUser}
        />
      }
    />
  );
}
export const beside = whenOpened(List);

export const views: Views = {
  attention: whenOpened(AttentionPicture),
  hand: fetched(() => import("./by-hand-picture.tsx").then((file) => file.ByHandPicture)),
  next: later(() => import("./next-picture.tsx").then((file) => file.NextPicture)),
  you: later(() => import("./own-picture.tsx").then((file) => file.OwnPicture)),
  distance: later(() => import("./distance-picture.tsx").then((file) => file.DistancePicture)),
  map: later(() => import("./film-map.tsx").then((file) => file.FilmMap)),
  parts: later(() => import("./ablations-picture.tsx").then((file) => file.AblationsPicture)),
  rulers: later(() => import("./protocols-picture.tsx").then((file) => file.ProtocolsPicture)),
  hits: later(() =>
    import("../../families/retrieval/pictures/hits-picture.tsx").then((file) => file.HitsPicture),
  ),
  ways: later(() => import("./both-ways-picture.tsx").then((file) => file.BothWaysPicture)),
  ...threeViews(() => import("./three-things.ts")),
  code: fetched(() => import("./code.tsx").then((file) => file.Code)),
};
