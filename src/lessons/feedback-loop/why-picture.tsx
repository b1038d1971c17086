/** This person, this list, why: what is believed of each film and on how many answers, beside the ghost’s list. */
import { titleText } from "../../components/charts/genre-classes.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { choosePerson, useChosen } from "./looks.ts";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

export function WhyPicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const person = useChosen((state) => state.person);
  const reading = useReading("lists", { person });
  const world = useReading("world");
  const columns = [
    "film",
    "believed",
    "true",
    "all like it",
    "own taste",
    "shown to",
    "clicked",
    "why here",
    ...(reading?.ghost ? ["ghost’s list"] : []),
  ];
  const rows = (reading?.films ?? []).map((one, n) => [
    titleText(catalogue, one.film),
    one.believed.toFixed(2),
    one.truth === null ? "–" : one.truth.toFixed(2),
    signed(one.bias),
    signed(one.taste),
    String(one.shown),
    String(one.clicked),
    one.other ? "not the model’s first choice" : "the model’s choice",
    ...(reading?.ghost ? [ghostText(reading.ghost[n], (film) => titleText(catalogue, film))] : []),
  ]);
  const mean = (of: readonly (number | null)[]) =>
    of.reduce<number>((sum, x) => sum + (x ?? 0), 0) / Math.max(1, of.length);
  const true_ = mean((reading?.films ?? []).map(({ truth }) => truth));
  const ghostly = reading?.ghost && mean(reading.ghost.map(({ truth }) => truth));
  return (
    <Picture
      title="This person, this list, why"
      fill
      sentence={
        reading
          ? `The next list of person ${reading.person}, who has clicked ${reading.clicks} films so far: the truth is a mean probability of ${true_.toFixed(2)}${ghostly === null || ghostly === undefined ? "" : `, of the ghost’s list ${ghostly.toFixed(2)}`}. A belief that stands on few answers is a guess.`
          : "A list, and what stands behind it."
      }
      empty={reading ? undefined : "The list appears when the model is there."}
      table={() => ({ columns: columns.map((name) => ({ name })), rows })}
      aside={<UserPicker user={person} users={world?.people ?? 1} onUser={choosePerson} />}
    >
      <WordTable columns={columns} rows={rows} list />
    </Picture>
  );
}

const signed = (value: number) => `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(2)}`;

const ghostText = (
  one: { readonly film: number; readonly truth: number } | undefined,
  title: (film: number) => string,
) => (one ? `${title(one.film)} (true ${one.truth.toFixed(2)})` : "");
