/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */
import type { Views } from "../../components/session/course.ts";
import { FitPicture } from "../../families/clicks/pictures/fit-picture.tsx";

export const views: Views = { fit: FitPicture };
