/** This film, this word, why: RQ-VAE recommends nothing, so its list is of films that are spelled alike. */
import { FilmSearch } from "../../components/charts/film-search.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { ReasonsList, voiceText } from "../../components/charts/reasons-list.tsx";
import { csvOf } from "../../components/parts/csv.ts";
import { saveFile } from "../../components/parts/save-file.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { chooseFilm } from "./chosen.ts";
import type { probes } from "./probes.ts";
import { useShownFilm } from "./use-shown-film.ts";

const useReading = readingsOf<typeof probes>();
const COLUMNS = ["Film", "Codes in common", "How near"];

export function WhyPicture({ opened }: { opened: Opened }) {
  const { catalogue, popularity } = opened;
  const item = useShownFilm(opened);
  const { setHighlight } = useActions();
  const reading = useReading("alike", { item });
  const films = reading?.films ?? [];
  const rows = films.map(({ item: film, score, voices }) => [
    titleText(catalogue, film),
    score,
    voices.map((voice) => voiceText(voice, catalogue)).join("; "),
  ]);
  const save = () => saveFile("word-and-reasons.csv", csvOf([COLUMNS, ...rows]), "text/csv");
  return (
    <Picture
      title="This film, this word, why"
      fill
      sentence={
        reading
          ? `${titleText(catalogue, item)} is ${reading.word.join("·")}. Films with the same first codes were near to it in x, what is spelled, and in z, where the codes lie. Nobody's list: what recommends with these words is in Generative retrieval.`
          : "A film’s word, and the films that are spelled alike."
      }
      empty={reading ? undefined : "A film’s word will stand here."}
      aside={
        <>
          <FilmSearch
            label="Choose a film"
            quiet
            catalogue={catalogue}
            popularity={popularity}
            onChoose={chooseFilm}
          />
          <button type="button" className="link-button" disabled={!reading} onClick={save}>
            CSV
          </button>
        </>
      }
      table={() => ({ columns: COLUMNS.map((name) => ({ name })), rows })}
    >
      <ReasonsList
        score="codes in common"
        scoreText={String}
        evidence="how near"
        films={films}
        catalogue={catalogue}
        onHighlight={setHighlight}
      />
    </Picture>
  );
}
