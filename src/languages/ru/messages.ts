/** What the interface says, in Russian, by its English: a part a folder of src/components, and one each of src/engine and src/bench. */
import type { Messages } from "../../components/language/say.ts";
import { bench } from "./bench.ts";
import { charts } from "./charts.ts";
import { clicks } from "./clicks.ts";
import { controls } from "./controls.ts";
import { course } from "./course.ts";
import { engine } from "./engine.ts";
import { ownData } from "./own-data.ts";
import { page } from "./page.ts";
import { prose } from "./prose.ts";
import { retrieval } from "./retrieval.ts";
import { session } from "./session.ts";
import { tables } from "./tables.ts";

export const messages: Messages = {
  ...course,
  ...page,
  ...prose,
  ...controls,
  ...retrieval,
  ...session,
  ...ownData,
  ...charts,
  ...clicks,
  ...bench,
  ...engine,
  ...tables,
};
