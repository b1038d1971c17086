import type { Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

export const ownData = {
  // Choosing files
  "pasted table": "вставленная таблица",
  "A table with one interaction a line: a user, an item, and where there are a rating, a time, a title, categories. It is read and kept in this browser; nothing is sent anywhere.":
    "Таблица, в каждой строке которой одно взаимодействие: пользователь, айтем и, если есть, оценка, время, название, категории. Она читается и хранится в этом браузере и никуда не отправляется.",
  "Choose files": "Выбрать файлы",
  "or drop them here: the interactions, and if you have one the table of titles with it.":
    "или перетащите их сюда: взаимодействия и, если есть, таблицу с названиями.",
  "MovieLens: {ratings} with {movies}, {data} with {item}, {ratingsDat} with {moviesDat}. Any other table will do: CSV, TSV, JSON lines, Parquet, packed with gzip or zip.":
    "MovieLens: {ratings} и {movies}, {data} и {item}, {ratingsDat} и {moviesDat}. Подойдёт и любая другая таблица: CSV, TSV, JSON lines, Parquet, сжатые gzip или zip.",
  "Up to {size} a file, {interactions} interactions, {columns} columns, and {pairs} million pairs of user and item after the k-core (MovieLens 1M has 22). Of a larger table you are offered a part.":
    "До {size} в файле, {interactions} взаимодействий, {columns} столбцов и {pairs} миллионов пар «пользователь — айтем» в k-ядре (в MovieLens 1M их 22). Из таблицы побольше вам предложат часть.",
  "Paste a table instead": "Вставить таблицу из буфера",
  "Pasted table": "Вставленная таблица",
  "user,item,rating\nAnn,Alien,5\nAnn,Amélie,3": "user,item,rating\nАня,Чужой,5\nАня,Амели,3",
  "Read the table": "Прочитать таблицу",

  // What is kept
  "Kept in this browser": "Хранится в этом браузере",
  "Name of {name}": "Название данных «{name}»",
  "{core}: {interactions}, {users}, {items}": "{core}: {interactions}, {users}, {items}",
  everything: "всё",
  "{k}-core": "{k}-ядро",
  "{n} line": "{n} строка",
  "{n} lines": ({ n }) => `${n} ${form(n, "строка", "строки", "строк")}`,
  "{n} interaction": "{n} взаимодействие",
  "{n} interactions": ({ n }) =>
    `${n} ${form(n, "взаимодействие", "взаимодействия", "взаимодействий")}`,
  "{n} user": "{n} пользователь",
  "{n} users": ({ n }) => `${n} ${form(n, "пользователь", "пользователя", "пользователей")}`,
  "{n} item": "{n} айтем",
  "{n} items": ({ n }) => `${n} ${form(n, "айтем", "айтема", "айтемов")}`,
  "Use {name}": "Взять «{name}»",
  "Rename {name}": "Переименовать «{name}»",
  "Remove {name}": "Удалить «{name}»",
  Use: "Взять",
  Remove: "Удалить",
  "“{name}” is removed.": "Данные «{name}» удалены.",

  // The dialog
  "Your own data …": "Ваши данные…",
  "Your own data": "Ваши данные",
  "Close your own data": "Закрыть окно «Ваши данные»",
  Reading: "Чтение",
  "Looking at the first lines.": "Просматриваем первые строки.",
  "Reading: {lines} lines so far.": "Прочитано строк: {lines}.",
  "Keeping the data in this browser.": "Сохраняем данные в этом браузере.",
  Cancel: "Отменить",
  "Choose other files": "Выбрать другие файлы",
  "My data": "Мои данные",
  "The reading has stopped: the browser could not start it, or it ran out of memory. Reload the page, or choose a smaller file.":
    "Чтение остановилось: браузер не смог его начать или ему не хватило памяти. Обновите страницу или выберите файл поменьше.",

  // What was read
  "{lines} read: {interactions} of {users} with {items}.":
    "Прочитано: {lines}. В них {interactions}, {users}, {items}.",
  "Left out": "Пропущено",
  Lines: "Строки",
  Because: "Причина",
  "For example": "Например",
  "{table}, line {line}": "{table}, строка {line}",
  "How much of it: the k-core": "Сколько оставить: k-ядро (k-core)",
  "In the k-core every user and every item has at least k interactions. A small k keeps more; a large k keeps those of whom there is enough to learn.":
    "В k-ядре у каждого пользователя и у каждого айтема не меньше k взаимодействий. При малом k остаётся больше данных, при большом — только те, о ком данных достаточно для обучения.",
  Name: "Название",
  "Use these data": "Взять эти данные",
  Everything: "Всё",
  "{interactions}, {users}, {items}": "{interactions}, {users}, {items}",

  // The first rows of a table
  "the interactions": "взаимодействия",
  "the items": "айтемы",
  "nothing that is needed": "ничего нужного",
  commas: "запятая",
  tabs: "табуляция",
  semicolons: "точка с запятой",
  bars: "вертикальная черта",
  "double colons": "двойное двоеточие",
  spaces: "пробел",
  "Column {n}": "Столбец {n}",
  "First rows of {name}": "Первые строки таблицы {name}",
  "Table {name}": "Таблица {name}",
  "{size}, {encoding}, separated by {delimiter}": "{size}, {encoding}, разделитель: {delimiter}",
  "This table holds": "В этой таблице",
  "The first line holds names": "В первой строке названия столбцов",
  "What {column} is": "Что в столбце {column}",
  "as you said": "как вы указали",
  "runs of blanks": "любые пробелы",
  "Ctrl-A": "Ctrl-A",
  "{size}, {format}": "{size}, {format}",
  Encoding: "Кодировка",
  "Encoding of {name}": "Кодировка файла {name}",
  "Separated by": "Разделитель",
  "What separates {name}": "Разделитель в файле {name}",

  // What dates and ratings mean
  Dates: "Даты",
  "month first": "сначала месяц",
  "day first": "сначала день",
  "year first": "сначала год",
  "as found": "как получится",
  "marks out of 5": "оценки из 5",
  "marks out of 10": "оценки из 10",
  "marks out of 100": "оценки из 100",
  "no and yes": "нет и да",
  "counts, by rank": "счётчики, по рангу",
  "counts, by logarithm": "счётчики, по логарифму",
  "Not rated": "Нет оценки",
  nothing: "ничего",
  "−1 and 0": "−1 и 0",

  // A table that is too large
  "A part of it": "Часть данных",
  "A part of it can be trained on; the name will say which:":
    "Обучать можно на части; она будет названа в имени данных:",
  "Take {part}: {interactions}": "Взять {part}: {interactions}",
} satisfies Messages;
