import { FilmRows } from "../../../components/charts/film-rows.tsx";
import { useActions, useSession } from "../../../components/session/use-session.ts";
import type { Expectation } from "../expected.ts";
import type { Films } from "./use-films.ts";

/** The likeliest next films with their probabilities, and below them the one that came, if it is not there. */
export function ExpectedFilms(props: {
  readonly reading: Expectation;
  readonly films: Films;
  readonly name: string;
  /** What is said of the film that did come. */
  readonly mark?: string;
}) {
  const { reading, films, name, mark = "came next" } = props;
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  const { expected, actual } = reading;
  const rows = expected.map(({ item, probability }, n) => ({
    item,
    score: probability,
    rank: n + 1,
  }));
  const below =
    actual && actual.rank > rows.length
      ? [{ item: actual.item, score: actual.probability, rank: actual.rank }]
      : [];
  const shared = {
    catalogue: films.catalogue,
    popularity: films.popularity,
    heldOut: actual?.item ?? null,
    mark,
    highlight,
    onHighlight: setHighlight,
    low: 0,
    high: Math.max(1e-9, ...rows.map(({ score }) => score)),
  };
  return (
    <>
      <FilmRows name={name} rows={rows} {...shared} />
      {below.length > 0 && <FilmRows name="What came" rows={below} {...shared} />}
    </>
  );
}
