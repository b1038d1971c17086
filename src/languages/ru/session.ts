import type { Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

export const session = {
  // place.ts, slices/reader.ts, slices/setup.ts
  "{key} is “{text}”, but here it takes {known}": "{key} — «{text}», а здесь это {known}",
  "a whole number": "целое число",
  "{key} is “{n}”, but it goes up to {most} here.": "{key} — «{n}», а здесь не больше {most}.",
  "The link that you have followed does not let this setting be changed.":
    "Ссылка, по которой вы пришли, не даёт менять эту настройку.",

  // Curves of all runs
  "Training loss": "Лосс на обучении",
  Loss: "Лосс",
  "Validation {metric}": "{metric} на валидации",
  "{what}: covered until you have answered the question in the text.":
    "{what}: закрыто, пока вы не ответили на вопрос в тексте.",
  "mean of {n} seeds": ({ n }) => `среднее по ${n} ${form(n, "сиду", "сидам", "сидам")}`,
  "Losses of different kinds, or with other negatives, do not compare.":
    "Разные лоссы, а также лоссы с разными негативами между собой не сравнимы.",
  popularity: "популярность",
  "logistic regression": "логистическая регрессия",

  // Notices of links, data and storage
  "The link could not be followed to the letter: {problem}.":
    "Ссылку не удалось выполнить в точности: {problem}.",
  "The data “{id}” are somebody’s own file, which this browser does not have. If you have that file, load it under “Your own data” with the same choices and open the link again. Until then the lesson uses its usual dataset.":
    "Данные «{id}» — чей-то собственный файл, которого в этом браузере нет. Если он у вас есть, загрузите его через «Ваши данные» с теми же настройками и откройте ссылку ещё раз. А пока урок берёт свой обычный датасет.",
  "The browser’s storage for this site is full, so what you do from now on is kept only until this page is closed. Export your runs, or delete some.":
    "Место, отведённое браузером для этого сайта, закончилось: всё, что вы сделаете дальше, пропадёт при закрытии страницы. Экспортируйте прогоны или удалите лишние.",
  "This browser does not let the page keep anything (private mode, perhaps), so your work lasts until the page is closed. Export your runs to keep them.":
    "Браузер не разрешает странице ничего сохранять (возможно, включён приватный режим): ваша работа пропадёт при закрытии страницы. Чтобы сохранить прогоны, экспортируйте их.",

  // Recovery
  "The run that this one was forked from has been deleted.":
    "Прогон, от которого ответвлён этот, удалён.",
  "the worker is new and trains again: step {step} of {last}":
    "новый фоновый поток обучает заново: шаг {step} из {last}",
  "The training worker stopped ({reason}). A new one begins again.":
    "Фоновый поток обучения остановился ({reason}). Новый поток начинает заново.",
  "The training worker did not answer any more and was ended; what the runs have come to stays.":
    "Фоновый поток обучения перестал отвечать и был завершён; всё, чего достигли прогоны, остаётся.",
  "the graphics card was lost": "потеряна связь с видеокартой",
  "the worker has stopped": "фоновый поток остановился",
  "The training worker stopped ({reason}). A new one has taken the same {steps} steps again.":
    "Фоновый поток обучения остановился ({reason}). Новый поток прошёл те же шаги заново: {steps}.",
  "The training worker stopped ({reason}). A new one has taken the same {steps} steps again on the processor, with WebAssembly.":
    "Фоновый поток обучения остановился ({reason}). Новый поток прошёл те же шаги заново: {steps}. Теперь считает процессор, через WebAssembly.",
  "The graphics card was lost ({reason}). Training goes on from step {step}.":
    "Связь с видеокартой потеряна ({reason}). Обучение продолжается с шага {step}.",
  "The graphics card was lost ({reason}). Training goes on from step {step} on the processor, with WebAssembly.":
    "Связь с видеокартой потеряна ({reason}). Обучение продолжается с шага {step} на процессоре, через WebAssembly.",

  // Cards and names of runs
  "Newest runs": "Последние прогоны",
  "Run {number}": "Прогон {number}",
  "best at epoch {epoch}": "лучшая эпоха: {epoch}",
  "{status} at {steps}": "{status}, {steps}",
  "{n} step": "{n} шаг",
  "{n} steps": ({ n }) => `${n} ${form(n, "шаг", "шага", "шагов")}`,
  "{state} · against run {number}": "{state} · в сравнении с прогоном {number}",
  "on {lesson}": "на «{lesson}»",
  "beneath it {change}": "под ним {change}",
  "on run {number} of {lesson}": "на прогоне {number} урока «{lesson}»",
  "on {lesson}, {settings}": "на «{lesson}», {settings}",
  "same settings": "те же настройки",
  defaults: "по умолчанию",
  running: "идёт",
  paused: "на паузе",
  finished: "завершён",
  stopped: "остановлен",
  failed: "сбой",
  on: "вкл",
  off: "выкл",
  "on {data}": "на данных «{data}»",

  // Files of runs
  "That file is larger than any file of runs is.": "Файл слишком велик: файлы прогонов меньше.",
  "That file is damaged, or no file of runs: it cannot be read as JSON.":
    "Файл повреждён, или это не файл прогонов: он не читается как JSON.",
  "That file is from a newer Live RecSys. Reload the page, then try again.":
    "Файл создан более новой версией Live RecSys. Обновите страницу и попробуйте ещё раз.",
  "its beginning": "начало файла",
  "That file is damaged, or no file of runs: {where} is not as it should be.":
    "Файл повреждён, или это не файл прогонов. Место ошибки: {where}.",
  "Those runs are of the lesson “{lesson}”; import them there.":
    "Эти прогоны из урока «{lesson}»: импортируйте их там.",
  "Run {n} of that file: {problem}.": "Прогон {n} в этом файле: {problem}.",

  // A row of the table
  "The settings of run {number} are in the controls.":
    "Настройки прогона {number} перенесены в панель управления.",
  "The link is on the clipboard.": "Ссылка скопирована в буфер обмена.",
  "This browser does not copy; the link is {address}":
    "Браузер не разрешил копирование. Вот ссылка: {address}",
  "Draw run {number} in its colour": "Рисовать прогон {number} цветом",
  "Draw in its colour": "Рисовать цветом",
  "Name of run {number}": "Название прогона {number}",
  "More about run {number}": "Действия с прогоном {number}",
  "Use these settings": "Взять эти настройки",
  Rename: "Переименовать",
  "Copy link": "Скопировать ссылку",
  "Export JSON": "Экспорт JSON",
  "Export CSV": "Экспорт CSV",
  Delete: "Удалить",
  "forked from run {number} at {step}": "ответвлён от прогона {number} на шаге {step}",
  "forked at {step}": "ответвлён на шаге {step}",
  "{status}, {done}%": "{status}, {done}%",

  // The table
  "Runs of {file} are in the table.": "Прогоны из файла {file} добавлены в таблицу.",
  "Runs and files": "Прогоны и файлы",
  Runs: "Прогоны",
  "Import JSON": "Импорт JSON",
  "File with runs": "Файл с прогонами",
  "Each time a model learns here, a row stays: its settings, its curve and what it came to.":
    "После каждого обучения здесь остаётся строка: настройки, кривая и итог.",
  "Table of runs": "Таблица прогонов",
  Run: "Прогон",
  "What changed": "Что изменено",
  Steps: "Шаги",
  "Best epoch": "Лучшая эпоха",
  Seed: "Сид",
  "Back end": "Бэкенд",
  "Run {number} deleted.": "Прогон {number} удалён.",
  Undo: "Вернуть",
  "Curves are drawn of the newest {n} and of those in colour.":
    "Кривые нарисованы для {n} последних прогонов и для тех, что выделены цветом.",
  "Show all {n} runs": ({ n }) => `Показать все прогоны (${n})`,
  "At most four runs are in colour; the others are drawn grey.":
    "Цветом рисуются не больше четырёх прогонов, остальные — серым.",

  // The session and its training
  "opening the lesson": "открывается урок",
  "The run was given up before it could answer. Predict again to run it anew.":
    "Прогон прервали раньше, чем он дал ответ. Сделайте предсказание ещё раз, и он начнётся заново.",
  "at step {step}": "на шаге {step}",
  ready: "всё готово",
  "loading the data and starting the back end": "загружаются данные и запускается бэкенд",
  "compiling kernel {n} of {total}": "компилируется ядро {n} из {total}",
  "the loss has left all bounds at step {step}: the weights have grown too large. Go back to the last good step, or lower the learning rate and train again":
    "лосс вышел за все границы на шаге {step}: веса слишком выросли. Вернитесь к последнему хорошему шагу или уменьшите скорость обучения и обучите заново",
  "There is no run to fork yet: train first, then go to the step it should leave from.":
    "Ответвлять пока нечего: сначала обучите модель, затем перейдите к шагу, с которого начнётся ветка.",
  "“{label}” changes the weights themselves, so a fork cannot take it over. Change it in the settings: training then starts anew.":
    "«{label}» меняет сами веса, поэтому в ветке этого изменить нельзя. Измените в настройках: обучение начнётся заново.",
  "Train makes the run beneath first": "«Обучить» сначала сделает прогон под ним",
  "the run beneath waits at step {step} of {total}":
    "прогон под ним ждёт на шаге {step} из {total}",
  "forked at step {step}": "ветка с шага {step}",
  "warming up": "прогрев",
  "warmed up": "прогрев закончен",
  "{ms} ms a step on {adapter}; everything is compiled.":
    "Шаг занимает {ms} мс ({adapter}); всё скомпилировано.",
  "the browser has run out of memory ({message}). Close other tabs, or choose a smaller batch or dimension, and train again":
    "браузеру не хватило памяти ({message}). Закройте другие вкладки или уменьшите батч либо размерность и обучите заново",

  // Lists and pictures
  Recommended: "Рекомендации",
  "user {user}": "пользователь {user}",
  "This picture needs a model, and these settings give none: the line above says why.":
    "Этому рисунку нужна модель, а с такими настройками её нет: почему, сказано в строке выше.",
  "Fetching the picture …": "Загружаем иллюстрацию…",

  "Failed reading": "Ошибка чтения",
  "This picture could not be read: {reason}": "Этот рисунок не удалось получить: {reason}",

  // All of the work
  "Runs these settings with three seeds; the band on the curve is what chance alone does":
    "Обучает с этими настройками на трёх сидах; полоса вокруг кривой — разброс, за который отвечает только случайность",
  "Three seeds": "Три сида",
  "Restore the original": "Исходные настройки",
  "Forget everything": "Забыть всё",
  "Forget everything?": "Забыть всё?",
  "All runs, predictions, ratings and data of your own that this browser keeps will be deleted, in every lesson. This cannot be undone; export your runs first if you want them.":
    "Во всех уроках будут удалены прогоны, предсказания, оценки и ваши данные, которые хранит этот браузер. Отменить это нельзя. Если прогоны вам нужны, сначала экспортируйте их.",
  "Keep my work": "Оставить всё",
  "Delete all of it": "Удалить всё",

  // paper-picture.tsx, example-picture.tsx, reasons-picture.tsx
  setting: "настройка",
  paper: "в статье",
  here: "здесь",
  why: "почему",
  "not said": "не сказано",
  "not used": "не используется",
  "Paper, here, why": "В статье, здесь и почему",
  "{paper}, beside the settings of the run on screen.":
    "{paper} рядом с настройками прогона на экране.",
  "From rows to a batch": "От строк к батчу",
  "How rows of the log become an example.": "Как строки лога становятся примером.",
  "The example appears when the model is there.": "Пример появится вместе с моделью.",
  "example {n} of {of}": "пример {n} из {of}",
  "Next example": "Следующий пример",
  Role: "Роль",
  Place: "Место",
  Value: "Значение",
  "Row of the log": "Строка лога",
  "The list appears when the model is there.": "Список появится вместе с моделью.",
  "This model has no list for this person yet: train it, or choose another person.":
    "У этой модели пока нет списка для этого человека: обучите её или выберите другого.",
  "This person, this list, why": "Этот человек, этот список и почему",
  "A list, and what stands behind it.": "Список и то, что за ним стоит.",
  "A person of the data": "Человек из данных",
  "{lesson}, run {number}": "{lesson}, прогон {number}",
  "All models of the course in one table": "Все модели курса в одной таблице",

  // picture-lines.ts
  "Live RecSys, {lesson}. Run {number} ({settings}), seed {seed}, step {step}.":
    "Live RecSys, {lesson}. Прогон {number} ({settings}), сид {seed}, шаг {step}.",
  "Live RecSys, {lesson}. Nothing has been trained.": "Live RecSys, {lesson}. Ничего не обучено.",

  // variants-table.tsx
  "A row for each way that you train; train two to compare.":
    "Строка на каждый обученный вариант; обучите два, чтобы сравнить.",
  seeds: "сиды",
  "Train: {name}": "Обучить: {name}",
  "Mean of the seeds that you trained, lowest to highest. All else as it is set now.":
    "Среднее по обученным сидам, от меньшего к большему. Всё остальное — как задано сейчас.",
} satisfies Messages;
