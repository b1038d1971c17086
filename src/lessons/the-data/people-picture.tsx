/** Who rates how much, in which years, which genres, and how long between two ratings. */
import { useState } from "react";
import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useReading } from "../../components/session/use-session.ts";
import type { Bursts, GenreShare, NamedCount } from "./facts.ts";
import { Choice } from "./hidden-picture.tsx";

interface PeopleReading {
  /** False while nothing has been read, and all of it is shown. */
  readonly begun: boolean;
  readonly users: readonly NamedCount[];
  readonly years: readonly NamedCount[];
  readonly genres: readonly GenreShare[];
}

type Fact = "users" | "years" | "genres" | "gaps";
const FACTS: readonly (readonly [Fact, string])[] = [
  ["users", "Users"],
  ["years", "Years"],
  ["genres", "Genres"],
  ["gaps", "Pauses"],
];

/** One kind of bars and what is to be seen in them. */
interface Shown {
  readonly title: string;
  readonly said: string;
  readonly xName: string;
  readonly yName: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
  readonly share?: boolean;
}

export function PeoplePicture() {
  const [fact, setFact] = useState<Fact>("users");
  const people = useReading<PeopleReading>("people");
  const bursts = useReading<Bursts>("bursts");
  const shown = people && bursts && show(fact, people, bursts);
  const some = shown?.bars.some(({ value }) => value > 0);
  const format = shown?.share ? percentText : countText;
  return (
    <Picture
      title={shown?.title ?? "Who and when"}
      sentence={shown?.said ?? "Who rates how much, and when."}
      empty={some ? undefined : "Nothing has been read yet: bars will grow here."}
      aside={<Choice value={fact} options={FACTS} name="Counted by" onChange={setFact} />}
      table={() => ({
        columns: [{ name: shown?.xName ?? "" }, { name: shown?.yName ?? "", format }],
        rows: (shown?.bars ?? []).map(({ name, value }) => [name, value]),
      })}
    >
      {shown && (
        <BarPlot
          name={`${shown.title}: ${shown.said}`}
          bins={shown.bars}
          xName={shown.xName}
          yName={shown.yName}
          format={format}
        />
      )}
    </Picture>
  );
}

const bars = (counts: readonly NamedCount[]) =>
  counts.map(({ name, count }) => ({ name, value: count }));
const largest = (counts: readonly NamedCount[]) =>
  counts.reduce((most, one) => (one.count > most.count ? one : most), { name: "none", count: 0 });

function show(fact: Fact, people: PeopleReading, bursts: Bursts): Shown {
  const sofar = people.begun ? "read so far" : "in training";
  switch (fact) {
    case "users":
      return {
        title: "Users by their number of ratings",
        said: `The largest group of users has ${largest(people.users).name} ratings each ${sofar}; the bars to the right are few people who rated a great deal.`,
        xName: "ratings a user",
        yName: "users",
        bars: bars(people.users),
      };
    case "years":
      return {
        title: "Ratings by year",
        said: `The year with the most ratings ${sofar} is ${largest(people.years).name}; activity comes in waves, as people join.`,
        xName: "year",
        yName: "ratings",
        bars: bars(people.years),
      };
    case "genres": {
      const [first] = people.genres;
      return {
        title: "Ratings by genre",
        said: first
          ? `${percentText(first.ratings)} of the ratings ${sofar} are of ${first.name.toLowerCase()} films, which are ${percentText(first.films)} of the catalogue; a film may have several genres.`
          : "",
        xName: "genre",
        yName: "share of ratings",
        bars: people.genres.slice(0, 12).map(({ name, ratings }) => ({ name, value: ratings })),
        share: true,
      };
    }
    case "gaps":
      return {
        title: "Pauses between two ratings of a user",
        said: `${percentText(bursts.simultaneous)} of all ratings share their second with another of the same user, and half of the users are done within ${bursts.medianHours.toFixed(1)} hours. For ${percentText(bursts.lastTied)} of them it is the tie rule, film id, that decides which film was last.`,
        xName: "pause",
        yName: "pairs",
        bars: bars(bursts.gaps),
      };
  }
}
