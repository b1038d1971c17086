import type { Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

export const controls = {
  // back-end.tsx
  "Back end": "Бэкенд",
  "Why this one": "Почему он",
  "A step runs operation by operation: {why}": "Шаг выполняется по одной операции: {why}",
  "A step is {kernels}.": "Шаг — это {kernels}.",
  "A step is {kernels} in one call ({variant}).": "Шаг — это {kernels} за один вызов ({variant}).",
  "{n} kernel": "{n} ядро",
  "{n} kernels": ({ n }) => `${n} ${form(n, "ядро", "ядра", "ядер")}`,
  "Try it again": "Попробовать ещё раз",

  // fork-button.tsx, fork-form.tsx
  "Fork here": "Ветка отсюда",
  Fork: "Создать ветку",
  "No setting of this lesson can be changed on the way.":
    "В этом уроке ни одну настройку нельзя менять по ходу обучения.",
  "From step {n}: same weights, same random numbers, one setting changed.":
    "С шага {n}: те же веса, те же случайные числа, другая только одна настройка.",
  Change: "Изменить",
  to: "на",
  "Now {value}: choose another value.": "Сейчас {value}: выберите другое значение.",
  on: "вкл",
  off: "выкл",

  // lab.tsx
  "Settings and pictures": "Настройки и рисунки",
  "The curves": "Кривые",
  "The lesson’s list": "Список урока",
  "The table of runs": "Таблица прогонов",

  // metric-bar.tsx
  "Covered until you have answered the question": "Закрыто, пока вы не ответили на вопрос",
  Metrics: "Метрики",
  Loss: "Лосс",
  "Mean loss of the last batches; losses of different kinds cannot be compared.":
    "Средний лосс последних батчей; лоссы разных видов сравнивать нельзя.",
  "{metric} less that of {baseline}": "{metric} минус значение бейзлайна «{baseline}»",
  "over {baseline}": "Δ: {baseline}",
  "{metric} against always recommending what is popular":
    "{metric} в сравнении с рекомендацией самого популярного",
  "× popularity": "× бейзлайн",

  // narration.ts
  "Training: a quarter done.": "Обучение: пройдена четверть.",
  "Training: halfway.": "Обучение: пройдена половина.",
  "Training: three quarters done.": "Обучение: пройдены три четверти.",
  "Failed: {detail}": "Ошибка: {detail}",
  "Finished.": "Завершено.",
  "{metric} {value}, recommending what is popular {popular}.":
    "{metric} {value}, у рекомендации популярного {popular}.",
  "{metric} {value}.": "{metric} {value}.",

  // number-input.tsx, setting-value.ts, text-input.tsx
  "Still {value}.": "Пока действует {value}.",
  "Takes a whole number from {min} to {max}.": "Нужно целое число от {min} до {max}.",
  "Takes a number from {min} to {max}.": "Нужно число от {min} до {max}.",
  "Takes {what}.": "Нужно: {what}.",

  // seed-field.tsx
  "Draw another seed": "Взять другой случайный сид",
  New: "Новый",

  // setting-field.tsx, settings.tsx
  "The link that you have followed locks this.": "Закреплено ссылкой, по которой вы пришли.",
  "new run": "новый прогон",
  "A new run will use this.": "Подействует в новом прогоне.",
  "Has no effect with the other settings as they are.":
    "При нынешних остальных настройках не действует.",
  "Settings of this section": "Настройки раздела",
  "All settings": "Все настройки",
  "Other settings": "Остальные настройки",
  "Memory: about {size}.": "Память: около {size}.",
  "A batch is all {n} examples.": "В батче все примеры: {n}.",
  "parameters {parameters}, a step {step}, an evaluation {evaluation}, checkpoints {checkpoints}":
    "параметры {parameters}, шаг {step}, оценка качества {evaluation}, чекпоинты {checkpoints}",

  // stands-on.tsx
  "Stands on": "Стоит на",
  "Run beneath": "Прогон под ним",
  "Seed beneath": "Сид под ним",
  "its defaults": "по умолчанию",
  "other settings": "другие настройки",
  "run {number}: {name}": "прогон {number}: {name}",
  "Open {lesson}": "Открыть «{lesson}»",

  // status-text.ts
  "training {lesson} beneath: {step}": "обучается модель под ним, «{lesson}»: {step}",
  "Train begins a new run": "«Обучить» начнёт новый прогон",
  "Train begins a new run: {changes}": "«Обучить» начнёт новый прогон: {changes}",
  "epoch {n} / {all}": "эпоха {n} / {all}",
  "{n} steps/s": "{n} шаг/с",
  "{time} left": "осталось {time}",
  "settings changed since": "настройки с тех пор изменились",
  "{n} step": "{n} шаг",
  "{n} step ahead": "{n} шаг",
  "{n} steps": ({ n }) => `${n} ${form(n, "шаг", "шага", "шагов")}`,
  "{n} epoch": "{n} эпоха",
  "{n} epochs": ({ n }) => `${n} ${form(n, "эпоха", "эпохи", "эпох")}`,
  "result: epoch {n}": "результат: эпоха {n}",
  "result: epoch {n}, {metric} {value}": "результат: эпоха {n}, {metric} {value}",
  "{n} steps ahead": ({ n }) => `${n} ${form(n, "шаг", "шага", "шагов")}`,
  "not begun": "не начато",
  "step {n} of {all}": "шаг {n} из {all}",
  "{n} s": "{n} с",

  // time-travel.tsx
  "To the result: epoch {n}": "К результату: эпоха {n}",
  "step {n}": "шаг {n}",
  "Training step": "Шаг обучения",

  // transport.tsx
  "Changed: {changes}": "Изменено: {changes}",
  "Put back": "Вернуть",
  Pause: "Пауза",
  Train: "Обучить",
  Step: "Шаг",
  "The loss is {times} times what it was at the start: {loss}. It was lowest at {lowest}.":
    "Потери в {times} раз больше, чем в начале: {loss}. Наименьшими они были при {lowest}.",
  "Back to step {n}": "Назад к шагу {n}",
  Reset: "Сбросить",
  "Training status": "Статус обучения",
  Idle: "Ожидание",
  Preparing: "Подготовка",
  Training: "Обучение",
  Pausing: "Останавливается",
  Paused: "Пауза",
  Finished: "Завершено",
  Failed: "Ошибка",
  "Back to the last good step, {n}": "Вернуться к последнему хорошему шагу, {n}",
  "Training progress": "Ход обучения",

  // view-tabs.tsx
  "This picture answers the question in the text: guess first.":
    "Этот рисунок отвечает на вопрос в тексте: сначала предскажите.",
  "Show it without a guess": "Показать без предсказания",
  Pictures: "Рисунки",
  "This picture": "Этот рисунок",
  "The picture is loading.": "Рисунок загружается.",
} satisfies Messages;
