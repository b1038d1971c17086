import type { Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

/** What is told of a reader's tables: src/engine/own-data. */
export const tables = {
  // Why a column was taken for what it is
  "Time of day": "Время суток",
  "by its name": "по названию",
  "by its values": "по значениям",
  "by its place: its values can be ids": "по месту: значения похожи на идентификаторы",
  "as in MovieLens 100K": "как в MovieLens 100K",
  empty: "пусто",
  "looks like row numbers": "похоже на номера строк",
  "looks like a time: dates such as {example}": "похоже на время: даты вроде {example}",
  "looks like a time: numbers such as {example}": "похоже на время: числа вроде {example}",
  "looks like a time of day: {example}": "похоже на время суток: {example}",
  "looks like a rating: from {low} to {high}": "похоже на оценку: от {low} до {high}",
  "numbers from {low} to {high}": "числа от {low} до {high}",
  "a few words: {examples}": "несколько слов: {examples}",
  "text such as “{example}”": "текст вроде «{example}»",

  // Times
  "Unix seconds": "секунды Unix",
  "Unix milliseconds": "миллисекунды Unix",
  "Unix microseconds": "микросекунды Unix",
  "Unix nanoseconds": "наносекунды Unix",
  "microseconds since 1601": "микросекунды с 1601 года",
  "Windows file times": "время файлов Windows",
  ".NET ticks": "тики .NET",
  "Excel’s days since 1900": "дни Excel с 1900 года",
  "dates as digits": "даты из одних цифр",
  dates: "даты",
  "dates, {order}": "даты, {order}",
  "The times were read as {form}, from {first} to {last} (UTC).":
    "Время прочитано как {form}: с {first} по {last} (UTC).",
  "No time could be read.": "Ни одно время не прочиталось.",
  "No date says whether the day or the month stands first: if {order} is wrong, change it under “Dates”.":
    "Ни по одной дате не видно, что стоит первым, день или месяц: если «{order}» неверно, измените это в поле «Даты».",
  "The column of times holds a counter from {low} to {high} and no dates: it orders what each user did, and nothing reads hours, years or pauses from it.":
    "В столбце времени не даты, а счётчик от {low} до {high}: он задаёт порядок взаимодействий пользователя, а часы, годы и паузы из него не берутся.",
  "There is no time: the order of the lines stands for it. Hours, years, pauses and a split by time need one, and are not made from it.":
    "Времени нет: вместо него порядок строк. Часы, годы, паузы и разбиение по времени из него не получить, поэтому их не будет.",
  "“{name}” has no times: only the order of each user’s interactions is read. Hours, histories, years and pauses are left out, and there is no split by time.":
    "В данных «{name}» нет времени: читается только порядок взаимодействий каждого пользователя. Часов, историй, лет и пауз не будет, разбиения по времени тоже.",
  "These data have no times, only an order, so nothing can be split or weighed by time: choose another split, a half-life of 0, or other data":
    "В этих данных нет времени, только порядок, поэтому разбить или взвесить их по времени нельзя: выберите другое разбиение, период полураспада 0 или другие данные",
  "The last two interactions of {tied} of {asked} users have the same time, and lines of the same time are sorted by item: which is the last is then decided by the item and not by the user.":
    "У {tied} из {asked} пользователей два последних взаимодействия в одно и то же время, а строки с одним временем упорядочены по айтему: тогда последнее определяет айтем, а не пользователь.",
  "The last two interactions of {tied} of {asked} users have the same time: the order of the lines decides which is the last.":
    "У {tied} из {asked} пользователей два последних взаимодействия в одно и то же время: какое из них последнее, решает порядок строк.",
  "In order: user {user} began with {first} and ended with {last}, of {n} interactions.":
    "По порядку: пользователь {user} начал с «{first}» и закончил на «{last}», всего взаимодействий: {n}.",
  "In order: user {user} began with {first} ({began}) and ended with {last} ({ended}), of {n} interactions.":
    "По порядку: пользователь {user} начал с «{first}» ({began}) и закончил на «{last}» ({ended}), всего взаимодействий: {n}.",

  // Ratings
  "the rating means “not rated”": "оценка означает «не оценено»",
  "{n} lines have the rating {mark}, which was taken for “not rated”: they are left out. If it is a mark, say so under “Not rated”; to keep them without grades, leave the column of ratings out.":
    ({ n, mark }) =>
      `Оценка ${mark} в ${n} ${form(n, "строке", "строках", "строках")} прочитана как «не оценено»: эти строки пропущены. Если это настоящая оценка, укажите это в поле «Нет оценки»; чтобы оставить их без оценок, не берите столбец с оценками.`,
  "The ratings are {low} and {high}: read as {least} and {most} stars.":
    "Оценки — {low} и {high}: прочитаны как {least} и {most} звёзд.",
  "The ratings run from {low} to {high}, which is no scale of marks: they were taken for counts and became stars by their rank among all, from {least} to {most}.":
    "Оценки — от {low} до {high}, это не шкала: они приняты за счётчики и стали звёздами от {least} до {most} по рангу среди всех.",
  "The ratings run from {low} to {high}: they became stars by their logarithm, {high} being {most}.":
    "Оценки — от {low} до {high}: они стали звёздами по логарифму, {high} — это {most}.",
  "The ratings run from {low} to {high}: read as a scale from -{reach} to {reach}, stretched to {least} to {most} stars.":
    "Оценки — от {low} до {high}: прочитаны как шкала от -{reach} до {reach}, растянутая на {least}–{most} звёзд.",
  "The ratings run from {low} to {high}: read as marks out of {top}, so {top} is 5 stars and half of it 2.5.":
    "Оценки — от {low} до {high}: прочитаны как оценки из {top}, так что {top} — это 5 звёзд, а половина — 2,5.",
  "{n} ratings below half a star count as half a star.": ({ n }) =>
    `${n} ${form(n, "оценка", "оценки", "оценок")} ниже половины звезды: считаются за половину.`,
  "{n} ratings over {top} count as {top}.": ({ n, top }) =>
    `${n} ${form(n, "оценка", "оценки", "оценок")} выше ${top}: считаются за ${top}.`,

  // Titles
  "The titles differ from line to line of the same item, so they are not its titles: they are left out.":
    "Названия у одного айтема в разных строках разные, значит, это не названия айтемов: они пропущены.",

  // Kinds of files
  Parquet: "Parquet",
  JSON: "JSON",
  "JSON lines": "JSON lines",
  "films with their ratings below, as in the Netflix Prize":
    "фильмы, под каждым его оценки, как в Netflix Prize",
  "impressions, of which the clicks are read, as in MIND":
    "показы, из которых читаются клики, как в MIND",
  "a user and their items on each line, as in LightGCN":
    "в строке пользователь и его айтемы, как в LightGCN",
  "the line is not like the others": "строка не похожа на остальные",
  "“{name}” is not UTF-8; it was read as {encoding}. If letters look wrong, choose another encoding, or save it as UTF-8.":
    "«{name}» не в UTF-8 и прочитан как {encoding}. Если буквы выглядят странно, выберите другую кодировку или сохраните файл в UTF-8.",
  "“{name}” is a web page or XML, not a table. Download the file itself, or save its table as CSV.":
    "«{name}» — веб-страница или XML, а не таблица. Скачайте сам файл или сохраните его таблицу как CSV.",
  "“{name}” is only a pointer of Git LFS to the file. Download the file itself (git lfs pull).":
    "«{name}» — только указатель Git LFS на файл. Скачайте сам файл (git lfs pull).",
  "“{name}” holds Python dictionaries, with ' where JSON has \". Write it as JSON lines (json.dumps) or CSV and choose that.":
    "В «{name}» словари Python: в них ' там, где в JSON \". Запишите его как JSON lines (json.dumps) или CSV и выберите этот файл.",
  "“{name}” is an ARFF file of Weka. Save it as CSV there and choose that.":
    "«{name}» — файл ARFF из Weka. Сохраните его там как CSV и выберите этот файл.",
  "“{name}” is a dense matrix. Write it as a table with one interaction a line.":
    "«{name}» — плотная матрица. Запишите её таблицей, где в каждой строке одно взаимодействие.",
  "“{name}” is in the format of LIBSVM. Write it as a table with one interaction a line: user, item, rating.":
    "«{name}» — в формате LIBSVM. Запишите его таблицей, где в каждой строке одно взаимодействие: пользователь, айтем, оценка.",
  "“{name}” is compressed with Zstandard. Unpack it and choose the file inside.":
    "Файл «{name}» сжат Zstandard. Распакуйте его и выберите файл внутри.",
  "“{name}” is an HDF5 file. Save the table in it as CSV or Parquet first.":
    "«{name}» — файл HDF5. Сначала сохраните таблицу из него как CSV или Parquet.",
  "“{name}” is an SQLite database. Export the table of interactions from it as CSV.":
    "«{name}» — база данных SQLite. Выгрузите из неё таблицу взаимодействий как CSV.",
  "“{name}” is an Arrow or Feather file. Save it as Parquet or CSV.":
    "«{name}» — файл Arrow или Feather. Сохраните его как Parquet или CSV.",
  "“{name}” is a Python pickle. Save the table in it as CSV or Parquet.":
    "«{name}» — pickle из Python. Сохраните таблицу из него как CSV или Parquet.",
  "“{name}” is a Parquet file that cannot be read here: it is damaged, or written in a way that is not known. Save it as CSV and choose that.":
    "«{name}» — файл Parquet, который здесь не прочитать: он повреждён или записан неизвестным способом. Сохраните его как CSV и выберите этот файл.",
  "“{name}” looks like JSON and is not: it breaks off or holds a mistake. Write it again, best with one object a line.":
    "«{name}» похож на JSON, но это не он: файл обрывается или в нём ошибка. Запишите его заново, лучше по объекту в строке.",

  // Archives
  "“{name}” is an empty zip archive. Choose the archive you meant, or the files themselves.":
    "«{name}» — пустой архив zip. Выберите нужный архив или сами файлы.",
  "“{name}” holds more than {most} when it is unpacked. Keep a part of it, the newest interactions or every tenth user, and choose that file.":
    "В распакованном «{name}» больше {most}. Оставьте часть — самые новые взаимодействия или каждого десятого пользователя — и выберите этот файл.",
  "“{name}” is a compressed file that cannot be unpacked here: it is damaged, cut off or encrypted. Unpack it and choose the file inside.":
    "«{name}» — сжатый файл, который здесь не распаковать: он повреждён, обрывается или зашифрован. Распакуйте его и выберите файл внутри.",
  "“{name}” is a spreadsheet. Open it there and save the sheet as CSV.":
    "«{name}» — электронная таблица. Откройте её в своей программе и сохраните лист как CSV.",
  "“{name}” is an archive in which no table was found. Unpack it and choose the files.":
    "В архиве «{name}» не нашлось таблицы. Распакуйте его и выберите файлы.",
  "“{name}” holds {n} files. Unpack it, and choose the one with the interactions and, if there is one, the one with the titles.":
    ({ name, n }) =>
      `В «${name}» ${n} ${form(n, "файл", "файла", "файлов")}. Распакуйте его и выберите тот, где взаимодействия, и, если есть, тот, где названия.`,

  // A part of a table
  "“{table}” holds {n} interactions, and no more than {most} can be trained on here. Take a part of it.":
    ({ table, n, most }) =>
      `В «${table}» ${n} ${form(n, "взаимодействие", "взаимодействия", "взаимодействий")}, а обучать здесь можно не больше чем на ${most}. Возьмите часть.`,
  "every second user": "каждого второго пользователя",
  "every third user": "каждого третьего пользователя",
  "every {n}th user": "каждого {n}-го пользователя",
  "the newest year": "последний год",
  "the newest three months": "последние три месяца",
  "the newest month": "последний месяц",
  "the newest week": "последнюю неделю",
  "the newest {n} days": ({ n }) => `последние ${n} ${form(n, "день", "дня", "дней")}`,
} satisfies Messages;
