/** The pictures that every lesson has, made from what it declares. */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { ReasonsReading } from "../../engine/ranking/reasons.ts";
import type { ExampleReading } from "../../engine/training/example.ts";
import type { Voices } from "../charts/reasons-list.tsx";
import type { Views } from "./course.ts";
import type { Paper } from "./paper-picture.tsx";
import { fetched, later } from "./when-opened.tsx";

/** What a lesson hands over, in its `three-things.ts`; its probes "example" and "reasons" are read. */
export interface ThreeThings {
  readonly paper: Paper;
  /** What the model makes of the rows of an example, in a sentence. */
  readonly rows: (reading: ExampleReading, config: Config) => string;
  /** What the numbers of a list are called, and what they say, in a sentence. */
  readonly why?: () => Voices & { readonly says: (reading: ReasonsReading) => string };
}

/** @param load what the lesson declares, fetched when one of the pictures is first looked at */
export function threeViews(load: () => Promise<{ readonly things: ThreeThings }>): Views {
  return {
    rows: later(async () => {
      const [{ things }, { ExamplePicture }] = await Promise.all([
        load(),
        import("./example-picture.tsx"),
      ]);
      return (props) => <ExamplePicture {...props} says={things.rows} />;
    }),
    why: later(async () => {
      const [{ things }, { ReasonsPicture }] = await Promise.all([
        load(),
        import("./reasons-picture.tsx"),
      ]);
      return ({ opened }: { opened: Opened }) => (
        <ReasonsPicture opened={opened} {...things.why!()} />
      );
    }),
    paper: fetched(async () => {
      const [{ things }, { PaperPicture }] = await Promise.all([
        load(),
        import("./paper-picture.tsx"),
      ]);
      return () => <PaperPicture paper={things.paper} />;
    }),
  };
}
