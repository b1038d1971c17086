/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { threeViews } from "../../components/session/three-views.tsx";
import { fetched, later, whenOpened } from "../../components/session/when-opened.tsx";
import { NextList } from "../../families/sequences/pictures/next-list.tsx";
import { AttentionPicture } from "./attention-picture.tsx";

/** Beside the curve that decides: what the numbers mean for one user. */
export const beside = NextList;

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
