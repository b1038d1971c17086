/** Whose history, and which candidates stand before it: the same choice in every picture that asks. */
import { FilmSearch } from "../../components/charts/film-search.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { choose, useChosen } from "./chosen.ts";
import styles from "./target.module.css";
import { useFilms } from "./use-films.ts";

interface Props {
  readonly opened: Opened;
  /** Whether a second candidate is drawn, so that the two can change places. */
  readonly swap?: { readonly candidate: number; readonly other: number } | undefined;
}

export function AskedPicker({ opened, swap }: Props) {
  const films = useFilms(opened);
  const user = useSession((state) => state.user);
  const rated = useSession((state) => state.ratings.length);
  const { setUser } = useActions();
  const { own } = useChosen();
  return (
    <span className={styles.tools}>
      {!own && (
        <UserPicker
          user={user}
          users={opened.dataset.users}
          onUser={(next) => {
            choose({ candidate: null, other: null });
            setUser(next);
          }}
        />
      )}
      {!films.planted && (
        <button
          type="button"
          aria-pressed={own}
          disabled={rated === 0}
          title={rated === 0 ? "Rate films in “For you” first" : undefined}
          onClick={() => choose({ own: !own })}
        >
          Your films
        </button>
      )}
      {!films.planted && (
        <FilmSearch
          label="Another candidate"
          quiet
          catalogue={films.catalogue}
          popularity={films.popularity}
          onChoose={(film) => choose({ candidate: film, ...(swap && { other: swap.candidate }) })}
        />
      )}
      {swap && !films.planted && (
        <button
          type="button"
          onClick={() => choose({ candidate: swap.other, other: swap.candidate })}
        >
          Swap
        </button>
      )}
    </span>
  );
}
