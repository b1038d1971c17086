import { say } from "../../components/language/say.ts";
import type { Step } from "../../engine/declarations/lesson.ts";

/** The sections of the text, with what the lab shows beside them. */
export const steps: readonly Step[] = [
  {
    id: "question",
    title: "How hard is popularity to beat?",
    claim: "A recommender that ignores the person is already hard to beat.",
    view: "matrix",
    settings: ["model", "batch"],
  },
  {
    id: "tail",
    title: "A few films have most of the ratings",
    claim: "A tenth of the films holds a large part of the ratings; most films have few.",
    view: "tail",
    settings: ["batch", "dataset"],
    prediction: {
      id: "top-tenth",
      kind: "value",
      question: "What share of all training ratings went to the most-rated tenth of the films?",
      run: {},
      metric: "Top 10%",
      range: [0, 1],
      explanation:
        "An even tenth would be 0.1. And this is the gentle end: films with fewer than five ratings were left out before we began.",
    },
  },
  {
    id: "table",
    title: "A table that is almost empty",
    claim: "Nearly all pairs of user and film are unknown, and the known ones come in bursts.",
    view: "matrix",
    settings: ["batch", "split"],
  },
  {
    id: "counting",
    title: "Counting is training",
    claim: "Popular and well liked are different things, and only one of them predicts.",
    view: "lists",
    settings: ["model", "shrinkage"],
    preset: { model: "mean-stars", shrinkage: 0 },
    prediction: {
      id: "mean-stars",
      kind: "winner",
      question: "Recommend the films with the most ratings, or those with the best mean stars?",
      run: { model: "mean-stars", shrinkage: 0 },
      against: { model: "popularity" },
      metric: "HR@10",
      labels: ["Mean stars", "Most ratings"],
      tie: 0.01,
      explanation:
        "A film that one person gave five stars has the best mean there is, and hardly anybody will watch it next.",
    },
  },
  {
    id: "neighbours",
    title: "Ask the films beside yours",
    claim: "Item-kNN recommends what was watched by those who watched what you watched.",
    view: "why",
    settings: ["k", "shrinkage"],
    preset: { model: "item-knn" },
    prediction: {
      id: "knn-wins",
      kind: "winner",
      question: "Same ratings, same question: which of the two ranks the hidden films higher?",
      run: { model: "item-knn" },
      against: { model: "popularity" },
      metric: "NDCG@10",
      labels: ["Item-kNN", "Popularity"],
      tie: 0.005,
      explanation:
        "Similarity divides by how often each film is rated, so a neighbour has to be nearer than popularity alone would make it.",
    },
  },
  {
    id: "split",
    title: "What a split hides",
    claim: "A random split knows the future, and the numbers soar.",
    view: "splits",
    settings: ["split", "model"],
    preset: { model: "item-knn", split: "random" },
    prediction: {
      id: "random-leaks",
      kind: "choice",
      question:
        "Hide a random film of each user instead of the last. What happens to the HR@10 of item-kNN?",
      options: [
        { id: "same", label: "About the same: one film is hidden either way" },
        { id: "up", label: "It rises, but by less than double" },
        { id: "double", label: "It doubles, or more" },
        { id: "down", label: "It falls" },
      ],
      run: { model: "item-knn", split: "random" },
      against: { model: "item-knn" },
      grade: ({ run, against }) => {
        const [random, last] = [run["HR@10"]!, against["HR@10"]!];
        const ratio = random / last;
        const answer = ratio >= 2 ? "double" : ratio > 1.15 ? "up" : ratio < 0.87 ? "down" : "same";
        return {
          answer,
          because: say("HR@10 is {last} with the last film hidden, {random} with a random one.", {
            last: last.toFixed(3),
            random: random.toFixed(3),
          }),
        };
      },
      explanation:
        "The films rated seconds before and after the hidden one stay in training, and they are its neighbours: the model did not get better, the question got easier.",
    },
  },
  {
    id: "time",
    title: "Popular when?",
    claim: "Which popularity wins depends on whether the clock is respected.",
    view: "splits",
    settings: ["halfLife", "split"],
    preset: { split: "temporal", halfLife: 1 },
    prediction: {
      id: "half-life",
      kind: "winner",
      question:
        "One cut in time for everybody. Which counts find the films after it: all of them, or with a half-life of a year?",
      run: { split: "temporal", halfLife: 1 },
      against: { split: "temporal", halfLife: 0 },
      metric: "HR@10",
      labels: ["Half-life of a year", "All counts alike"],
      tie: 0.02,
      explanation:
        "What people watch next is what people watch now. Leave-one-out asks about 1996 and 2016 at once, so there a short memory has nothing to win.",
    },
  },
  {
    id: "sampled",
    title: "A hundred easy films",
    claim: "Ranking among a hundred drawn films makes every model look good.",
    view: "lists",
    settings: ["model", "split"],
    prediction: {
      id: "sampled-hr",
      kind: "value",
      question:
        "Popularity again, but the hidden film competes with only 100 films drawn uniformly. HR@10?",
      run: { model: "popularity" },
      metric: "Sampled HR@10",
      range: [0, 1],
      explanation:
        "Most of the hundred come from the long tail, where nearly every hidden film is more popular than they are.",
    },
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@10 of 0.037 without training anything.",
    view: "you",
    settings: ["model", "k", "shrinkage", "split"],
  },
];
