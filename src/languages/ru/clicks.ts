import type { Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

export const clicks = {
  // calibration-picture.tsx
  "On average a predicted probability is {distance} away from the share that was liked. Ten groups of equally many test ratings; bars are two standard errors.":
    "В среднем предсказанная вероятность отличается от доли понравившихся на {distance}. Десять групп с равным числом тестовых оценок; отрезки — две стандартные ошибки.",
  "Predicted probabilities beside what happened.":
    "Предсказанные вероятности рядом с тем, что произошло.",
  Calibration: "Калибровка",
  "The generated target is a number, not a probability: there is nothing to calibrate.":
    "Сгенерированная цель — число, а не вероятность: калибровать нечего.",
  "Ten groups of test ratings will stand here.": "Здесь будут десять групп тестовых оценок.",
  Liked: "Понравилось",
  "Standard error": "Стандартная ошибка",
  "share liked": "доля понравившихся",
  "predicted probability": "предсказанная вероятность",

  // example-text.ts
  "An example with y = {y}": "Пример с y = {y}",
  "User {user} and {film} (liked)": "Пользователь {user} и {film} (понравилось)",
  "User {user} and {film} (not liked)": "Пользователь {user} и {film} (не понравилось)",
  "s = {s}, a probability of {p}%": "s = {s}, вероятность {p}%",

  // fit-picture.tsx
  "Validation is best after epoch {best}, {lowest}. After epoch {last} it is {held}, and {trained} on rows trained on.":
    "На валидации лучше всего после эпохи {best}: {lowest}. После эпохи {last} — {held}, а на обучающих строках {trained}.",
  "Where the two lines part, the model has learnt its rows by heart.":
    "Там, где линии расходятся, модель выучила свои строки наизусть.",
  "Loss on rows trained on, and on others": "Лосс на обучающих строках и на остальных",
  "Two lines, a point an epoch, will stand here. Press Train.":
    "Здесь будут две линии, по точке на эпоху. Нажмите «Обучить».",
  "Trained on": "Обучение",
  Validation: "Валидация",
  "loss, no dropout": "лосс без dropout",
  "logistic regression, validation": "логистическая регрессия, валидация",
  validation: "валидация",
  "trained on": "обучение",

  // own-clicks.tsx
  "For you": "Для вас",
  "The generated target has no films. Choose the task {task} for your own list.":
    "У сгенерированной цели нет фильмов. Чтобы получить свой список, выберите задачу «{task}».",

  // planted-picture.tsx
  "{n} planted products. What the model is short of them is {share} of the target’s variance.": ({
    n,
    share,
  }) =>
    `${n} ${form(n, "заложенное произведение", "заложенных произведения", "заложенных произведений")}. Модели не хватает ${share} дисперсии цели.`,
  "A changed target needs a new run: press Train.":
    "Цель изменилась, нужен новый прогон: нажмите «Обучить».",
  "The target is a sum of products that you plant.":
    "Цель — сумма произведений, которые вы закладываете.",
  "Planted and learnt": "Заложено и выучено",
  "On ratings nobody knows the true crossings. Plant some: choose the task {task}.":
    "На оценках истинные пересечения признаков никому не известны. Заложите свои: выберите задачу «{task}».",
  "Known crossings": "Известные пересечения",
  Product: "Произведение",
  Planted: "Заложено",
  Learnt: "Выучено",
  "Share of variance": "Доля дисперсии",
  "Planted products: orange what was planted, blue what the model has learnt":
    "Заложенные произведения: оранжевым — что заложено, синим — что модель выучила",
  planted: "заложено",
  learnt: "выучено",
  "Take {product} out": "Убрать {product}",
  out: "убрать",

  // surface-picture.tsx
  "{name} over x{first} and x{second}, from {low} to {high}":
    "{name} по x{first} и x{second}, от {low} до {high}",
  "Two inputs, the others zero": "Два входа, остальные — нули",
  "Target and model are {apart} apart here (root mean square). A product is a saddle: blue in two corners, orange in the others; a sum would be a slope.":
    "Среднеквадратичное расхождение цели и модели здесь {apart}. Произведение — это седло: два угла синие, два других оранжевые; сумма была бы наклонной плоскостью.",
  Across: "По горизонтали",
  Upwards: "По вертикали",
  Target: "Цель",
  Model: "Модель",

  // term-builder.tsx
  "A product of your own": "Своё произведение",
  multiply: "перемножить",
  strength: "сила",
  "Plant it too": "Добавить",
  "Plant only it": "Только его",
  "Eight pairs and a triple": "Восемь пар и тройка",
  "Choose two to four inputs: their number is the order of the product.":
    "Выберите от двух до четырёх входов: их число — порядок произведения.",
  "This product is planted already.": "Это произведение уже заложено.",
  "A product of order 2: it takes 1 cross layer.": "Произведение порядка 2: нужен 1 cross-слой.",
  "A product of order {order}: it takes {n} cross layers.": ({ order, n }) =>
    `Произведение порядка ${order}: ${form(n, "нужен", "нужны", "нужно")} ${n} cross-${form(n, "слой", "слоя", "слоёв")}.`,

  // families/worlds
  "All ratings of these data are alike, so no tastes can be read from them: choose data with stars":
    "Все оценки в этих данных одинаковы, вкусов из них не узнать: выберите данные с оценками",

  // click-things.ts
  "One of the {of} generated rows of a step: there is no log, only inputs and the planted target.":
    "Одна из {of} сгенерированных строк шага: лога нет, есть только входы и заложенная цель.",
  "One of the {of} ratings of a step: each id looks up a vector, numbers are read as they are. The label is 1 from four stars on, so no negative is drawn.":
    "Одна из {of} оценок шага: по каждому id находят вектор, числа читают как есть. Метка — 1 от четырёх звёзд, поэтому негативов не берут.",
  "p(liked)": "p(понравится)",
  "what a field does to s": "что поле делает с s",
  "What a field does: s less what s would be with this field at its mean, all else as it is, for somebody with {n} ratings in training. Fields work together, so the parts do not add up to s.":
    "Что делает поле: s минус s, каким оно было бы со средним значением этого поля и прежними остальными, для человека с числом обучающих оценок {n}. Поля действуют вместе, поэтому части не складываются в s.",
} satisfies Messages;
