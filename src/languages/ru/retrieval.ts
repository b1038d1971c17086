import type { Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

export const retrieval = {
  // hits-picture.tsx
  "For whose film does the model work?": "Чей фильм находит модель?",
  "this model": "эта модель",
  "item-kNN": "item-kNN",
  popularity: "популярность",
  "HR@10 by how often the held-out film was rated": "HR@10 по числу оценок отложенного фильма",
  "Five groups of held-out films, from rare to popular.":
    "Пять групп отложенных фильмов: от редких к популярным.",
  "Ratings of the film": "Оценок у фильма",
  People: "Людей",
  "HR@10 of five groups of people: {sentence}": "HR@10 в пяти группах людей: {sentence}",
  "training ratings of the held-out film": "оценок отложенного фильма в обучении",
  "Of {rare} people whose film has at most {few} ratings the model finds it for {low}; of {common} whose film has {many} or more, for {high}, where the popular list alone has {list}.":
    ({ rare, few, low, common, many, high, list }) =>
      `Среди ${rare} человек, у чьего фильма не больше ${few} ${form(few, "оценки", "оценок", "оценок")}, модель находит его для ${low}; среди ${common}, у чьего фильма ${many} ${form(many, "оценка", "оценки", "оценок")} или больше, — для ${high}, а один список популярных — для ${list}.`,
} satisfies Messages;
