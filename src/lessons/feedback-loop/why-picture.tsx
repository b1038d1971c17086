/** This person, this list, why: what is believed of each film and on how many answers, beside the ghost’s list. */
import { shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { ReasonsList } from "../../components/charts/reasons-list.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { choosePerson, useChosen } from "./looks.ts";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

export function WhyPicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const person = useChosen((state) => state.person);
  const reading = useReading("lists", { person });
  const world = useReading("world");
  const { setHighlight } = useActions();
  const columns = [
    "film",
    "believed",
    "true",
    "bias",
    "taste",
    "clicks",
    "by",
    ...(reading?.ghost ? ["ghost’s list", "true "] : []),
  ];
  const rows = (reading?.films ?? []).map((one, n) => [
    titleText(catalogue, one.film),
    one.believed.toFixed(2),
    one.truth === null ? "–" : one.truth.toFixed(2),
    signed(one.bias),
    signed(one.taste),
    `${one.clicked} of ${one.shown}`,
    one.other ? "another hand" : "the model",
    ...(reading?.ghost ? ghostCells(reading.ghost[n], catalogue) : []),
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
          ? `The next list of person ${reading.person}, who has clicked ${reading.clicks} films so far: the truth is a mean probability of ${true_.toFixed(2)}${ghostly === null || ghostly === undefined ? "" : `, of the ghost’s list ${ghostly.toFixed(2)}`}. A belief that stands on few answers is a guess; another hand is chance, or whatever else the policy has beside the model.`
          : "A list, and what stands behind it."
      }
      empty={reading ? undefined : "The list appears when the model is there."}
      table={() => ({ columns: columns.map((name) => ({ name })), rows })}
      aside={<UserPicker user={person} users={world?.people ?? 1} onUser={choosePerson} />}
    >
      {reading && (
        <ReasonsList
          score="believed, true"
          evidence="what all think of it, and this person’s taste"
          films={reading.films.map(
            ({ film, believed, truth, bias, taste, clicked, shown, other }) => ({
              item: film,
              score: believed,
              said: `${believed.toFixed(2)}, true ${truth === null ? "–" : truth.toFixed(2)}`,
              voices: [
                { item: -1, name: "all", value: `(${clicked} of ${shown} clicked)`, weight: bias },
                { item: -1, name: "taste", weight: taste },
                ...(other ? [{ item: -1, name: "not the model’s choice", weight: 0 }] : []),
              ],
            }),
          )}
          others={
            reading.ghost
              ? [
                  {
                    name: "The ghost’s list",
                    films: reading.ghost.map(({ film, truth }) => ({
                      id: catalogue.ids[film]!,
                      title: `${shortTitle(catalogue, film)}, true ${truth.toFixed(2)}`,
                    })),
                  },
                ]
              : undefined
          }
          catalogue={catalogue}
          onHighlight={setHighlight}
        />
      )}
    </Picture>
  );
}

const signed = (value: number) => `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(2)}`;

const ghostCells = (
  one: { readonly film: number; readonly truth: number } | undefined,
  catalogue: Opened["catalogue"],
) => (one ? [shortTitle(catalogue, one.film), one.truth.toFixed(2)] : ["", ""]);
