/** Whose request the pictures show. */
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";

export function PersonChoice({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const { setUser } = useActions();
  return <UserPicker user={user} users={opened.dataset.users} onUser={setUser} />;
}

export const NOBODY = "This person is asked for no film: choose another.";
