import type { Messages } from "../../components/language/say.ts";

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

  // grade.ts
  "No difference": "Разницы нет",
  "{metric}: {run} {runValue}, {against} {againstValue}, closer than the {tie} that seeds differ by.":
    "{metric}: {run} — {runValue}, {against} — {againstValue}; разница не больше {tie}, такой разброс дают одни только сиды.",
  "{metric}: {run} {runValue}, {against} {againstValue}.":
    "{metric}: {run} — {runValue}, {against} — {againstValue}.",
  "{value} at the end": "{value} в конце",

  // live.tsx
  "No run yet: press Train": "Прогона ещё нет: нажмите «Обучить»",
  "(no run yet)": "(прогона ещё нет)",

  // predict-answer.tsx
  "No difference beyond the noise of seeds": "Разница не больше шума сидов",

  // predict-outcome.tsx
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

  // value-field.tsx
  "{metric} at the end": "{metric} в конце",
} satisfies Messages;
