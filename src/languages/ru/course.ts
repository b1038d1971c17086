import type { Messages } from "../../components/language/say.ts";

export const course = {
  // curriculum.ts: groups and lessons
  "Learning from ids": "Обучение на id",
  "The data": "Данные",
  "Matrix factorization": "Матричная факторизация",
  "Two towers": "Двухбашенная модель",
  "Feature crosses": "Пересечения признаков",
  DLRM: "DLRM",
  "DCN-v2": "DCN-v2",
  Ranking: "Ранжирование",
  "Ranking gradients": "Градиенты ранжирования",
  Sequences: "Последовательности",
  "SASRec and attention": "SASRec и внимание",
  "BERT4Rec and the cloze task": "BERT4Rec и заполнение пропусков",
  "Generative retrieval": "Генеративный поиск",
  "RQ-VAE codebooks": "RQ-VAE: кодовые книги",
  Systems: "Системы",
  "Two stages and the last one": "Две стадии и последняя",
  "Feedback loop": "Петля обратной связи",

  // The lessons' questions
  "What if scoring everything is too slow?": "Что, если оценивать всё слишком долго?",
  "What happens to a model that trains on its own recommendations?":
    "Что происходит с моделью, которая учится на собственных рекомендациях?",
  "How hard is popularity to beat?": "Трудно ли обогнать популярность?",
  "Which negatives teach the model most?": "Какие негативы учат модель лучше всего?",
  "To whom do you recommend a film that nobody has seen?":
    "Кому рекомендовать фильм, которого ещё никто не видел?",
  "What do two vectors have to say to each other?": "Что могут сказать друг другу два вектора?",
  "Can a network learn to multiply?": "Может ли сеть научиться умножать?",
  "What pulls a film up the list?": "Что тянет фильм вверх по списку?",
  "Which of the films you watched decides the next one?":
    "Какой из просмотренных фильмов решает, какой будет следующим?",
  "Can a film be guessed from both sides?": "Можно ли угадать фильм с двух сторон?",
  "Can a film be spelled in three letters?": "Можно ли записать фильм тремя буквами?",

  // engine/settings.ts
  Epochs: "Эпохи",
  "How many times training visits every example.":
    "Сколько раз обучение проходит по всем примерам.",
  "Learning rate": "Скорость обучения",
  "How far Adam moves a weight in one step.": "Насколько Adam сдвигает вес за один шаг.",
  "Batch size": "Размер батча",
  "How many examples share one step.": "Сколько примеров входит в один шаг.",
  L2: "L2",
  "How strongly embeddings are pulled towards zero.": "Как сильно эмбеддинги тянет к нулю.",

  // engine/setup.ts
  Seed: "Сид",
  "Decides every random number: the same seed gives the same curve.":
    "Задаёт все случайные числа: с тем же сидом кривая та же.",
  Dataset: "Датасет",
  "What the model learns from.": "На чём учится модель.",
  Device: "Устройство",
  "Where the model trains; auto takes a graphics card if there is one.":
    "Где обучается модель. «Авто» берёт видеокарту, если она есть.",
  Auto: "Авто",
  WebGPU: "WebGPU",
  WebAssembly: "WebAssembly",

  // engine/datasets.ts
  "MovieLens small": "MovieLens small",
  "Synthetic, with known truth": "Синтетика, истина известна",

  // engine/retrieval.ts
  "Normalised discounted cumulative gain: 1 / log2(rank + 1) when the held-out film is among the first ten, else 0; mean over users.":
    "Нормированный дисконтированный кумулятивный выигрыш: 1 / log2(ранг + 1), если отложенный фильм попал в первую десятку, иначе 0; среднее по пользователям.",
  "Hit rate: the share of users whose held-out film is among the first ten.":
    "Hit rate: доля пользователей, у которых отложенный фильм попал в первую десятку.",
  "Mean reciprocal rank of the held-out film.": "Средний обратный ранг отложенного фильма.",
  "The share of the catalogue that is in anybody's first ten.":
    "Доля каталога, попавшая хотя бы в чью-то первую десятку.",
  "How many training ratings the films in the first tens have, on average.":
    "Сколько оценок в обучающей выборке у фильмов из первых десяток, в среднем.",
  "Leave-one-out by time: the last film of each user is the test, the one before it validation, films of the same second in the order of their ids. The whole catalogue is ranked, films seen in training left out; ties never favour the held-out film. The epoch is chosen on validation.":
    "Leave-one-out по времени: последний фильм каждого пользователя — тест, предпоследний — валидация, фильмы одной и той же секунды идут в порядке id. Ранжируется весь каталог, кроме фильмов из обучения; при равных оценках модели отложенный фильм преимущества не получает. Эпоха выбирается по валидации.",

  // Baselines, as lessons name them
  "logistic regression": "логистическая регрессия",

  // Rulers of the lessons, for the table of all models
  "the last film of each person among all films":
    "последний фильм каждого человека среди всех фильмов",
  "four stars or more, a tenth of all ratings": "четыре звезды и больше, десятая часть всех оценок",
  "four stars or more, some films hidden": "четыре звезды и больше, часть фильмов спрятана",
  "order of one person’s rated films": "порядок оценённых фильмов одного человека",
  "rebuilding what films are": "восстановление векторов фильмов",
  "another film is hidden": "спрятан другой фильм",
  "some films are hidden from training": "часть фильмов спрятана от обучения",
  "a generated task": "сгенерированная задача",
  "one cut in time for everybody": "один срез по времени для всех",
  "other vectors are rebuilt": "восстанавливаются другие векторы",
  "all films of the person, in no order": "все фильмы человека, без порядка",
  "nothing of the person": "о человеке ничего",
  "who the person is: a vector each": "кто этот человек: по вектору на каждого",
  "the last {n} films, genres, years and titles": "последние фильмы ({n}), жанры, годы и названия",
  "the last {n} films": "последние фильмы ({n})",
  "the last {n} films, in order": "последние фильмы по порядку ({n})",
  "the last {n} films, in order, spelled in codes":
    "последние фильмы по порядку, записанные кодами ({n})",
  "who the person is, and how a film is held": "кто этот человек и как хранится фильм",
  "ten numbers of person and film": "десять чисел о человеке и фильме",
  "64 numbers of a film, and nobody": "64 числа о фильме, и никого",
  "who, which film, genres, years, hour and counts of the past":
    "кто, какой фильм, жанры, годы, час и счётчики прошлого",
  "who, which film, genres and years": "кто, какой фильм, жанры и годы",
} satisfies Messages;
