/** The story of the lesson: one claim a step, and what the lab does beside it. */
import { claim, type Outcome, type Result, type Step } from "../../engine/declarations/lesson.ts";

/** Clicks a slot of two runs that end closer than this may have changed places by chance (three seeds). */
const BAND = 0.006;
const of = (metrics: Outcome["run"], name: string) => metrics[name] ?? 0;
const three = (value: number) => value.toFixed(3);
const clicks = ({ metrics }: Result) => metrics["Clicks per slot"] ?? 0;
const value = ({ metrics }: Result, name: string) => metrics[name] ?? 0;

/** Runs of claims and predictions: without the ghost, so that each takes its own time only. */
const alone = { ghost: false } as const;
const greedy = { ...alone, policy: "greedy" } as const;
const epsilon = (share: number) => ({ ...alone, policy: "epsilon", epsilon: share }) as const;
const harm = { ...alone, world: "harm", policy: "thompson" } as const;

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "A model that reads what it wrote",
    claim: "What a model recommends decides what it will learn from.",
    view: "exposure",
    settings: ["policy", "rounds"],
    preset: { policy: "greedy" },
    claims: [
      claim({
        says: "most of the catalogue’s exposure goes to a fifth of its films",
        runs: { greedy },
        holds: ({ greedy: run }) => value(run, "Gini") > 0.75 && value(run, "Gini") < 0.82,
      }),
    ],
  },
  {
    id: "world",
    title: "A world whose truth is known",
    claim: "Only in a made world can what a model believes be held against what is true.",
    view: "world",
    settings: ["world", "seed"],
  },
  {
    id: "loop",
    title: "Greedy, or a share by chance",
    claim: "Leaving a fifth of the slots to chance wins more clicks than it costs.",
    view: "rounds",
    settings: ["policy", "epsilon"],
    prediction: {
      id: "fifth",
      kind: "choice",
      question:
        "A slot filled by chance is clicked less often. With ε = 0.2, one slot in five goes to chance, for twelve rounds. Clicks per slot over all rounds, against greedy?",
      options: [
        { id: "less", label: "Fewer: exploring costs clicks" },
        { id: "same", label: "The same, within 0.006" },
        { id: "more", label: "More" },
      ],
      run: epsilon(0.2),
      against: greedy,
      grade: ({ run, against }) => {
        const gap = of(run, "Clicks per slot") - of(against, "Clicks per slot");
        return {
          answer: Math.abs(gap) <= BAND ? "same" : gap > 0 ? "more" : "less",
          because: `Clicks per slot are ${three(of(run, "Clicks per slot"))} with ε = 0.2 and ${three(of(against, "Clicks per slot"))} for greedy; the catalogue shown is ${three(of(run, "Catalogue shown"))} against ${three(of(against, "Catalogue shown"))}.`,
        };
      },
      near: ({ run, against }) =>
        Math.abs(of(run, "Clicks per slot") - of(against, "Clicks per slot") - BAND) < BAND / 2,
      covers: { metrics: ["Clicks per slot"], views: ["rounds", "exposure", "lorenz"] },
      explanation: {
        more: "The slots given to chance do lose clicks at once. What they find out makes the other slots better in the rounds that follow, and twelve rounds are long enough for that.",
        same: "The slots given to chance lose clicks at once, and what they find out wins them back: on these runs the two are even.",
        less: "The slots given to chance lose clicks at once, and on these runs what they find out did not win them back. Other seeds say otherwise.",
      },
    },
    claims: [
      claim({
        says: "Leaving a fifth of the slots to chance wins more clicks than it costs.",
        runs: { none: greedy, fifth: epsilon(0.2), all: epsilon(1) },
        holds: ({ none, fifth, all }) =>
          clicks(fifth) > clicks(none) + BAND && clicks(fifth) > clicks(all) + BAND,
      }),
      claim({
        says: "Between .1 and .5 the number of clicks changes little",
        runs: { tenth: epsilon(0.1), fifth: epsilon(0.2), third: epsilon(0.3), half: epsilon(0.5) },
        on: "mean",
        holds: ({ tenth, fifth, third, half }) => {
          const all = [tenth, fifth, third, half].map(clicks);
          return Math.max(...all) - Math.min(...all) < 0.02;
        },
      }),
    ],
  },
  {
    id: "shares",
    title: "Who has the exposure",
    claim: "The more is left to chance, the more equal is exposure; clicks do not follow.",
    view: "lorenz",
    settings: ["policy", "epsilon"],
    prediction: {
      id: "all-chance",
      kind: "winner",
      question:
        "Everything by chance (ε = 1) shows the whole catalogue, each film about equally often. Who has more clicks per slot, chance or greedy?",
      run: epsilon(1),
      against: greedy,
      metric: "Clicks per slot",
      labels: ["Chance", "Greedy"],
      tie: BAND,
      covers: { metrics: ["Clicks per slot", "Regret"], views: ["rounds"] },
      explanation: {
        against:
          "A model that knows little still knows more than nothing. Equal exposure is not quality: whoever calls coverage a goal must say what for.",
        tie: "On these runs the loop has made the model no better than chance. On most seeds it is a little better: equal exposure alone wins nothing.",
        run: "On these runs the loop has made the model worse than chance, as can happen. On most seeds it is a little better.",
      },
    },
    claims: [
      claim({
        says: "The more is left to chance, the more equal is exposure; clicks do not follow.",
        runs: {
          none: greedy,
          tenth: epsilon(0.1),
          fifth: epsilon(0.2),
          third: epsilon(0.3),
          half: epsilon(0.5),
          all: epsilon(1),
        },
        holds: ({ none, tenth, fifth, third, half, all }) => {
          const falling = [none, tenth, fifth, third, half, all].map((run) => value(run, "Gini"));
          return (
            falling.every((gini, n) => n === 0 || gini < falling[n - 1]! - 0.02) &&
            clicks(all) < clicks(fifth)
          );
        },
      }),
    ],
  },
  {
    id: "belief",
    title: "What it believes of what it never showed",
    claim: "A greedy model knows nothing of what it has not shown.",
    view: "belief",
    settings: ["policy", "epsilon"],
    preset: { policy: "greedy" },
    prediction: {
      id: "correlation",
      kind: "value",
      question:
        "Greedy, after twelve rounds: how does its belief correlate with the truth over all pairs that it never showed?",
      run: greedy,
      metric: "Truth correlation",
      range: [-0.2, 1],
      outcome: ({ run }) => (of(run, "Truth correlation") < 0.08 ? "none" : "some"),
      covers: { metrics: ["Truth correlation"], views: ["belief"] },
      explanation: {
        none: "It orders what it never showed no better than chance would. Its own log cannot tell: there every film that it believes in has been shown and has had clicks.",
        some: "It knows a little of what it never showed, by people and films that are alike. Other seeds, and a share of chance, say how little that is.",
      },
    },
    claims: [
      claim({
        says: "A greedy model knows nothing of what it has not shown.",
        runs: { none: greedy, fifth: epsilon(0.2) },
        holds: ({ none, fifth }) =>
          Math.abs(value(none, "Truth correlation")) < 0.06 &&
          value(fifth, "Truth correlation") > value(none, "Truth correlation") + 0.08,
      }),
    ],
  },
  {
    id: "no",
    title: "What goes wrong: a no that nobody said",
    claim:
      "A film never shown is not a film not wanted; training that mixes them up closes the loop.",
    view: "rows",
    settings: ["negatives", "policy"],
    preset: { policy: "greedy" },
    prediction: {
      id: "shown",
      kind: "winner",
      question:
        "Both greedy. One takes any film of the catalogue for a no, as is usual with clicks; the other only films that were shown and not clicked. Who has more clicks per slot?",
      run: greedy,
      against: { ...greedy, negatives: "shown" },
      metric: "Clicks per slot",
      labels: ["Any film", "Shown, not clicked"],
      tie: BAND,
      covers: { metrics: ["Clicks per slot", "Gini"], views: ["rounds", "exposure", "lorenz"] },
      explanation: {
        against:
          "A film that nobody has seen cannot be clicked, so among random noes it is a no each time, and sinks. With noes that somebody said it stays where the average is, and is tried as soon as the others have disappointed.",
        tie: "On these runs it made no difference. On other seeds noes that nobody said cost a fifth of the clicks.",
        run: "On these runs random noes did better, against the other seeds that were tried.",
      },
    },
    claims: [
      claim({
        says: "A film never shown is not a film not wanted; training that mixes them up closes the loop.",
        runs: { any: greedy, shown: { ...greedy, negatives: "shown" } },
        holds: ({ any, shown }) =>
          clicks(shown) > clicks(any) + 0.015 && value(shown, "Gini") < value(any, "Gini") - 0.1,
      }),
    ],
  },
  {
    id: "bandits",
    title: "Exploring where one does not know",
    claim: "A bandit that knows what it does not know explores less and wins more.",
    view: "rounds",
    settings: ["policy", "width"],
    preset: { policy: "thompson" },
    prediction: {
      id: "thompson",
      kind: "winner",
      question:
        "Thompson sampling draws what each film may be worth and shows the best draws. ε-greedy leaves a fifth of the slots to chance. Who has more clicks per slot?",
      run: { ...alone, policy: "thompson" },
      against: epsilon(0.2),
      metric: "Clicks per slot",
      labels: ["Thompson sampling", "ε-greedy"],
      tie: BAND,
      covers: { metrics: ["Clicks per slot", "Regret"], views: ["rounds"] },
      explanation: {
        run: "Chance tries a film that has failed two hundred times as readily as one that nobody has seen. A draw of a film that is well known to be bad is hardly ever high.",
        tie: "On these runs the two are even; on other seeds Thompson sampling leads.",
        against: "On these runs chance did better, against the other seeds that were tried.",
      },
    },
    claims: [
      claim({
        says: "A bandit that knows what it does not know explores less and wins more.",
        runs: {
          thompson: { ...alone, policy: "thompson" },
          ucb: { ...alone, policy: "ucb" },
          fifth: epsilon(0.2),
        },
        holds: ({ thompson, ucb, fifth }) =>
          clicks(thompson) > clicks(fifth) + 0.01 && clicks(ucb) > clicks(fifth) + 0.01,
      }),
      claim({
        says: "twelve rounds are too few for so much doubt",
        runs: {
          book: { ...alone, policy: "thompson", width: 1 },
          less: { ...alone, policy: "thompson" },
        },
        holds: ({ book, less }) => clicks(less) > clicks(book) + 0.01,
      }),
      claim({
        says: "Films that another model proposes",
        runs: { mixed: { ...alone, policy: "mixed" }, fifth: epsilon(0.2) },
        on: "mean",
        holds: ({ mixed, fifth }) => clicks(mixed) > clicks(fifth),
      }),
    ],
  },
  {
    id: "alike",
    title: "Do we all become alike?",
    claim: "The loop makes people’s lists alike; it does not make one list narrow.",
    view: "alike",
    settings: ["policy", "epsilon"],
    claims: [
      claim({
        says: "The loop makes people’s lists alike; it does not make one list narrow.",
        runs: { none: greedy, fifth: epsilon(0.2) },
        holds: ({ none, fifth }) =>
          value(none, "Lists in common") > value(fifth, "Lists in common") + 0.15 &&
          Math.abs(value(none, "Alike in a list")) < 0.1,
      }),
    ],
  },
  {
    id: "harm",
    title: "Clicks that do harm",
    claim: "Where clicks change people, a log of clicks does not show the harm.",
    view: "rounds",
    settings: ["limit", "policy"],
    preset: { world: "harm", policy: "thompson", limit: 20 },
    prediction: {
      id: "limit",
      kind: "winner",
      question:
        "Tempting films are clicked more, so a limit of three of them in a list of ten gives clicks away. Who has more clicks per slot over twelve rounds?",
      run: { ...harm, limit: 3 },
      against: { ...harm, limit: 20 },
      metric: "Clicks per slot",
      labels: ["A limit of 3", "No limit"],
      tie: BAND,
      covers: { metrics: ["Clicks per slot", "Regret"], views: ["rounds"] },
      explanation: {
        run: "Tempting films win clicks, so a model that is taught clicks shows more of them, and people who have had many click less of everything. No row of the log says why.",
        tie: "On these runs the limit costs as many clicks as contentment wins back. Satisfaction parts them all the same.",
        against:
          "On these runs the clicks given up were more than contentment won back in twelve rounds. Look at satisfaction, and at the slope of the curves.",
      },
    },
    claims: [
      claim({
        says: "A limit on tempting films gives clicks away and ends with more of them.",
        runs: { limit: { ...harm, limit: 3 }, none: harm },
        holds: ({ limit, none }) =>
          clicks(limit) > clicks(none) &&
          value(limit, "Satisfaction") > value(none, "Satisfaction") + 0.05,
      }),
    ],
  },
  {
    id: "rows",
    title: "From rows to a batch, and what to log",
    claim:
      "Log with which probability a film was shown, or nobody can say later what another policy would have won.",
    view: "rows",
    settings: ["policy", "epsilon"],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach 0.219 clicks per slot with every film of the catalogue shown.",
    view: "you",
    settings: ["policy", "width", "negatives", "l2"],
    preset: { policy: "thompson" },
    goal: {
      says: "0.219 clicks per slot in a world of tastes, twelve rounds of ten slots, with 99 % of the catalogue shown",
      reached: ({ metrics, config }) =>
        config.world === "tastes" &&
        config.rounds === 12 &&
        config.slots === 10 &&
        of(metrics, "Clicks per slot") >= 0.219 &&
        of(metrics, "Catalogue shown") >= 0.99,
    },
  },
];
