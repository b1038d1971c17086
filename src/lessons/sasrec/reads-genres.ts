import type { SasrecConfig } from "./settings.ts";

/** Whether a film's genres are read beside its id; generated items have none. */
export const readsGenres = ({ genres, task }: Pick<SasrecConfig, "genres" | "task">) =>
  genres && task === "films";
