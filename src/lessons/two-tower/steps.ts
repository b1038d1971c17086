/** The story of the lesson: one claim a section, what the lab does beside it, and what its sentences are held to. */
import { claim, type Result, type Step } from "../../engine/declarations/lesson.ts";

const of =
  (name: string) =>
  ({ metrics }: Result) =>
    metrics[name]!;
const ndcg = of("NDCG@10");
const popularity = of("Mean popularity@10");
const uniform = of("NDCG@10, 100 uniform");
const popular = of("NDCG@10, 100 popular");
const cold = of("Cold AUC");
const loss = of("Loss");

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "To whom do you recommend a film that nobody has seen?",
    claim: "A film with content has a place before its first rating.",
    view: "map",
    settings: ["ids", "content"],
  },
  {
    id: "towers",
    title: "Two towers, one meeting point",
    claim: "Each side may be any network; they meet only in a dot product.",
    view: "towers",
    settings: ["history", "depth", "dim"],
  },
  {
    id: "by-hand",
    title: "One row of the softmax, by hand",
    claim: "The other films of the batch are the negatives, for free.",
    view: "batch",
    settings: ["temperature", "learnTemperature", "mask"],
  },
  {
    id: "popular",
    title: "How often is a film a negative?",
    claim: "A film watched often is met often as a negative; subtracting log Q takes that back.",
    view: "popularity",
    settings: ["negatives", "logq"],
    prediction: {
      id: "logq-popularity",
      kind: "choice",
      question:
        "Without the correction, then with it: what happens to the popularity of the films in everybody’s first ten?",
      options: [
        { id: "more", label: "It rises: popular films are pushed down less" },
        { id: "same", label: "It stays: the correction only shifts logits" },
        { id: "less", label: "It falls: log Q is subtracted from popular films" },
      ],
      run: { logq: true },
      against: { logq: false },
      grade: ({ run, against }) => {
        const [now, before] = [run["Mean popularity@10"]!, against["Mean popularity@10"]!];
        const answer = now > 1.1 * before ? "more" : now < 0.9 * before ? "less" : "same";
        const cover = (outcome: Readonly<Record<string, number>>) =>
          `${(100 * (outcome["Coverage@10"] ?? 0)).toFixed(0)} %`;
        return {
          answer,
          because: `Without it the recommended films have ${before.toFixed(0)} ratings on average and ${cover(against)} of the catalogue is recommended to somebody; with it ${now.toFixed(0)} ratings and ${cover(run)}.`,
        };
      },
      covers: { metrics: ["Mean popularity@10", "Coverage@10"], views: ["popularity"] },
      explanation: {
        more: "In the denominator a rare film gets the bigger bonus, so the model must push it down further to make room. What is left is how likely a film is, not how much likelier than for everybody.",
        same: "The correction moved the logits, but on these data films differ too little in how often they are met for the lists to change.",
        less: "The lists became rarer, against what the correction is for. With so few steps Q may not be known yet: choose “Counted” for Q, or train longer.",
      },
    },
    claims: [
      claim({
        says: "subtracting log Q takes that back",
        runs: { corrected: { logq: true }, plain: { logq: false } },
        holds: ({ corrected, plain }) => popularity(corrected) > 1.3 * popularity(plain),
      }),
      claim({
        says: "The same two models can change places with the ruler.",
        runs: { corrected: { logq: true }, plain: { logq: false } },
        holds: ({ corrected, plain }) =>
          uniform(corrected) > uniform(plain) && popular(corrected) < popular(plain),
      }),
    ],
  },
  {
    id: "mixed",
    title: "Negatives from two places",
    claim: "Batches alone hardly ever show the tail as negatives; uniform draws do.",
    view: "batch",
    settings: ["negatives", "extra", "logq"],
    preset: { negatives: "mixed" },
    prediction: {
      id: "mixed-wins",
      kind: "winner",
      question:
        "In-batch with logQ, or in-batch and uniform mixed, with logQ too: which ranks better?",
      run: { negatives: "mixed" },
      against: { negatives: "in-batch" },
      metric: "NDCG@10",
      labels: ["Mixed", "In-batch"],
      tie: 0.006,
      explanation: {
        tie: "No difference beyond the seeds: here a few hundred batches show every film. PinnerFormer found mixed negatives better with millions of items, most of which no batch ever holds.",
        against:
          "On these data the batches alone do better: a few hundred of them show every film, so uniform draws add little but easy negatives. PinnerFormer found mixed negatives better with millions of items, most of which no batch ever holds.",
        run: "Here the uniform draws help: they push down films of the tail that the batches hardly ever show. PinnerFormer found the same with millions of items.",
      },
    },
    claims: [
      claim({
        says: "with three seeds mixed negatives are not ahead",
        runs: { mixed: { negatives: "mixed" }, batch: {} },
        on: "mean",
        holds: ({ mixed, batch }) => ndcg(mixed) < ndcg(batch) + 0.002,
      }),
      claim({
        says: "no difference in NDCG@10 here",
        runs: { leftOut: { corrected: true }, logq: {} },
        on: "mean",
        holds: ({ leftOut, logq }) => Math.abs(ndcg(leftOut) - ndcg(logq)) < 0.006,
      }),
    ],
  },
  {
    id: "cold",
    title: "A film nobody has rated",
    claim: "Content places a new film; an id alone places it nowhere.",
    view: "new",
    settings: ["cold", "content", "ids"],
    preset: { cold: 100 },
    prediction: {
      id: "cold-wins",
      kind: "winner",
      question:
        "A hundred films are held out of training. For each watcher of one of them: what share of the other ninety-nine does the model score lower (Cold AUC)? Which film tower does better?",
      run: { cold: 100 },
      against: { cold: 100, content: false },
      metric: "Cold AUC",
      labels: ["Ids and content", "Ids alone"],
      tie: 0.03,
      explanation: {
        run: "A row of the id table that was never trained is noise, and noise ranks at one half. Genres, year and title words were trained on the other films, so they carry over.",
        tie: "Here content carries nothing over to a new film: these data may have no genres or years. An untrained row ranks at one half, and so does this.",
        against:
          "Here content misleads: what it has learnt of other films is wrong for these. An untrained row would at least rank at one half.",
      },
    },
    claims: [
      claim({
        says: "Content places a new film; an id alone places it nowhere.",
        runs: { content: { cold: 100 }, ids: { cold: 100, content: false } },
        holds: ({ content, ids }) =>
          cold(content) > cold(ids) + 0.1 && Math.abs(cold(ids) - 0.5) < 0.1,
      }),
    ],
  },
  {
    id: "narrow",
    title: "All that passes is d numbers",
    claim:
      "Whatever the towers know, a pair’s score has to fit through a dot product of d numbers.",
    view: "rank",
    settings: ["dim", "depth"],
    preset: { dim: 2 },
    prediction: {
      id: "two-numbers",
      kind: "value",
      question:
        "The same towers, 64 wide inside, but they meet in d = 2 numbers. Where does NDCG@10 end?",
      run: { dim: 2 },
      metric: "NDCG@10",
      range: [0, 0.08],
      outcome: ({ run, baseline }) =>
        run["NDCG@10"]! < 1.5 * (baseline["NDCG@10"] ?? 0) ? "little" : "enough",
      explanation: {
        little:
          "Both towers still see everything, but at unit length and d = 2 all they can say is an angle. One angle is spent on what everybody likes, and little but popularity is left.",
        enough:
          "Two numbers are one angle, and on these data an angle says enough: few kinds of people like few kinds of films. With more kinds it would not.",
      },
    },
    claims: [
      claim({
        says: "With two numbers little but popularity is left",
        runs: { two: { dim: 2 } },
        holds: ({ two }) => ndcg(two) < 1.5 * two.baselines.popularity!["NDCG@10"]!,
      }),
    ],
  },
  {
    id: "leak",
    title: "What goes wrong: the answer is in the question",
    claim: "A history that holds the target makes the loss fall while the ranking gets worse.",
    view: "towers",
    settings: ["leak", "history"],
    preset: { leak: true, history: 1 },
    prediction: {
      id: "leak",
      kind: "choice",
      question:
        "The user tower reads one film only. In training it is now the target itself instead of the film before. What do the training loss and NDCG@10 on the test do?",
      options: [
        { id: "both", label: "Both get better: the tower reads the newest film" },
        { id: "apart", label: "The loss gets better, the ranking worse" },
        { id: "neither", label: "Neither changes: it is one film in either case" },
      ],
      run: { history: 1, leak: true },
      against: { history: 1 },
      grade: ({ run, against }) => {
        const [loss, clean] = [run.Loss!, against.Loss!];
        const [ranking, before] = [run["NDCG@10"]!, against["NDCG@10"]!];
        const lower = loss < clean - 0.1;
        const answer =
          lower && ranking < before - 0.006
            ? "apart"
            : lower && ranking > before + 0.006
              ? "both"
              : "neither";
        return {
          answer,
          because: `Loss ${clean.toFixed(2)} without the target in the history, ${loss.toFixed(2)} with it; NDCG@10 ${before.toFixed(3)} and ${ranking.toFixed(3)}.`,
        };
      },
      covers: { metrics: ["Loss", "NDCG@10"] },
      near: ({ run, against }) => Math.abs(run["NDCG@10"]! - against["NDCG@10"]!) < 0.012,
      explanation: {
        apart:
          "The tower learns to find the film in its own input, and nothing of what people watch after what. At test time the film is not there.",
        both: "The loss fell, and the ranking did not suffer: on these data the film itself says as much about the next one as the film before it. The loss can still not be trusted.",
        neither:
          "Neither moved by more than seeds do. Train longer, and the tower will find the answer in its input.",
      },
    },
    claims: [
      claim({
        says: "A history that holds the target makes the loss fall while the ranking gets worse.",
        runs: { leak: { history: 1, leak: true }, clean: { history: 1 } },
        holds: ({ leak, clean }) =>
          loss(leak) < 0.5 * loss(clean) && ndcg(leak) < ndcg(clean) - 0.006,
      }),
      claim({
        says: "the ranking hardly shows it",
        runs: { leak: { leak: true }, clean: {} },
        on: "mean",
        holds: ({ leak, clean }) =>
          loss(leak) < loss(clean) - 0.1 && Math.abs(ndcg(leak) - ndcg(clean)) < 0.01,
      }),
    ],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@10 of 0.04 without a row for any film.",
    view: "search",
    settings: ["negatives", "temperature", "history"],
    preset: { ids: false },
    goal: {
      says: "NDCG@10 of 0.04 without a row for any film",
      reached: ({ metrics, config }) => metrics["NDCG@10"]! >= 0.04 && config.ids === false,
    },
  },
];
