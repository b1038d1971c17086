/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */

import { Picture } from "../../components/charts/picture.tsx";
import { RecommendationList } from "../../components/charts/recommendation-list.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { say } from "../../components/language/say.ts";
import type { Views } from "../../components/session/course.ts";
import { OwnList } from "../../components/session/own-list.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { type CodeMark, StepCode } from "../../components/session/step-code.tsx";
import { threeViews } from "../../components/session/three-views.tsx";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { whenOpened } from "../../components/session/when-opened.tsx";
import type { Opened } from "../../engine/declarations/run.ts";
import { HiddenPicture } from "./hidden-picture.tsx";
import { InteractionMatrix } from "./interaction-matrix.tsx";
import { JudgedPicture } from "./judged-picture.tsx";
import { LongTail } from "./long-tail.tsx";
import measure from "./measure.ts?raw";
import model from "./model.ts?raw";
import { PeoplePicture } from "./people-picture.tsx";
import type { probes } from "./probes.ts";
import scorer from "./scorer.ts?raw";
import { SetsPicture } from "./sets-picture.tsx";
import styles from "./the-data.module.css";
import { WhyPicture } from "./why-picture.tsx";

const useReading = readingsOf<typeof probes>();

function Tail() {
  const counts = useReading("counts")?.counts;
  if (counts?.some((count) => count > 0)) {
    return <LongTail title={say("Ratings by film, read so far")} popularity={counts} />;
  }
  return (
    <Picture
      title={say("Ratings by film, read so far")}
      sentence={say("Nothing has been read yet, so that you can guess first.")}
      empty={say("Press Train, and the long tail grows rating by rating.")}
      table={() => ({ columns: [{ name: say("Rank") }, { name: say("Interactions") }], rows: [] })}
    >
      {null}
    </Picture>
  );
}

function Matrix() {
  const reading = useReading("matrix");
  const title = reading?.begun === false ? say("All there is to read") : say("Read so far");
  return <InteractionMatrix title={title} reading={reading} />;
}

/** What everybody gets beside what this user gets. */
function Lists({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const everybody = useSession(({ setup }) =>
    setup.config.model === "mean-stars" ? "mean-stars" : "popularity",
  );
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight, setUser } = useActions();
  const same = useReading("recommendations", { user, model: everybody });
  const own = useReading("recommendations", { user, model: "item-knn" });
  const { catalogue, popularity, dataset, activity } = opened;
  const shared = { catalogue, popularity, highlight, onHighlight: setHighlight };
  return (
    <div className={styles.two}>
      <div className={styles.whose}>
        <UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />
      </div>
      <RecommendationList
        {...shared}
        title={everybody === "popularity" ? say("Popularity") : say("Mean stars")}
        who={say("Everybody, less what they have seen")}
        reading={same}
        empty={say("The same films for everybody will stand here.")}
      />
      <RecommendationList
        {...shared}
        title={say("Item-kNN")}
        who={say("User {user}", { user })}
        reading={own}
        empty={say("Films near this user’s own will stand here, as soon as enough has been read.")}
      />
    </div>
  );
}

const MEASURE: CodeMark = ["measure.ts", measure, "function metricsOf", "underValidation(evaluate"];
const SCORES: CodeMark = ["scorer.ts", scorer, "export async function scorerOf", "return scores"];

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, CodeMark>> = {
  question: ["model.ts", model, "function step(", "read.assign"],
  judged: MEASURE,
  tail: ["measure.ts", measure, "export function headShare", "return sum(head)"],
  table: ["model.ts", model, "function init(", "read: vector"],
  counting: ["model.ts", model, "function loss(", "read.assign"],
  neighbours: ["scorer.ts", scorer, "users.forEach((user, n)", "addSimilar(similar, seen"],
  split: MEASURE,
  time: ["model.ts", model, "// n_i <- 2^(-time/h)", "n.assign"],
  sampled: MEASURE,
};

const Code = () => <StepCode marks={COMPUTED_BY} otherwise={SCORES} />;

export const views: Views = {
  judged: whenOpened(JudgedPicture),
  tail: Tail,
  matrix: Matrix,
  people: PeoplePicture,
  sets: whenOpened(SetsPicture),
  splits: HiddenPicture,
  lists: whenOpened(Lists),
  sum: whenOpened(WhyPicture),
  ...threeViews(() => import("./three-things.ts")),
  you: OwnList,
  code: Code,
};
