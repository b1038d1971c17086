import type { Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

export const bench = {
  // The page
  "How fast is this machine?": "Насколько быстр этот компьютер?",
  "Looking at this browser …": "Смотрим, что умеет браузер…",
  "Back ends": "Бэкенды",
  "{reason}: only WebAssembly can be measured here.":
    "{reason}: здесь можно измерить только WebAssembly.",
  "WebGPU runs in software here ({adapter}). Stock tfjs takes minutes on it, so it is left out unless you choose it.":
    "WebGPU здесь работает программно ({adapter}). Обычному tfjs нужны на нём минуты, поэтому он не измеряется, пока вы его не выберете.",
  "The graphics card: {adapter}.": "Видеокарта: {adapter}.",
  Stop: "Стоп",
  Measure: "Измерить",
  Measured: "Измерено",
  "Measuring {model} on {backend}: {n} of {total}.":
    "Измеряем: {model}, {backend}; {n} из {total}.",
  "Measured.": "Измерено.",
  "Choose at least one back end.": "Выберите хотя бы один бэкенд.",
  "{n} measurements, a few seconds each.": ({ n }) =>
    `${n} ${form(n, "измерение", "измерения", "измерений")} по несколько секунд.`,
  "One training step of each model of the course, timed here and now: with the kernels of this notebook, and in turns with stock TensorFlow.js doing the same step. Close other work first; nothing leaves your browser.":
    "Один шаг обучения каждой модели курса, измеренный здесь и сейчас: с вычислительными ядрами этого ноутбука и, по очереди с ними, с обычным TensorFlow.js, который делает тот же шаг. Сначала закройте другие программы. Из браузера ничего не отправляется.",
  "What was measured": "Что получилось",
  "Times faster than stock tfjs": "Во сколько раз быстрее обычного tfjs",
  "{model} gains most: {times} times on {backend}.": ({ model, times, backend }) =>
    `${model} выигрывает больше всего: в ${times} ${form(times, "раз", "раза", "раз")} на ${backend}.`,
  "times faster": "во сколько раз быстрее",
  "All figures": "Все числа",
  "A training step": "Шаг обучения",
  "The browser refused: select the table instead.":
    "Браузер не разрешил: выделите таблицу и скопируйте её сами.",
  "The table is copied.": "Таблица скопирована.",
  "The figures are copied.": "Числа скопированы.",
  "Copy as text": "Скопировать как текст",
  "Copy as JSON": "Скопировать как JSON",

  // Models and columns
  "Matrix factorization": "Матричная факторизация",
  "Two towers": "Двухбашенная модель",
  Model: "Модель",
  "ms a step": "мс на шаг",
  "the median of several rounds": "медиана по нескольким замерам",
  "Stock tfjs, ms": "Обычный tfjs, мс",
  "the same step with tfjs’s own kernels and optimizer, in turns with ours":
    "тот же шаг с ядрами и оптимизатором самого tfjs, по очереди с нашими",
  "Times faster": "Ускорение, раз",
  "the ratio of the two": "отношение двух времён",
  "Of the ceiling": "Доля предела",
  "the least time that the step’s arithmetic and memory traffic could take at the rates measured here, by the time it took":
    "наименьшее время, за которое при измеренных здесь скоростях возможны вычисления шага и обмен с памятью, делённое на фактическое",
  "JavaScript, ms": "JavaScript, мс",
  "what a step costs the thread that starts it":
    "сколько времени шаг отнимает у потока, который его запускает",
  Dispatches: "Задания",
  "jobs handed to the graphics card a step": "сколько заданий видеокарта получает за шаг",
  Submits: "Отправки",
  "command buffers handed to its queue a step":
    "сколько командных буферов отправляется в её очередь за шаг",
} satisfies Messages;
