/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { OwnList } from "../../components/session/own-list.tsx";
import { whenOpened } from "../../components/session/when-opened.tsx";
import { FitPicture } from "../../families/clicks/pictures/fit-picture.tsx";
import { SpeaksPicture } from "./speaks-picture.tsx";

export const views: Views = {
  speaks: whenOpened(SpeaksPicture),
  fit: FitPicture,
  you: OwnList,
};
