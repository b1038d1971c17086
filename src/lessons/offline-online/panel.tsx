import type { Views } from "../../components/session/course.ts";
export const views: Views = {};
