/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */

import type { Views } from "../../components/session/course.ts";
import { threeViews } from "../../components/session/three-views.tsx";
import { fetched, later, whenOpened } from "../../components/session/when-opened.tsx";
import { NextList } from "../../families/sequences/pictures/next-list.tsx";
import { MasksPicture } from "./masks-picture.tsx";

/** Beside the curve that decides: what the numbers mean for one user. */
export const beside = NextList;

export const views: Views = {
  masks: whenOpened(MasksPicture),
  sides: later(() => import("./sides-picture.tsx").then((file) => file.SidesPicture)),
  ways: later(() => import("./ways-picture.tsx").then((file) => file.WaysPicture)),
  maskings: later(() => import("./maskings-picture.tsx").then((file) => file.MaskingsPicture)),
  targets: later(() => import("./targets-picture.tsx").then((file) => file.TargetsPicture)),
  changes: fetched(() => import("./changes-picture.tsx").then((file) => file.ChangesPicture)),
  hits: later(() =>
    import("../../families/retrieval/pictures/hits-picture.tsx").then((file) => file.HitsPicture),
  ),
  ...threeViews(() => import("./three-things.ts")),
  you: later(() => import("./masks-picture.tsx").then((file) => file.OwnPicture)),
  code: fetched(() => import("./code.tsx").then((file) => file.Code)),
};
