import { UserPicker } from "../../../components/charts/user-picker.tsx";
import { useActions, useSession } from "../../../components/session/use-session.ts";
import type { Opened } from "../../../engine/declarations/run.ts";
import { TASK_USERS } from "../task-size.ts";

/** Chooses a user of the data, or of a generated task. */
export function PersonPicker({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const generated = useSession((state) => state.setup.config.task !== "films");
  const { setUser } = useActions();
  return (
    <UserPicker
      user={user}
      users={generated ? TASK_USERS : opened.dataset.users}
      activity={generated ? undefined : opened.activity}
      onUser={setUser}
    />
  );
}
