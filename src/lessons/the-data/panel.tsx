/** The pictures of this lesson, by view id. Types only from model files: tfjs stays in the worker. */

import { Picture } from "../../components/charts/picture.tsx";
import { RecommendationList } from "../../components/charts/recommendation-list.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { say } from "../../components/language/say.ts";
import type { Views } from "../../components/session/course.ts";
import { OwnList } from "../../components/session/own-list.tsx";
import { StepCode } from "../../components/session/step-code.tsx";
import { useActions, useReading, useSession } from "../../components/session/use-session.ts";
import { whenOpened } from "../../components/session/when-opened.tsx";
import type { Opened } from "../../engine/declarations/run.ts";
import type { Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import { HiddenPicture } from "./hidden-picture.tsx";
import { InteractionMatrix, type InteractionMatrixReading } from "./interaction-matrix.tsx";
import { LongTail } from "./long-tail.tsx";
import source from "./model.ts?raw";
import { PeoplePicture } from "./people-picture.tsx";
import styles from "./the-data.module.css";
import { WhyPicture } from "./why-picture.tsx";

function Tail() {
  const counts = useReading<{ counts: Int32Array }>("counts")?.counts;
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
  const reading = useReading<InteractionMatrixReading & { begun: boolean }>("matrix");
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
  const same = useReading<Recommendations>("recommendations", { user, model: everybody });
  const own = useReading<Recommendations>("recommendations", { user, model: "item-knn" });
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

/** What the section at hand is computed by, as it stands in the source. */
const COMPUTED_BY: Readonly<Record<string, readonly [first: string, last: string]>> = {
  question: ["step({ n, stars, read }", "read!.assign"],
  tail: ["export function headShare", "return sum(head)"],
  table: ["init: ({ train", "read: tf.variable"],
  counting: ["loss({ n }, { films })", "read!.assign"],
  neighbours: ["users.forEach((user, n)", "addSimilar("],
  split: ["async evaluate(", '"Top 10%"'],
  time: ["// n_i <- 2^(-time/h)", "n!.assign"],
  sampled: ["async evaluate(", '"Top 10%"'],
};

function Code() {
  const here = useSession((state) => state.lessonStep);
  const [first, last] = COMPUTED_BY[here] ?? ["export async function scorerOf", "return scores"];
  return <StepCode file="model.ts" source={source} first={first} last={last} />;
}

export const views: Views = {
  tail: Tail,
  matrix: Matrix,
  people: PeoplePicture,
  splits: HiddenPicture,
  lists: whenOpened(Lists),
  why: whenOpened(WhyPicture),
  you: OwnList,
  code: Code,
};
