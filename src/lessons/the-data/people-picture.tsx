/** Who rates how much, in which years, which genres, and how long between two ratings. */
import { useState } from "react";
import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { say, word } from "../../components/language/say.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Bursts, GenreShare, NamedCount } from "./facts.ts";
import { Choice } from "./hidden-picture.tsx";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

interface PeopleReading {
  /** False while nothing has been read, and all of it is shown. */
  readonly begun: boolean;
  /** Whether the times are measured ones: years and pauses are made from those only. */
  readonly timed: boolean;
  readonly users: readonly NamedCount[];
  readonly years: readonly NamedCount[];
  readonly genres: readonly GenreShare[];
  readonly stars: readonly NamedCount[];
}

type Fact = "users" | "years" | "genres" | "stars" | "gaps";
const FACTS: readonly (readonly [Fact, string])[] = [
  ["users", word("Users")],
  ["years", word("Years")],
  ["genres", word("Genres")],
  ["stars", word("Stars")],
  ["gaps", word("Pauses")],
];

const OF_TIME: ReadonlySet<Fact> = new Set(["years", "gaps"]);

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
  const [chosen, setFact] = useState<Fact>("users");
  const people = useReading("people");
  const bursts = useReading("bursts");
  const facts = people?.timed === false ? FACTS.filter(([one]) => !OF_TIME.has(one)) : FACTS;
  const fact = facts.some(([one]) => one === chosen) ? chosen : "users";
  const shown = people && bursts && show(fact, people, bursts);
  const some = shown?.bars.some(({ value }) => value > 0);
  const format = shown?.share ? percentText : countText;
  return (
    <Picture
      title={shown?.title ?? say("Who and when")}
      sentence={shown?.said ?? say("Who rates how much, and when.")}
      empty={some ? undefined : say("Nothing has been read yet: bars will grow here.")}
      aside={<Choice value={fact} options={facts} name={say("Counted by")} onChange={setFact} />}
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

/** "5 to 9", "1996", "same second", in the reader's language. */
function nameText(name: string): string {
  const [, from, to] = /^(\d+) to (\d+)$/.exec(name) ?? [];
  return from && to ? say("{from} to {to}", { from, to }) : say(name);
}

const bars = (counts: readonly NamedCount[]) =>
  counts.map(({ name, count }) => ({ name: nameText(name), value: count }));
const NONE = { name: word("none"), count: 0 };
const largestOf = (counts: readonly NamedCount[]) =>
  counts.reduce((most, one) => (one.count > most.count ? one : most), NONE);
const largest = (counts: readonly NamedCount[]) => nameText(largestOf(counts).name);
const total = (counts: readonly NamedCount[]) =>
  countText(counts.reduce((sum, { count }) => sum + count, 0));

function show(fact: Fact, people: PeopleReading, bursts: Bursts): Shown {
  switch (fact) {
    case "users": {
      const most = largestOf(people.users);
      const ratings = nameText(most.name);
      const more = total(people.users.slice(people.users.indexOf(most) + 1));
      const all = total(people.users);
      return {
        title: say("Users by their number of ratings"),
        said: people.begun
          ? say(
              "The largest group of users has {ratings} ratings each read so far; {more} of {all} users have more.",
              { ratings, more, all },
            )
          : say(
              "The largest group of users has {ratings} ratings each in training; {more} of {all} users have more.",
              { ratings, more, all },
            ),
        xName: say("ratings a user"),
        yName: say("users"),
        bars: bars(people.users),
      };
    }
    case "years": {
      const year = largest(people.years);
      return {
        title: say("Ratings by year"),
        said: people.begun
          ? say(
              "The year with the most ratings read so far is {year}; activity comes in waves, as people join.",
              { year },
            )
          : say(
              "The year with the most ratings in training is {year}; activity comes in waves, as people join.",
              { year },
            ),
        xName: say("year"),
        yName: say("ratings"),
        bars: bars(people.years),
      };
    }
    case "genres":
      return {
        title: say("Ratings by genre"),
        said: genreSentence(people),
        xName: say("genre"),
        yName: say("share of ratings"),
        bars: people.genres.slice(0, 12).map(({ name, ratings }) => ({ name, value: ratings })),
        share: true,
      };
    case "stars":
      return {
        title: say("Ratings by stars"),
        said: say(
          "{liked} of {all} ratings are of four stars or more. That somebody watched a film is implicit feedback, and all of them count; that they liked it is explicit, and leaves {share} of them.",
          likedOf(people.stars),
        ),
        xName: say("stars"),
        yName: say("ratings"),
        bars: people.stars.map(({ name, count }) => ({ name, value: count })),
      };
    case "gaps":
      return {
        title: say("Pauses between two ratings of a user"),
        said: say(
          "{share} of all ratings share their second with another of the same user, and half of the users are done within {hours} hours. For {tied} of them it is the order of the file, in MovieLens that of film ids, that decides which film was last.",
          {
            share: percentText(bursts.simultaneous),
            hours: bursts.medianHours.toFixed(1),
            tied: percentText(bursts.lastTied),
          },
        ),
        xName: say("pause"),
        yName: say("pairs"),
        bars: bars(bursts.gaps),
      };
  }
}

/** From so many stars on a rating says that somebody liked the film. */
const LIKED_FROM = 4;

function likedOf(stars: readonly NamedCount[]) {
  const sum = (some: readonly NamedCount[]) => some.reduce((all, { count }) => all + count, 0);
  const [all, liked] = [sum(stars), sum(stars.filter(({ name }) => Number(name) >= LIKED_FROM))];
  return {
    liked: countText(liked),
    all: countText(all),
    share: percentText(liked / Math.max(1, all)),
  };
}

function genreSentence({ begun, genres: [first] }: PeopleReading): string {
  if (!first) return "";
  const values = {
    share: percentText(first.ratings),
    genre: first.name.toLowerCase(),
    films: percentText(first.films),
  };
  return begun
    ? say(
        "{share} of the ratings read so far are of {genre} films, which are {films} of the catalogue; a film may have several genres.",
        values,
      )
    : say(
        "{share} of the ratings in training are of {genre} films, which are {films} of the catalogue; a film may have several genres.",
        values,
      );
}
