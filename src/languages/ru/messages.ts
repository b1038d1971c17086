/** What the interface says, in Russian: one part a folder of src/components, and one of src/bench, by its English. */
import type { Messages } from "../../components/language/say.ts";
import { bench } from "./bench.ts";
import { charts } from "./charts.ts";
import { clicks } from "./clicks.ts";
import { controls } from "./controls.ts";
import { course } from "./course.ts";
import { ownData } from "./own-data.ts";
import { page } from "./page.ts";
import { prose } from "./prose.ts";
import { session } from "./session.ts";

export const messages: Messages = {
  ...course,
  ...page,
  ...prose,
  ...controls,
  ...session,
  ...ownData,
  ...charts,
  ...clicks,
  ...bench,
};
