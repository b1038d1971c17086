import type { ReactNode } from "react";
import type { Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import {
  RecommendationList,
  type RecommendationListProps,
} from "../charts/recommendation-list.tsx";
import { UserPicker } from "../charts/user-picker.tsx";
import { say } from "../language/say.ts";
import { useActions, useReading, useSession } from "./use-session.ts";

interface Props {
  /** What the items are called and how often they were met, where they are not the dataset's. */
  readonly films?: Pick<RecommendationListProps, "catalogue" | "popularity">;
  readonly picker?: ReactNode;
}

/** What the model recommends to a user of the data, and where their held-out film stands. */
export function UserList({ films, picker }: Props) {
  const opened = useSession((state) => state.opened);
  const user = useSession((state) => state.user);
  const highlight = useSession((state) => state.highlight.item);
  const { setUser, setHighlight } = useActions();
  const reading = useReading<Recommendations>("recommendations", { user });
  if (!opened) return null;
  const { dataset, activity } = opened;
  const { catalogue, popularity } = films ?? opened;
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
        picker ?? (
          <UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />
        )
      }
    />
  );
}
