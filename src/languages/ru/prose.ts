import type { Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

export const prose = {
  // curve-field.tsx, curve-gap.tsx, value-gap.tsx, predict-axes.tsx
  "{metric} by epoch. Draw across, or use the arrow keys on a point.":
    "{metric} по эпохам. Проведите линию или двигайте точки стрелками.",
  "{metric} at epoch {epoch}": "{metric}, эпоха {epoch}",
  "{metric} by epoch: your curve ends at {yours}, the run’s at {theirs}":
    "{metric} по эпохам: ваша кривая заканчивается на {yours}, кривая прогона — на {theirs}",
  you: "вы",
  run: "прогон",
  "You said {yours}, the run says {theirs}": "Ваш ответ — {yours}, ответ прогона — {theirs}",
  "epoch {n}": "эпоха {n}",
  popularity: "популярность",

  // formula.tsx
  "now {value}": "сейчас {value}",
  "Picture: {title}": "Рисунок: {title}",

  // goal.tsx
  "Goal: {goal}. No run has reached it yet.": "Цель: {goal}. Её ещё не достиг ни один прогон.",
  "Goal: {goal}. Reached by run {number}.": "Цель: {goal}. Её достиг прогон {number}.",

  // grade.ts
  "No difference": "Разницы нет",
  "One seed does not decide": "Один сид не решает",
  "Means of three seeds: {because}": "Среднее по трём сидам: {because}",
  "{metric}: {run} {runValue}, {against} {againstValue}. The seed changes nothing here; a difference of up to {tie} may be chance.":
    "{metric}: {run} — {runValue}, {against} — {againstValue}. Сид здесь ничего не меняет; разница до {tie} может быть случайной.",
  "Seeds alone differ by {tie}.": "Одни только сиды дают разброс {tie}.",
  "Mean {metric} of three seeds: {run} {runValue}, {against} {againstValue}; the seeds of the two overlap.":
    "{metric} в среднем по трём сидам: {run} — {runValue}, {against} — {againstValue}; значения двух прогонов перекрываются.",
  "Mean {metric} of three seeds: {run} {runValue}, {against} {againstValue}, and no seed of one reaches those of the other.":
    "{metric} в среднем по трём сидам: {run} — {runValue}, {against} — {againstValue}, и ни один сид одного не доходит до значений другого.",
  "{metric}: {run} {runValue}, {against} {againstValue}.":
    "{metric}: {run} — {runValue}, {against} — {againstValue}.",
  "{value} at the end": "{value} в конце",

  // live.tsx
  "This number is of a run that is not here yet": "Это число прогона, которого здесь ещё нет",
  "train it": "обучить",
  "No run yet: press Train": "Прогона ещё нет: нажмите «Обучить»",
  "(no run yet)": "(прогона ещё нет)",

  // predict-answer.tsx
  "No difference beyond the noise of seeds": "Разница не больше шума сидов",

  // lesson-step.tsx
  "The rest of this section speaks of the answer: it opens when you commit.":
    "Дальше в этом разделе речь об ответе: текст откроется, когда вы ответите.",
  "Read on without a guess": "Читать дальше без предсказания",

  // predict-outcome.tsx
  "Too near to call on one seed. Two more are being trained in the background, {n} to go: read on, the answer will stand here.":
    "Один сид этого не решает: разница слишком мала. В фоне обучаются ещё два, осталось {n}; читайте дальше, ответ появится здесь.",
  "Too near to call on one seed.": "Один сид этого не решает: разница слишком мала.",
  "Train two more seeds in the background": "Обучить ещё два сида в фоне",
  "{n} run": "{n} прогон",
  "{n} runs": ({ n }) => `${n} ${form(n, "прогон", "прогона", "прогонов")}`,
  "This answer fits an older question and cannot be settled.":
    "Этот ответ относится к прежней версии вопроса, проверить его нельзя.",
  Reveal: "Показать ответ",
  "The run has answered.": "Прогон ответил.",
  "Your answer: {answer}": "Ваш ответ: {answer}",
  "The run will answer; it is on its way in the lab.": "Ответит прогон; он уже идёт в лаборатории.",
  "The run will answer.": "Ответит прогон.",
  "no difference": "разницы нет",
  "your curve, ending at {value}": "ваша кривая, в конце {value}",
  You: "Вы",
  "The run": "Прогон",
  "Mean gap": "Среднее расхождение",
  Gap: "Расхождение",
  "The run agrees with you.": "Прогон с вами согласен.",
  "The run says otherwise.": "Прогон показал другое.",
  "Why, in one sentence of your own (optional, kept in this browser)":
    "Почему? Одной фразой, своими словами (по желанию; хранится в этом браузере)",
  "Predict again": "Предсказать снова",

  // predict.tsx
  "The runs that answer it are here already.": "Прогоны, которые ответят, здесь уже есть.",
  "To be answered by {n}.": "Чтобы ответить, нужно: {n}.",
  "To be answered by {n}, about {time} here.":
    "Чтобы ответить, нужно: {n}, здесь это около {time}.",
  Predict: "Предскажите",
  "Skipped.": "Пропущено.",
  "Predict after all": "Всё-таки предсказать",
  Commit: "Ответить",
  Skip: "Пропустить",
  "Choose an answer first.": "Сначала выберите ответ.",
  "Draw the curve first.": "Сначала нарисуйте кривую.",
  "Move the point first.": "Сначала сдвиньте точку.",

  // scrub.tsx
  "Drag sideways, use the arrow keys, or type":
    "Тяните в сторону, нажимайте стрелки или введите число",

  // seed-dots.tsx
  "{metric} of three seeds: {run} {runs}; {against} {againsts}":
    "{metric} на трёх сидах: {run} — {runs}; {against} — {againsts}",

  // value-field.tsx
  "{metric} at the end": "{metric} в конце",
  "Run {n} of {all}.": "Прогон {n} из {all}.",
  "Run {n} of {all}, about {time} left.": "Прогон {n} из {all}, осталось около {time}.",
} satisfies Messages;
