/** This person, this list, why: a list with its evidence in this model, beside those of the models before. */
import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { Opened } from "../../engine/declarations/run.ts";
import type { ReasonsReading, Whose } from "../../engine/ranking/reasons.ts";
import { titleText } from "../charts/genre-classes.ts";
import { Picture } from "../charts/picture.tsx";
import { ReasonsList, type Voices, voiceText } from "../charts/reasons-list.tsx";
import { UserPicker } from "../charts/user-picker.tsx";
import { say } from "../language/say.ts";
import { csvOf } from "../parts/csv.ts";
import { saveFile } from "../parts/save-file.ts";
import { beside, type ListBefore, listsBefore, rememberList, whoseKey } from "./lists-before.ts";
import { useRatingArguments } from "./own-list.tsx";
import { useActions, useReading, useSession } from "./use-session.ts";

interface Props extends Voices {
  readonly opened: Opened;
  /** What the evidence is in this model, and what it is not, in a sentence. */
  readonly says: (reading: ReasonsReading) => string;
}

/** Reads the probe "reasons", `{ user, items?, ratings? }`. */
export function ReasonsPicture({ opened, says, ...voices }: Props) {
  const { catalogue, dataset, activity } = opened;
  const user = useSession((state) => state.user);
  const own = useRatingArguments();
  const [mine, setMine] = useState(false);
  const { setUser, setHighlight } = useActions();
  const whose: Whose = useMemo(
    () => (mine && own.items.length > 0 ? { user, ...own } : { user }),
    [mine, own, user],
  );
  const reading = useReading<ReasonsReading | null>("reasons", { ...whose });
  const key = whoseKey(opened, whose);
  const run = useSession((state) => state.currentRun);
  useRemembered(reading, key, catalogue);
  const lists = useStore(listsBefore, (state) => state.lists);
  const others = useMemo(() => beside(lists, key, run), [lists, key, run]);
  const rows = rowsOf(reading, others, catalogue);
  const columns = [say("Film"), voices.score, voices.evidence, ...others.map(nameOf)];
  const save = () => saveFile("list-and-reasons.csv", csvOf([columns, ...rows]), "text/csv");
  const empty =
    reading === undefined
      ? say("The list appears when the model is there.")
      : reading === null || reading.films.length === 0
        ? say("This model has no list for this person yet: train it, or choose another person.")
        : undefined;
  return (
    <Picture
      title={say("This person, this list, why")}
      fill
      sentence={reading && !empty ? says(reading) : say("A list, and what stands behind it.")}
      empty={empty}
      table={() => ({
        columns: columns.map((name) => ({ name })),
        rows,
      })}
      aside={
        <>
          {whose.items === undefined && (
            <UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />
          )}
          {own.items.length > 0 && (
            <button
              type="button"
              className="link-button"
              aria-pressed={mine}
              onClick={() => setMine(!mine)}
            >
              {mine ? say("A person of the data") : say("You")}
            </button>
          )}
          <button type="button" className="link-button" disabled={!reading} onClick={save}>
            CSV
          </button>
        </>
      }
    >
      {reading && (
        <ReasonsList
          {...voices}
          films={reading.films}
          others={others.map((list) => ({ name: nameOf(list), films: list.films }))}
          catalogue={catalogue}
          onHighlight={setHighlight}
        />
      )}
    </Picture>
  );
}

const nameOf = ({ title, number }: ListBefore) =>
  say("{lesson}, run {number}", { lesson: say(title), number });

/** What a run that is on screen says of this person is there for the lessons to come. */
function useRemembered(
  reading: ReasonsReading | null | undefined,
  whose: string,
  catalogue: Opened["catalogue"],
): void {
  const lesson = useSession((state) => state.lesson);
  const run = useSession((state) => state.currentRun);
  const number = useSession((state) => state.runs.find(({ id }) => id === run)?.number);
  const finished = useSession((state) => state.status.name === "Finished");
  useEffect(() => {
    if (!reading || !run || number === undefined || !finished) return;
    const { slug, title } = lesson;
    rememberList({ lesson: slug, title, run, number, whose }, reading, catalogue);
  }, [reading, run, number, finished, whose, lesson, catalogue]);
}

/** The films of this list, then those that only others have: where each stands there. */
function rowsOf(
  reading: ReasonsReading | null | undefined,
  others: readonly ListBefore[],
  catalogue: Opened["catalogue"],
): (string | number)[][] {
  const films = reading?.films ?? [];
  const listed = new Set(films.map(({ item }) => catalogue.ids[item]));
  const rest = new Map(
    others.flatMap(({ films: theirs }) => theirs.map(({ id, title }) => [id, title] as const)),
  );
  const ranks = (id: number) =>
    others.map(({ films: theirs }) => theirs.findIndex((film) => film.id === id) + 1 || "");
  return [
    ...films.map(({ item, score, voices }) => [
      titleText(catalogue, item),
      score,
      voices.map((voice) => voiceText(voice, catalogue)).join("; "),
      ...ranks(catalogue.ids[item]!),
    ]),
    ...[...rest].flatMap(([id, title]) => (listed.has(id) ? [] : [[title, "", "", ...ranks(id)]])),
  ];
}
