import { UserList } from "../../../components/session/user-list.tsx";
import { whenOpened } from "../../../components/session/when-opened.tsx";
import type { Opened } from "../../../engine/declarations/run.ts";
import { PersonPicker } from "./person-picker.tsx";
import { useFilms } from "./use-films.ts";

/** What comes next for a user, of films or of a generated task, and where their held-out one stands. */
const List = ({ opened }: { opened: Opened }) => (
  <UserList films={useFilms(opened)} picker={<PersonPicker opened={opened} />} />
);

export const NextList = whenOpened(List);
