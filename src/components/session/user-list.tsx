import type { Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import { RecommendationList } from "../charts/recommendation-list.tsx";
import { UserPicker } from "../charts/user-picker.tsx";
import { say } from "../language/say.ts";
import { useActions, useReading, useSession } from "./use-session.ts";

/** What the model recommends to a user of the data, and where their held-out film stands. */
export function UserList() {
  const opened = useSession((state) => state.opened);
  const user = useSession((state) => state.user);
  const highlight = useSession((state) => state.highlight.item);
  const { setUser, setHighlight } = useActions();
  const reading = useReading<Recommendations>("recommendations", { user });
  if (!opened) return null;
  const { dataset, activity, catalogue, popularity } = opened;
  return (
    <RecommendationList
      title={say("Recommended")}
      who={say("user {user}", { user })}
      reading={reading}
      catalogue={catalogue}
      popularity={popularity}
      highlight={highlight}
      onHighlight={setHighlight}
      aside={<UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />}
    />
  );
}
