import type { Message, Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

const votes: Message = ({ n }) => `${n} ${form(n, "голос", "голоса", "голосов")}`;

export const page = {
  // course-page.tsx
  "Recommender systems, trained in front of you":
    "Рекомендательные системы, которые обучаются у вас на глазах",
  "Every model of this course trains live in your browser, beside the text that explains it. You predict what a run will do, press Train, and the run answers. No figure is drawn in advance: what you see is read from the model or the data at that moment.":
    "Каждая модель курса обучается прямо в браузере, рядом с текстом, который её объясняет. Вы предсказываете, чем закончится прогон, нажимаете «Обучить», и прогон отвечает. Ни один рисунок не готов заранее: всё, что вы видите, берётся из модели или данных в этот самый момент.",
  "Begin with {lesson}": "Начать с урока «{lesson}»",
  "How fast is this machine?": "Насколько быстр этот компьютер?",
  "Times a training step of every model, here, beside stock TensorFlow.js.":
    "Замер шага обучения каждой модели на этом компьютере рядом с обычным TensorFlow.js.",
  "{n} min": "{n} мин",

  // error-boundary.tsx
  "{part} stopped with an error. Nothing you have kept is lost; reload the page to go on.":
    "{part}: произошла ошибка. Всё сохранённое на месте; чтобы продолжить, перезагрузите страницу.",
  Reload: "Перезагрузить",

  // key-help.tsx, keys.ts
  "All keys": "Все клавиши",
  Keys: "Клавиши",
  "Keys rest while you type in a field.": "Пока вы печатаете в поле, клавиши не действуют.",
  Close: "Закрыть",
  Space: "Пробел",
  "Train or pause": "Обучение или пауза",
  "One training step": "Один шаг обучения",
  "One step back": "На шаг назад",
  "Reset to step 0, same seed": "Сброс к шагу 0 с тем же сидом",
  "Presenter mode on and off": "Включить или выключить режим презентации",
  "In presenter mode: previous and next section":
    "В режиме презентации: предыдущий и следующий раздел",
  "In presenter mode: say the section’s claim, and reveal the run’s answer":
    "В режиме презентации: показать тезис раздела и ответ прогона",
  "In presenter mode: back to the section’s settings":
    "В режиме презентации: вернуть настройки раздела",
  "In presenter mode: blank the screen": "В режиме презентации: погасить экран",
  "This list": "Этот список",

  // lab-frame.tsx
  Lab: "Лаборатория",
  "Fold the lab": "Свернуть лабораторию",
  "Open the lab": "Открыть лабораторию",

  // lesson-page.tsx
  "This lesson is not translated yet; its text is in English.":
    "Этот урок ещё не переведён: его текст на английском.",
  "The text": "Текст",
  "Next lesson": "Следующий урок",
  "Back to": "Назад",
  "The course": "К курсу",
  "The lab": "Лаборатория",
  "The lab is loading.": "Лаборатория загружается.",
  "{dataset}, {n} interactions": ({ dataset, n }) =>
    `${dataset}, ${n} ${form(n, "взаимодействие", "взаимодействия", "взаимодействий")}`,

  // lesson-route.tsx
  "There is no lesson “{slug}”.": "Урока «{slug}» нет.",
  "The lesson “{title}”": "Урок «{title}»",
  "Opening the lesson.": "Урок открывается.",

  // notes-page.tsx
  Notes: "Заметки",
  "Notes · {n} of {all} · follows the presenter’s window":
    "Заметки · {n} из {all} · следуют за окном докладчика",
  "Next: {section}": "Дальше: {section}",
  "This is the last section.": "Это последний раздел.",

  // notice-page.tsx
  "Not found": "Не найдено",
  "Nothing is at this address": "По этому адресу ничего нет",
  "These lessons are there:": "Есть такие уроки:",
  "The whole course": "Весь курс",

  // notices.tsx
  Notices: "Уведомления",
  "This link has brought its own settings. Yours from before are still kept.":
    "В ссылке были свои настройки. Ваши прежние сохранены.",
  "Back to mine": "Вернуть мои",
  "Keep the link’s": "Оставить из ссылки",
  "Put this notice away": "Убрать уведомление",

  // outline.tsx
  Course: "Курс",

  // page.tsx
  "The page": "Страница",
  "The list of keys": "Список клавиш",
  "Loading …": "Загрузка…",
  "There is no page “{path}”.": "Страницы «{path}» нет.",

  // presenter.tsx, step-rail.tsx
  Presenter: "Презентация",
  "{n} of {all}": "{n} из {all}",
  "Previous section": "Предыдущий раздел",
  "Next section": "Следующий раздел",
  "Leave presenter mode": "Выйти из режима презентации",
  "The screen is blank; press B to go on": "Экран погашен; нажмите B, чтобы продолжить",
  "Sections of this lesson": "Разделы урока",

  // frame-head.tsx
  "Live RecSys: {title}": "Live RecSys: {title}",

  // share-button.tsx, share-dialog.tsx, qr-code.tsx
  Share: "Поделиться",
  "The link holds all settings and the seed: the same numbers come out.":
    "В ссылке все настройки и сид: получатся те же числа.",
  "What else it holds": "Что ещё в ней",
  "The section “{title}”": "Раздел «{title}»",
  "The picture “{title}”": "Рисунок «{title}»",
  "The person and the film that pictures are about": "Человек и фильм, о которых рисунки",
  "Step {n} of training: whoever opens it trains to there":
    "Шаг {n}: кто откроет ссылку, обучит модель до него",
  "Presenter mode": "Режим презентации",
  "Settings that cannot be changed": "Настройки нельзя менять",
  "No metrics and no curves": "Без метрик и кривых",
  "“{name}” are your own data, which stay in this browser: whoever opens the link must load the same file first.":
    "«{name}» — ваши данные, они остаются в этом браузере: кто откроет ссылку, должен сначала загрузить тот же файл.",
  Link: "Ссылка",
  "Code of a frame with the lab alone": "Код фрейма с одной лабораторией",
  Copy: "Скопировать",
  "Copied.": "Скопировано.",
  "It is selected: copy it with the keys of your system.":
    "Текст выделен: скопируйте его клавишами системы.",
  "The link as a QR code": "Ссылка как QR-код",

  // shell.tsx
  "Skip to the text": "Перейти к тексту",
  "Fold the outline": "Свернуть оглавление",
  "Unfold the outline": "Развернуть оглавление",
  "Course outline": "Оглавление курса",
  "Close the outline": "Закрыть оглавление",
  "Switch to dark colours": "Включить тёмную тему",
  "Switch to light colours": "Включить светлую тему",

  // speaker-tools.tsx
  "Warming up.": "Идёт прогрев.",
  "It did not work; the status says why.": "Не получилось; причина указана в статусе.",
  "The browser has blocked the window with the notes: allow it for this page.":
    "Браузер заблокировал окно с заметками: разрешите его для этой страницы.",
  "Warm up": "Прогреть",
  "Warm-up": "Прогрев",

  // update-notice.tsx
  "A newer version of the notebook is ready. Your runs and answers stay.":
    "Готова новая версия курса. Ваши прогоны и ответы сохранятся.",
  "Use it now": "Обновить",
  Later: "Позже",

  // course-table.tsx
  "All models that you have trained": "Все модели, которые вы обучили",
  "No run has finished in this browser yet. These are a start:":
    "В этом браузере ещё не закончился ни один прогон. Начать можно с этих:",
  "Runs that have finished, kept in this browser; seeds of the same settings are one row. Only what stands in one table is asked the same: other tables have other questions, and their numbers are not to be compared.":
    "Законченные прогоны, сохранённые в этом браузере; сиды с одинаковыми настройками — одна строка. Одно и то же спрашивают только внутри одной таблицы: у других таблиц другие вопросы, и сравнивать их числа нельзя.",
  "Not trained yet": "Ещё не обучены",
  "about {n} s on two cores without a graphics card": "около {n} с на двух ядрах без видеокарты",
  "Time to train": "Время обучения",
  "Numbers learnt": "Обучаемых чисел",
  "Table: {name}": "Таблица: {name}",
  Noise: "Шум",
  Reads: "Читает",
  "not compared: {why}": "не сравнивается: {why}",
  "not kept": "не сохранено",
  "not measured": "не измерено",
  "one seed": "один сид",
  "± {d} over {n} seeds": "± {d} по сидам ({n})",
  "{seeds}; ± {d} by {n} people": "{seeds}; ± {d} из-за числа людей ({n})",
  "seeds are too few to tell": "сидов слишком мало",
  "± {s}": "± {s}",
  "{a} has {x} beside {b}’s {y} in {metric}: the same films of the same people, but not the same network twice. {a} reads {ra}; {b} reads {rb}.":
    "{a}: {metric} {x}, рядом {b}: {y}. Фильмы и люди те же, но это не одна сеть дважды. {a} читает: {ra}; {b} читает: {rb}.",
  "They are {d} apart, more than twice what is left open by having only {n} people (at least ± {p} for the difference) and by seeds ({seeds}).":
    "Между ними {d}: больше чем вдвое против того, что оставляют открытым число людей ({n}, для разности не меньше ± {p}) и сиды ({seeds}).",
  "They are {d} apart, within twice of what is left open by having only {n} people (at least ± {p} for the difference) or by seeds ({seeds}): which one is better, nobody knows from this.":
    "Между ними {d}: это в пределах двух погрешностей из-за числа людей ({n}, для разности не меньше ± {p}) или сидов ({seeds}). Какая лучше, отсюда не узнать.",
  Picture: "Рисунок",

  // key-list.tsx
  "In presenter mode: choose an answer, or add a vote to it":
    "В режиме лектора: выбрать ответ или добавить ему голос",
  "In presenter mode: count votes, and again for a second vote":
    "В режиме лектора: считать голоса; ещё раз — второе голосование",
  Enter: "Enter",
  "In presenter mode: commit to the answer": "В режиме лектора: принять ответ",
  "In presenter mode: a light that follows the pointer":
    "В режиме лектора: свет, который идёт за указателем",
  "In presenter mode: draw over the picture; Z takes a line back":
    "В режиме лектора: рисовать поверх картинки; Z убирает линию",
  "In presenter mode: keep what the pointer shows":
    "В режиме лектора: удержать то, что показывает указатель",

  // notes-page.tsx
  "What will come out": "Что выйдет",
  "Where it goes wrong": "Где ошибаются",
  "No lecture in this browser: press P in the lesson.":
    "В этом браузере нет лекции: нажмите P в уроке.",
  "Where the light is": "Где свет",
  Votes: "Голоса",
  "Since the beginning": "С начала",
  "From zero": "С нуля",

  // presented-predict.tsx
  "Vote again": "Голосовать ещё раз",
  Vote: "Голосовать",
  "One vote less for “{option}”": "На голос меньше за «{option}»",
  "One vote more for “{option}”": "На голос больше за «{option}»",
  "Votes for “{option}”": "Голоса за «{option}»",
  "First vote: {n}.": "Первое голосование: {n}.",
  "Vote {round}: {n}; the thin bars are the vote before.":
    "Голосование {round}: {n}; тонкие полосы — прошлое.",
  "{n} vote": votes,
  "{n} votes": votes,

  // stage-pointer.tsx
  "Drawing: Z takes a line back, D ends it.": "Рисование: Z убирает линию, D заканчивает.",
  "What the pointer shows is kept: K lets it go.":
    "То, что показывает указатель, удержано: K отпускает.",
  "Drawn over the picture: {n}": "Нарисовано поверх картинки: {n}",

  // collect-page.tsx
  "Homework of a class": "Домашняя работа группы",
  "Paste answer codes, one a line, or choose files. Everything stays in this browser. A signature shows that an answer was not changed by hand; whoever knows how can sign anew, so press “Train again”: it trains the same runs here and compares.":
    "Вставьте коды ответов, по одному в строке, или выберите файлы. Всё остаётся в этом браузере. Подпись показывает, что ответ не правили руками; кто умеет, может подписать заново, поэтому нажмите «Обучить снова»: здесь обучатся те же прогоны, и числа сравнятся.",
  "Answer codes": "Коды ответов",
  Add: "Добавить",
  "Add files": "Добавить файлы",
  "Train all again": "Обучить все снова",
  "Forget all answers": "Забыть все ответы",
  "{n} added.": "Добавлено: {n}.",
  "{n} were here already.": "Уже были здесь: {n}.",
  "{n} could not be read: {which}. Ask for the code again, whole.":
    "Не удалось прочитать: {n} ({which}). Попросите код ещё раз, целиком.",
  Answers: "Ответы",
  Lesson: "Урок",
  "Handed in at": "Сдано",
  "Predictions right": "Верных предсказаний",
  "Goals reached": "Достигнуто целей",
  Signature: "Подпись",
  "Trained again": "Обучено снова",
  "What can be done": "Что можно сделать",
  "training …": "обучается …",
  "Train again what {name} handed in": "Обучить снова то, что сдано: {name}",
  "Train again": "Обучить снова",
  "Remove the answer of {name}": "Убрать ответ: {name}",
  "{slug}, which is no lesson here": "{slug}: такого урока здесь нет",
  "not signed": "не подписано",
  "as handed in": "как сдано",
  "changed after it was handed in": "изменено после сдачи",
  "not yet": "ещё нет",
  "the same numbers": "те же числа",
  "other numbers: {which}": "другие числа: {which}",

  // homework-choice.tsx, task-bar.tsx
  "Homework: what the link asks for": "Домашняя работа: о чём просит ссылка",
  "Whoever opens the link sees what is to be done, and hands in a code or a file. Collect them on {page}.":
    "Кто откроет ссылку, увидит, что надо сделать, и сдаст код или файл. Собрать их можно на {page}.",
  Homework: "Домашняя работа",
  "Predict: {section}": "Предсказание: {section}",
  "Goal: {goal}": "Цель: {goal}",
  "The link asks for homework that this lesson does not have. The lesson works as always.":
    "Ссылка просит о домашней работе, которой в этом уроке нет. Сам урок работает как всегда.",
  done: "сделано",
  "to do": "не сделано",
  "Hand in": "Сдать",
  "Hand in, {n} to do": "Сдать, осталось: {n}",
  "The code holds your name, your answers and what your runs came to. Nothing is sent: give it to your lecturer yourself. They can train the same runs again.":
    "В коде ваше имя, ваши ответы и то, чем закончились ваши прогоны. Ничего не отправляется: передайте код преподавателю сами. Он может обучить те же прогоны снова.",
  "Your name": "Ваше имя",
  "Make the code": "Получить код",
  "Answer code": "Код ответа",
  "Save as a file": "Сохранить файлом",

  // printing.tsx, share-dialog.tsx
  "Taking picture {n} of {all}": "Снимается картинка {n} из {all}",
  "On paper, with the pictures as they stand:": "На бумаге, с картинками как они есть:",
  "Print with answers": "Печатать с ответами",
  "Print to fill in": "Печатать для заполнения",
  "All settings and runs": "Все настройки и прогоны",
  "In presenter mode: all settings, the seed and the runs":
    "В режиме лектора: все настройки, сид и прогоны",

  // lecturer-strip.tsx
  "For lecturers": "Преподавателям",
  "The same seed gives the same curve, each time you give the lecture.":
    "Один и тот же сид даёт одну и ту же кривую на каждой лекции.",
  "Open the stage": "Открыть режим лектора",
  "Collect homework": "Собрать домашние работы",
  Present: "Показ",
  "The question first, the answer on V. Drawn for the last row; nothing scrolls.":
    "Сначала вопрос, ответ по клавише V. Видно с последнего ряда, ничего не прокручивается.",
  "Votes of the hall": "Голоса зала",
  "Count hands by key, discuss, vote again, run, reveal. Notes in a second window.":
    "Считайте руки клавишей, обсуждайте, голосуйте снова, запускайте и открывайте. Заметки во втором окне.",
  "Link any state": "Ссылка на любое состояние",
  "Section, settings, seed, picture and step in a link, a frame or a code to scan.":
    "Раздел, настройки, сид, картинка и шаг в ссылке, рамке или коде для камеры.",
  "Your own data": "Свои данные",
  "A table of user, item, time. Every lesson trains on it; it never leaves the browser.":
    "Таблица: пользователь, объект, время. На ней обучается каждый урок, и она не покидает браузер.",
  "A link gives the task, a code or a file comes back, and runs are trained again.":
    "Задание — ссылка, ответ — код или файл, а прогоны обучаются заново.",
  "Offline and on paper": "Без сети и на бумаге",
  "After one visit it needs no network. Any lesson prints, with answers or to fill in.":
    "После первого визита сеть не нужна. Любой урок печатается, с ответами или для заполнения.",

  // hero.tsx, card-progress.tsx
  "section {n} of {all}": "раздел {n} из {all}",
  "{n} of {all} right": "угадано {n} из {all}",
  "The model on this page": "Модель на этой странице",
  "{lesson}, {n} numbers a film": "{lesson}, {n} чисел на фильм",
  "A model, training now": "Модель, которая сейчас обучается",
  "This machine could not train it: {why}": "На этой машине обучить её не удалось: {why}",
  "Training now: {what}": "Обучается сейчас: {what}",
  "Trained: {what}": "Обучена: {what}",
  "Another seed": "Другой сид",
  "of {n}": "из {n}",
  Negatives: "Негативы",
  "{metric} of held-out films after each epoch: {y} now.":
    "{metric} на отложенных фильмах после каждой эпохи: сейчас {y}.",
  "{metric} of held-out films, after each epoch.":
    "{metric} на отложенных фильмах после каждой эпохи.",
  "{metric}, held out": "{metric}, отложенные",
  "this run": "этот прогон",
} satisfies Messages;
