import type { Message, Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

const films: Message = ({ n }) => `${n} ${form(n, "фильм", "фильма", "фильмов")}`;
const bestKnown: Message = ({ n }) =>
  `${n} ${form(n, "самый популярный фильм", "самых популярных фильма", "самых популярных фильмов")}`;
const ratings: Message = ({ n }) => `${n} ${form(n, "оценка", "оценки", "оценок")}`;
const runs: Message = ({ n }) => `${n} ${form(n, "прогон", "прогона", "прогонов")}`;
const steps: Message = ({ n }) => `${n} ${form(n, "шаг", "шага", "шагов")}`;
const times: Message = ({ n }) => `${n} ${form(n, "раз", "раза", "раз", "раза")}`;

export const charts = {
  // bar-list.tsx, histogram.tsx
  "Bars will stand here.": "Здесь появятся столбики.",
  Name: "Название",

  // code-listing.tsx
  "Copied.": "Скопировано.",
  "This browser does not copy from here; select the text.":
    "Браузер не даёт копировать отсюда; выделите текст.",
  "Source of {title}": "Исходный код {title}",
  "marked: {lines}": "выделено: {lines}",
  "{n} lines": ({ n }) => `${n} ${form(n, "строка", "строки", "строк")}`,
  Copy: "Копировать",
  "Lines of {title}": "Строки {title}",

  // curve-chart.tsx, curve-labels.tsx, curve-plot.tsx
  "The curve of {metric} will grow here.": "Здесь будет расти кривая {metric}.",
  "{n} run": runs,
  "{n} runs": runs,
  "shown: step {step}": "показан шаг {step}",
  epoch: "эпоха",
  step: "шаг",

  // curve-model.ts
  "Nothing has run yet; {baseline} alone reaches {value}.":
    "Прогонов ещё не было; бейзлайн «{baseline}» даёт {value}.",
  "Nothing has run yet.": "Прогонов ещё не было.",
  "{runs} drawn.": "На графике {runs}.",
  "{n} step": steps,
  "{n} steps": steps,
  "Run {n} ({name}): {metric} fell from {first} to {last} in {steps}.":
    "Прогон {n} ({name}): {metric} — снижение с {first} до {last} за {steps}.",
  "Run {n} ({name}): {metric} {last} after {steps}.":
    "Прогон {n} ({name}): {metric} {last} через {steps}.",
  "Run {n} ({name}): {metric} rose from {first} to {last} in {steps}.":
    "Прогон {n} ({name}): {metric} — рост с {first} до {last} за {steps}.",
  "Run {n} ({name}): {metric} {last} after {steps}; its best so far.":
    "Прогон {n} ({name}): {metric} {last} через {steps}; пока это лучшее значение.",
  "Run {n} ({name}): {metric} {last} after {steps}; its best was {best}.":
    "Прогон {n} ({name}): {metric} {last} через {steps}; лучшее значение было {best}.",
  "Run {n} ({name}): {metric} {last} after {steps}, {times} times {baseline} ({value}); its best so far.":
    "Прогон {n} ({name}): {metric} {last} через {steps}, отношение к бейзлайну «{baseline}» ({value}) — {times}; пока это лучшее значение.",
  "Run {n} ({name}): {metric} {last} after {steps}, {times} times {baseline} ({value}); its best was {best}.":
    "Прогон {n} ({name}): {metric} {last} через {steps}, отношение к бейзлайну «{baseline}» ({value}) — {times}; лучшее значение было {best}.",
  Epoch: "Эпоха",
  Step: "Шаг",
  "Run {n}: {name}": "Прогон {n}: {name}",

  // curve-reader.tsx
  "no reading": "нет значений",
  "run {n} {value}": "прогон {n} — {value}",
  "Read {metric} along the curves": "Значения {metric} вдоль кривых",
  "step {step}: {readings}": "шаг {step}: {readings}",
  "step {step}": "шаг {step}",
  "epoch {epoch}": "эпоха {epoch}",
  "and {n} more": "и ещё {n}",

  // data-table.tsx
  "Data of {name}": "Данные: {name}",
  "No numbers yet.": "Чисел пока нет.",
  "and 1 more row, not shown.": "и ещё 1 строка не показана.",
  "and {n} more rows, not shown.": ({ n }) =>
    `и ещё ${n} ${form(n, "строка не показана", "строки не показаны", "строк не показано")}.`,

  // embedding-map.tsx, film-form.tsx
  "Film map": "Карта фильмов",
  Film: "Фильм",
  Title: "Название",
  Year: "Год",
  Genres: "Жанры",
  Ratings: "Оценки",
  "Film {n}": "Фильм {n}",
  "Find a film": "Найти фильм",
  "Zoom in": "Приблизить",
  "Zoom out": "Отдалить",
  Fit: "Вписать",

  // film-rows.tsx, film-search-box.tsx
  "held out": "отложен",
  "{n} rating": ratings,
  "{n} ratings": ratings,
  "No film of that name here.": "Фильма с таким названием здесь нет.",

  // for-you.tsx
  "Your ratings": "Ваши оценки",
  "Rate a film": "Оценить фильм",
  Found: "Найдено",
  "Rated by you": "Оценённые вами",
  "{film} removed.": "{film}: оценка удалена.",
  Undo: "Вернуть",
  "Rate a few films you have seen; these are well known.":
    "Оцените несколько фильмов, которые вы видели; вот популярные.",
  "{n} more and the list below knows you better.": ({ n }) =>
    `Ещё ${n} ${form(n, "оценка", "оценки", "оценок")} — и список ниже будет знать вас лучше.`,
  "Well-known films": "Популярные фильмы",
  "Your ratings are stored only in this browser.": "Ваши оценки хранятся только в этом браузере.",
  "For you, right now": "Для вас, прямо сейчас",
  You: "Вы",
  "Rate a film and the model's list for you appears, and changes while it learns.":
    "Оцените фильм — появится список модели для вас; он меняется, пока модель учится.",

  // force-triple.tsx
  "One step of {lr} takes the score of {positive} from {from} to {to} and that of {negative} from {negativeFrom} to {negativeTo}.":
    "Один шаг со скоростью обучения {lr} меняет скор фильма {positive} с {from} на {to}, а фильма {negative} — с {negativeFrom} на {negativeTo}.",
  "One user, one film they watched, one that stands for not wanted: what the loss does to them.":
    "Пользователь, просмотренный фильм и негатив: что делает с ними функция потерь.",
  "One example, by hand": "Один пример вручную",
  "Three vectors and the forces between them will stand here.":
    "Здесь будут три вектора и силы между ними.",
  "length {value}": "длина {value}",
  "Vectors of user {user}, {positive} (watched) and {negative} (negative), with arrows for the movement of one step: gap between the scores {gap}":
    "Векторы: пользователь {user}, {positive} (просмотрен) и {negative} (негатив); стрелки — сдвиг за один шаг: разность скоров меняется на {gap}",
  "The plane through {p} and {difference}; it holds {share} of the vectors' length. Thick arrows are the movement, minus the gradient, drawn {times} as long as one plain step.":
    "Плоскость через {p} и {difference}; на неё приходится {share} длины векторов. Жирные стрелки — сдвиг, то есть антиградиент; они увеличены в {times} по сравнению с обычным шагом.",
  "{n} time": times,
  "{n} times": times,
  "largest {value}": "наибольшее {value}",
  "by differences": "по разностям",
  "off by {value} at most": "расхождение до {value}",
  "Check by finite differences": "Проверить конечными разностями",
  "Nudging each number of p …": "Сдвигаем каждое число p …",
  "Nudges each number of p both ways and sees what the loss does.":
    "Сдвигает каждое число p в обе стороны и смотрит, как меняется лосс.",
  "✓ The backward pass and the nudges agree: {off} apart at most.":
    "✓ Обратный проход и сдвиги сходятся: расхождение не больше {off}.",
  "They differ by up to {off}, with {size} the largest: more than rounding.":
    "Расхождение доходит до {off} при наибольшем значении {size}: это больше ошибки округления.",
  "∂L/∂p by differences": "∂L/∂p по разностям",

  // genre-classes.ts
  "no genre listed": "жанр не указан",

  // interaction-matrix.tsx
  "All interactions": "Все взаимодействия",
  "{users} users by {items} films, {interactions} interactions: {filled} of the cells are filled; the busiest corner is {corner} full.":
    ({ users, items, interactions, filled, corner }) =>
      `${users} ${form(users, "пользователь", "пользователя", "пользователей")} × ${items} ${form(items, "фильм", "фильма", "фильмов")}, ${interactions} ${form(interactions, "взаимодействие", "взаимодействия", "взаимодействий")}: заполнено ${filled} ячеек; самый плотный угол заполнен на ${corner}.`,
  "How empty the matrix of users and films is.":
    "Насколько разрежена матрица пользователей и фильмов.",
  "{from} to {to}": "{from}–{to}",
  "Users {users}, films {films}: {share} full":
    "Пользователи {users}, фильмы {films}: заполнено {share}",
  "The whole matrix will stand here: active users on top, known films left.":
    "Здесь будет вся матрица: активные пользователи сверху, популярные фильмы слева.",
  "↑ most active users · ← best-known films": "↑ активные пользователи · ← популярные фильмы",
  "least-known films →": "редкие фильмы →",
  "filled (square-root scale)": "заполнено (шкала √)",
  none: "нет",
  "Films, tenth {n}": "Фильмы, дециль {n}",
  "Users, by activity": "Пользователи по активности",
  "tenth {n}": "дециль {n}",

  // long-tail.tsx
  "The long tail": "Длинный хвост",
  "The {films} ({part} of the catalogue) hold {share} of the interactions; half of all films have {count} or fewer.":
    "На {films} ({part} каталога) приходится {share} взаимодействий; у половины всех фильмов их не больше {count}.",
  "{n} best-known film": bestKnown,
  "{n} best-known films": bestKnown,
  "The catalogue by popularity will stand here.": "Здесь будет каталог по популярности.",
  Rank: "Ранг",
  Interactions: "Взаимодействия",
  "Share held up to here": "Накопленная доля",
  "interactions (log)": "взаимодействия (log)",
  "rank of the film (log)": "ранг фильма (log)",
  Cut: "Граница",
  head: "голова",
  tail: "хвост",

  // map-canvas.tsx, map-draw.ts, map-legend.tsx, map-tip.tsx
  "Walk on the map: arrow keys go from film to film, plus and minus zoom, 0 fits":
    "Прогулка по карте: стрелки переходят от фильма к фильму, плюс и минус меняют масштаб, 0 показывает всё",
  "Every film will be a point here. Points move while the model learns: films that the same people watch end up near each other.":
    "Каждый фильм станет здесь точкой. Точки движутся, пока модель учится: фильмы, которые смотрят одни и те же люди, оказываются рядом.",
  you: "вы",
  other: "другие",
  "{n} film": films,
  "{n} films": films,
  "rated by you": "вы оценили",

  // map-sentence.ts
  "Every film will be a point, placed by its vector, and move as it is learned.":
    "Каждый фильм станет точкой: её место задаёт вектор, и она движется, пока он учится.",
  "{n} films where their two numbers put them: nothing is lost.": ({ n }) =>
    `${n} ${form(n, "фильм", "фильма", "фильмов")}: место каждого задают его два числа, ничего не потеряно.`,
  "{n} films: the two directions shown hold {share} of the spread over all dimensions, and {kept} of a film's 10 nearest are near it here too.":
    ({ n, share, kept }) =>
      `${n} ${form(n, "фильм", "фильма", "фильмов")}: два показанных направления сохраняют ${share} разброса по всем измерениям; из 10 ближайших соседей фильма рядом с ним и здесь ${kept}.`,
  "{n} films: the two directions shown hold {share} of the spread over {dim} dimensions, and {kept} of a film's 10 nearest are near it here too.":
    ({ n, share, dim, kept }) =>
      `${n} ${form(n, "фильм", "фильма", "фильмов")}: два показанных направления сохраняют ${share} разброса векторов размерности ${dim}; из 10 ближайших соседей фильма рядом с ним и здесь ${kept}.`,
  "Crosses are the {n} users.": ({ n }) =>
    `Крестики — это ${n} ${form(n, "пользователь", "пользователя", "пользователей")}.`,
  "Rings are the {n} films held out of training.": ({ n }) =>
    `Кольца — это ${n} ${form(n, "фильм, которого", "фильма, которых", "фильмов, которых")} не было в обучении.`,

  // negatives-drawn.tsx: tenths of the catalogue
  "1st": "1-й",
  "2nd": "2-й",
  "3rd": "3-й",
  "4th": "4-й",
  "5th": "5-й",
  "6th": "6-й",
  "7th": "7-й",
  "8th": "8-й",
  "9th": "9-й",
  "10th": "10-й",
  "{tenth} (least known)": "{tenth} (самые редкие)",
  "{tenth} (best known)": "{tenth} (самые популярные)",
  "No negatives are drawn: K is 0, or the loss looks at rated films only (squared error on stars).":
    "Негативов нет: K равно 0 или лосс смотрит только на оценённые фильмы (MSE по звёздам).",
  "The negatives of one batch will be counted here: which films they are, and how hard each pushes.":
    "Здесь будут подсчитаны негативы одного батча: какие это фильмы и с какой силой толкает каждый.",
  "Negatives drawn": "Выбранные негативы",
  "What the model is told is not wanted.": "Что модели показывают как нежелательное.",
  "Tenth of the catalogue": "Дециль каталога",
  "Share drawn": "Доля негативов",
  "Share of the catalogue": "Доля каталога",
  "Mean gradient": "Средний градиент",
  "Share of the negatives drawn from each tenth of the catalogue by popularity; the best known tenth gives {share}":
    "Доля негативов из каждого дециля каталога по популярности; самый популярный дециль даёт {share}",
  "tenth of the catalogue, least to best known": "дециль каталога по популярности",
  "share of negatives drawn": "доля негативов",
  catalogue: "каталог",
  "Mean gradient on a negative of each tenth; over all {mean}":
    "Средний градиент на негативе из каждого дециля; по всем — {mean}",
  "mean gradient σ on a negative": "средний градиент σ на негативе",
  "A few of the last drawn": "Несколько последних",
  User: "Пользователь",
  Negative: "Негатив",
  Score: "Скор",
  "Push σ": "Толчок σ",
  "{top} of the negatives come from the best-known tenth; a negative pushes with {mean} on average, and {easy} push with less than 0.05.":
    "{top} негативов взято из самого популярного дециля; в среднем негатив толкает с силой {mean}, а {easy} толкают слабее 0.05.",
  "{top} of the negatives come from the best-known tenth; a negative pushes with {mean} on average, and {easy} push with less than 0.05; {held} are in truth held-out films.":
    "{top} негативов взято из самого популярного дециля; в среднем негатив толкает с силой {mean}, а {easy} толкают слабее 0.05; {held} на самом деле — отложенные фильмы.",

  // norms-picture.tsx
  "Whether popular films get long vectors will be seen here.":
    "Здесь будет видно, получают ли популярные фильмы длинные векторы.",
  "Correlation of vector length and log popularity {r}: the length carries popularity.":
    "Корреляция длины вектора с логарифмом популярности {r}: популярность записана в длине.",
  "Correlation of vector length and log popularity {r}: longer vectors lean towards popular films.":
    "Корреляция длины вектора с логарифмом популярности {r}: у популярных фильмов векторы чаще длиннее.",
  "Correlation of vector length and log popularity {r}: popular films have the shorter vectors.":
    "Корреляция длины вектора с логарифмом популярности {r}: у популярных фильмов векторы короче.",
  "Correlation of vector length and log popularity {r}: length says little about popularity so far.":
    "Корреляция длины вектора с логарифмом популярности {r}: длина пока мало говорит о популярности.",
  "Length of the vectors": "Длина векторов",
  "Every film will be a point: how well known it is, and how long its vector is.":
    "Каждый фильм станет точкой: насколько он популярен и какой длины его вектор.",
  "Length of its vector": "Длина вектора",
  "Length of each film's vector against its number of ratings.":
    "Длина вектора каждого фильма и число его оценок.",
  "ratings of the film (log)": "оценок у фильма (log)",
  "length of its vector": "длина вектора",
  "Every vector has length 1: whatever the model knows of popularity is in directions.":
    "Все векторы имеют длину 1: всё, что модель знает о популярности, записано в направлениях.",

  // number-text.ts, picture.tsx, rated-film.tsx
  "not a number": "не число",
  Data: "Данные",
  Remove: "Удалить",

  // recommendation-list.tsx
  "The films that the model would recommend will stand here.":
    "Здесь будут фильмы, которые рекомендует модель.",
  "Ten films with their scores will stand here, and move while the model learns.":
    "Здесь будут десять фильмов со скорами; они меняются местами, пока модель учится.",
  "Held out": "Отложен",
  yes: "да",
  score: "скор",
  ratings: "оценки",
  "{title}, best first": "{title}, сначала лучшие",
  "Held-out film": "Отложенный фильм",
  "{who}: these {n} films have {mean} ratings each on average.": ({ who, n, mean }) =>
    `${who}: у ${form(n, "этого", "этих", "этих")} ${n} ${form(n, "фильма", "фильмов", "фильмов")} в среднем ${mean} ${form(mean, "оценка", "оценки", "оценок")} на фильм.`,
  "{who}: these {n} films have {mean} ratings each on average; the held-out {film} is number {rank}: a hit.":
    ({ who, n, mean, film, rank }) =>
      `${who}: у ${form(n, "этого", "этих", "этих")} ${n} ${form(n, "фильма", "фильмов", "фильмов")} в среднем ${mean} ${form(mean, "оценка", "оценки", "оценок")} на фильм; отложенный фильм ${film} под номером ${rank} — попадание.`,
  "{who}: these {n} films have {mean} ratings each on average; the held-out {film} is only number {rank}.":
    ({ who, n, mean, film, rank }) =>
      `${who}: у ${form(n, "этого", "этих", "этих")} ${n} ${form(n, "фильма", "фильмов", "фильмов")} в среднем ${mean} ${form(mean, "оценка", "оценки", "оценок")} на фильм; отложенный фильм ${film} — только под номером ${rank}.`,

  // score-matrix.tsx, stars.tsx
  "{n} stars": ({ n }) => `${n} ${form(n, "звезда", "звезды", "звёзд")}`,
  "not rated": "нет оценки",
  "User {user} · {film}: {seen}, predicted {value}":
    "Пользователь {user} · {film}: {seen}, прогноз {value}",
  "{share} of these {n} cells are rated; the model gives them {rated} on average, and {others} to the others.":
    ({ share, n, rated, others }) =>
      `Оценки есть в ${share} из ${n} ${form(n, "ячейки", "ячеек", "ячеек")}; модель даёт им в среднем ${rated}, а остальным — ${others}.`,
  "Ratings beside predictions, for a few users and films.":
    "Оценки рядом с прогнозами для нескольких пользователей и фильмов.",
  "User × film": "Пользователь × фильм",
  "Two matrices will stand here: the ratings there are, and what the model says.":
    "Здесь будут две матрицы: какие оценки есть и что говорит модель.",
  Stars: "Звёзды",
  Predicted: "Прогноз",
  "Observed: the training ratings": "Наблюдения: оценки для обучения",
  "Observed stars of {users} users for {films} films; {share} of the cells are rated":
    "Наблюдаемые звёзды, пользователей: {users}, фильмов: {films}; оценки есть в {share} ячеек",
  stars: "звёзды",
  "Predicted: every cell gets a number": "Прогноз: число в каждой ячейке",
  "Predicted stars of the same users and films: {rated} on average where rated, {others} elsewhere":
    "Прогноз звёзд для тех же пользователей и фильмов: в среднем {rated} там, где есть оценка, и {others} в остальных ячейках",
  "Predicted scores of the same users and films: {rated} on average where rated, {others} elsewhere":
    "Прогноз скоров для тех же пользователей и фильмов: в среднем {rated} там, где есть оценка, и {others} в остальных ячейках",
  "{n} of 5 stars": "{n} из 5 звёзд",

  // triple-chain.tsx, triple-drawing.tsx, user-picker.tsx, vector-strip.tsx
  scores: "скоры",
  loss: "лосс",
  "first factor": "первый множитель",
  "second factor": "второй множитель",
  product: "произведение",
  "one step": "один шаг",
  "p ← p − {lr} ∂L/∂p, and so for qᵢ, qⱼ": "p ← p − {lr} ∂L/∂p, так же для qᵢ, qⱼ",
  after: "после",
  "Chain rule with numbers": "Цепное правило в числах",
  user: "пользователь",
  watched: "просмотрен",
  negative: "негатив",
  Random: "Наугад",
  "{name}, {n} numbers: {first} …": ({ name, n, first }) =>
    `${name}, ${n} ${form(n, "число", "числа", "чисел")}: ${first} …`,

  // example-drawing.tsx
  input: "вход",
  masked: "скрыто",
  target: "цель",
  "{n} more inputs": "входов ещё: {n}",
  "{n} more masked": "скрытых ещё: {n}",
  "{n} more targets": "целей ещё: {n}",
  "{n} more negatives": "негативов ещё: {n}",
  "rows of the log": "строки лога",
  "rows of the log, user {user}": "строки лога, пользователь {user}",
  "rows of the data": "строки данных",
  "and {n} more rows": "и ещё строк: {n}",
  "one example of the next batch": "один пример следующего батча",
  "{n} places of padding, left out of the loss": "мест с заполнителем, вне функции потерь: {n}",

  // reasons-list.tsx
  "This model": "Эта модель",
  "nothing speaks for it": "за него не говорит ничего",
  "here too": "и здесь",
  "Lists of the models that you train in other lessons of this page will stand beside it, for the same person.":
    "Рядом встанут списки моделей, которые вы обучите в других уроках на этой странице, для того же человека.",

  // picture.tsx, picture-menu.tsx
  Save: "Сохранить",
  "Save “{title}”": "Сохранить «{title}»",
  "Picture as PNG": "Картинка, PNG",
  "Picture as SVG": "Картинка, SVG",
  "Numbers as CSV": "Числа, CSV",
  "Saved.": "Сохранено.",
  "This browser could not draw the picture: take a screenshot instead.":
    "Этот браузер не смог нарисовать картинку: сделайте снимок экрана.",
} satisfies Messages;
