import { RecommendationList } from "../../../components/charts/recommendation-list.tsx";
import { UserPicker } from "../../../components/charts/user-picker.tsx";
import { say } from "../../../components/language/say.ts";
import { useActions, useReading, useSession } from "../../../components/session/use-session.ts";
import { whenOpened } from "../../../components/session/when-opened.tsx";
import type { Opened } from "../../../engine/declarations/run.ts";
import type { Recommendations } from "../../../engine/ranking/retrieval-probes.ts";
import { TASK_USERS } from "../task-size.ts";
import { useFilms } from "./use-films.ts";

/** What comes next for a user, of films or of a generated task, and where their held-out one stands. */
function List({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const highlight = useSession((state) => state.highlight.item);
  const { setUser, setHighlight } = useActions();
  const { catalogue, popularity, generated } = useFilms(opened);
  const reading = useReading<Recommendations>("recommendations", { user });
  const { dataset, activity } = opened;
  return (
    <RecommendationList
      title={say("Recommended")}
      who={say("user {user}", { user })}
      reading={reading}
      catalogue={catalogue}
      popularity={popularity}
      highlight={highlight}
      onHighlight={setHighlight}
      aside={
        <UserPicker
          user={user}
          users={generated ? TASK_USERS : dataset.users}
          activity={generated ? undefined : activity}
          onUser={setUser}
        />
      }
    />
  );
}

export const NextList = whenOpened(List);
