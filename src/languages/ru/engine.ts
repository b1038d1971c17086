import type { Messages } from "../../components/language/say.ts";
import { form } from "./forms.ts";

/** What the engine tells. */
export const engine = {
  // device.ts
  "WebGPU has failed in this browser, so the model trains on the processor with WebAssembly.":
    "WebGPU в этом браузере отказал, поэтому модель обучается на процессоре через WebAssembly.",
  "WebGPU did not start ({reason}), so the model trains on the processor with WebAssembly.":
    "WebGPU не запустился ({reason}), поэтому модель обучается на процессоре через WebAssembly.",
  "WebAssembly with threads did not work in this browser, so the model trains on one thread.":
    "WebAssembly с потоками в этом браузере не заработал, поэтому модель обучается в одном потоке.",
  "WebAssembly with SIMD did not work in this browser, so the model trains without it, which is slower.":
    "WebAssembly с SIMD в этом браузере не заработал, поэтому модель обучается без него, а это медленнее.",
  "This browser has no WebAssembly, or has it switched off (lockdown mode, perhaps), and nothing trains without it. Everything can still be read; to train, allow it for this site or take another browser.":
    "В этом браузере нет WebAssembly, или он выключен (возможно, включён режим блокировки), а без него ничего не обучается. Читать можно всё; чтобы обучать, разрешите его для этого сайта или возьмите другой браузер.",
  "The back end has not started in {seconds} seconds. Reload the page; if it happens again, try another browser.":
    ({ seconds }) =>
      `Устройство не запустилось за ${seconds} с. Перезагрузите страницу; если не поможет, возьмите другой браузер.`,
  "“{kernel}” does not work in this browser: {reason}":
    "«{kernel}» не работает в этом браузере: {reason}",
  "This browser has no WebGPU": "В этом браузере нет WebGPU",
  "WebGPU found no graphics adapter": "WebGPU не нашёл видеокарту",
  "WebGPU did not start ({reason})": "WebGPU не запустился ({reason})",
  "{missing}, so the model cannot train on WebGPU here. Choose “auto” or “WebAssembly” as the back end: the lesson is the same, only slower.":
    "{missing}, поэтому обучать модель через WebGPU здесь нельзя. Выберите устройство «Авто» или «WebAssembly»: урок тот же, только медленнее.",
  "{missing}, so the model trains on the processor with WebAssembly.":
    "{missing}, поэтому модель обучается на процессоре через WebAssembly.",
  "WebAssembly was asked for.": "Выбран WebAssembly.",
  "WebGPU here is only software, which is slower than WebAssembly, so the model trains on the processor.":
    "WebGPU здесь программный и медленнее WebAssembly, поэтому модель обучается на процессоре.",
  "WebGPU was asked for; its adapter ({name}) is software, so expect it to be slow.":
    "Выбран WebGPU, но его адаптер ({name}) программный: будет медленно.",
  "The model trains on the graphics card ({name}).": "Модель обучается на видеокарте ({name}).",
  "The {backend} back end did not start: {reason}. Reload the page; if it happens again, try another browser.":
    "Бэкенд {backend} не запустился: {reason}. Обновите страницу; если не поможет, попробуйте другой браузер.",
  "There is not enough free memory here to train in. Everything can still be read; to train, close other tabs and programs and reload the page.":
    "Здесь не хватает свободной памяти, чтобы обучать модель. Читать можно всё; чтобы обучать, закройте другие вкладки и программы и обновите страницу.",
  "The {backend} back end did not start. Reload the page; if it happens again, try another browser.":
    "Бэкенд {backend} не запустился. Обновите страницу; если не поможет, попробуйте другой браузер.",

  // rpc.ts
  "The training worker could not be started": "Поток обучения не запустился",
  "A new worker takes over": "Работу продолжает новый поток",

  // hyperparameters.ts
  "{key} is {shown}, but it takes {right}": "{key} здесь {shown}, а нужно: {right}",
  "a whole number from {min} to {max}": "целое число от {min} до {max}",
  "a number from {min} to {max}": "число от {min} до {max}",
  "one of {values}": "одно из {values}",
  text: "текст",
  "true or false": "true или false",
  "{lesson} stands on no other run with these settings, so {fields} cannot be used":
    "С этими настройками «{lesson}» не стоит ни на каком другом прогоне, поэтому {fields} использовать нельзя",
  "{key} cannot be chosen: the run beneath learns from the same data, on the same device":
    "{key} выбрать нельзя: прогон под ним учится на тех же данных и на том же устройстве",
  "Of the run beneath: {problem}": "О прогоне под ним: {problem}",
  "The run beneath ({lesson}) could not be made: {reason}":
    "Прогон под ним ({lesson}) не получился: {reason}",
  "its loss left all bounds at step {step}: lower its learning rate":
    "его лосс вышел за все границы на шаге {step}: уменьшите его скорость обучения",
  'There is no setting "{key}"; the settings are {known}':
    "Нет настройки «{key}»; есть такие: {known}",

  // clicks/polynomial.ts, clicks/examples.ts, session.ts
  "a sum such as 1.5 x1 x2 - x3 x4 x5, or random":
    "сумма вроде 1.5 x1 x2 - x3 x4 x5 или слово random",
  "{right}; {also}": "{right}; {also}",
  "strengths up to {n}": "коэффициенты не больше {n}",
  "inputs are x1 to x{n}": "входы — от x1 до x{n}",
  "no input twice in a product": "в произведении вход встречается один раз",
  "products of {least} to {most} inputs": "в произведении от {least} до {most} входов",
  "each product once": "каждое произведение — один раз",
  "at most {n} products": ({ n }) =>
    `не больше ${n} ${form(n, "произведения", "произведений", "произведений")}`,
  "This lesson learns to tell films with four stars and more from the others, and these data do not have both kinds in training, validation and test (no column of ratings, or too few): choose another dataset, or the task “Known crossings”":
    "Этот урок учит отличать фильмы с оценкой от четырёх звёзд от остальных, а в этих данных нет и тех и других сразу в обучении, валидации и тесте (нет столбца с оценками или их слишком мало). Выберите другой датасет или задачу «Известные пересечения»",
  "These data hold nothing that this lesson could learn from: choose another dataset":
    "В этих данных нет ничего, на чём можно учиться в этом уроке: выберите другой датасет",

  // lessons/sasrec/sequences.ts
  "A dimension of {dim} cannot be shared by {heads} heads; take a multiple of {heads}.":
    "Размерность {dim} не делится поровну между головами, их {heads}. Выберите число, кратное {heads}.",

  // dataset.ts, dataset-format.ts
  'There is no dataset "{id}"; the datasets are {known}.':
    "Нет датасета «{id}»; есть такие: {known}.",
  'datasets/{id}/dataset.json has format version {version}, but this page reads version {known}. Reload the page without its cache; if that does not help, run "npm run build-dataset".':
    "У файла datasets/{id}/dataset.json версия формата {version}, а страница читает версию {known}. Обновите страницу без кэша; если не поможет, выполните «npm run build-dataset».",
  'The file datasets/{id}/{file} could not be read ({reason}). Check the connection and reload the page; if the file is not on the server, run "npm run build-dataset" or restore it from the repository.':
    "Файл datasets/{id}/{file} не прочитался ({reason}). Проверьте соединение и обновите страницу; если файла нет на сервере, выполните «npm run build-dataset» или восстановите его из репозитория.",
  'The file datasets/{id}/{file} is damaged: {detail}. Reload the page; if it stays so, run "npm run build-dataset" or restore the file from the repository.':
    "Файл datasets/{id}/{file} повреждён: {detail}. Обновите страницу; если не поможет, выполните «npm run build-dataset» или восстановите файл из репозитория.",
  "the lengths given for {file} do not agree": "длины, указанные для {file}, не сходятся",
  "it has {n} bytes instead of {right}": ({ n, right }) =>
    `в нём ${n} ${form(n, "байт", "байта", "байт")} вместо ${right}`,
  "its SHA-256 is not the expected one": "его SHA-256 не тот, что должен быть",
  "it lists {n} items, not {right}": ({ n, right }) =>
    `в нём ${n} ${form(n, "айтем", "айтема", "айтемов")}, а не ${right}`,
  "it is not JSON": "это не JSON",
  "it holds the number {n}, beyond {last}": "в нём есть число {n}, больше {last}",
  "The dataset's checksums were not verified, because the browser offers no cryptography on a page served over plain http. Open the page over https or on localhost to have them checked.":
    "Контрольные суммы данных не проверены: на странице, открытой по http, браузер не даёт криптографии. Откройте страницу по https или на localhost, и они будут проверены.",

  // engine.ts, own-data/own.ts
  "The data that this browser has kept are damaged: remove them under “Your own data” and load the file again.":
    "Данные, сохранённые в этом браузере, повреждены: удалите их в окне «Ваши данные» и загрузите файл снова.",
  "These data of somebody’s own are not in this browser: load the file again under “Your own data”, or choose another dataset ({id})":
    "Этих чужих данных нет в этом браузере: загрузите файл в окне «Ваши данные» или выберите другой датасет ({id})",

  // own-data/text.ts
  "“{name}” is compressed with bzip2. Unpack it and choose the file inside.":
    "Файл «{name}» сжат bzip2. Распакуйте его и выберите файл внутри.",
  "“{name}” is compressed with xz. Unpack it and choose the file inside.":
    "Файл «{name}» сжат xz. Распакуйте его и выберите файл внутри.",
  "“{name}” is a 7-Zip archive. Unpack it and choose the files in it.":
    "«{name}» — архив 7-Zip. Распакуйте его и выберите файлы из него.",
  "“{name}” is a RAR archive. Unpack it and choose the files in it.":
    "«{name}» — архив RAR. Распакуйте его и выберите файлы из него.",
  "“{name}” is an old Excel or Word file. Open it there and save the sheet as CSV.":
    "«{name}» — файл старого Excel или Word. Откройте его там и сохраните лист как CSV.",
  "“{name}” is a PDF. Copy its table into a spreadsheet and save that as CSV.":
    "«{name}» — PDF. Скопируйте из него таблицу в редактор таблиц и сохраните как CSV.",
  "“{name}” is no text: it holds bytes that are zero. Choose a table as text (CSV, TSV, .dat); from a spreadsheet, save it as “CSV UTF-8”.":
    "«{name}» — не текст: в нём есть нулевые байты. Выберите таблицу в виде текста (CSV, TSV, .dat); из редактора таблиц сохраните её как «CSV UTF-8».",
  "A file could not be read: it is a folder, or it has changed since it was chosen. Choose the files themselves again.":
    "Файл не прочитался: это папка, или он изменился после выбора. Выберите сами файлы ещё раз.",

  // own-data/reader.ts, own-data/rows.ts
  "Choose a file with interactions, or paste a table.":
    "Выберите файл с взаимодействиями или вставьте таблицу.",
  "These are {n} files. Choose the one with the interactions and, if there is one, the one with the titles.":
    "Выбрано файлов: {n}. Выберите тот, где взаимодействия, и, если есть, тот, где названия.",
  "“{name}” has {size}; up to {most} can be read, which is some {n} interactions. Keep a part of it, the newest interactions or every tenth user, and choose that file.":
    "В файле «{name}» {size}, а прочитать можно до {most}, это около {n} взаимодействий. Оставьте часть — самые новые взаимодействия или каждого десятого пользователя — и выберите этот файл.",
  "“{name}” is empty. Choose a file with one interaction a line.":
    "Файл «{name}» пуст. Выберите файл, где в каждой строке одно взаимодействие.",
  "“{name}” holds blank lines only. Choose a file with one interaction a line.":
    "В файле «{name}» только пустые строки. Выберите файл, где в каждой строке одно взаимодействие.",
  "the line has more fields than the table has columns": "в строке больше полей, чем столбцов",
  "the line is too long": "строка слишком длинная",
  "a quotation mark opens and never closes": "кавычка открыта и не закрыта",
  "The first line of “{name}” goes on for more than {n} characters, so this is no table with a row for each interaction. Choose a file with one interaction a line: user, item and perhaps rating and time.":
    "В первой строке файла «{name}» больше {n} символов, значит, это не таблица, в строках которой взаимодействия. Выберите файл, где в каждой строке одно взаимодействие: пользователь, айтем и, может быть, оценка и время.",
  "“{name}” has {n} columns; {most} can be read. If it is a matrix of users by items, turn it into a table with one interaction a line; else keep the columns for user, item, rating and time.":
    ({ name, n, most }) =>
      `В файле «${name}» ${n} ${form(n, "столбец", "столбца", "столбцов")}, а прочитать можно ${most}. Если это матрица «пользователи × айтемы», превратите её в таблицу, где в каждой строке одно взаимодействие; иначе оставьте столбцы с пользователем, айтемом, оценкой и временем.`,

  // own-data/gather.ts
  "the user is empty": "пользователь не указан",
  "the user has more than {n} characters": "в имени пользователя больше {n} символов",
  "the user holds unreadable characters": "в имени пользователя есть нечитаемые символы",
  "the item is empty": "айтем не указан",
  "the item has more than {n} characters": "в имени айтема больше {n} символов",
  "the item holds unreadable characters": "в имени айтема есть нечитаемые символы",
  "the rating is no number": "оценка — не число",
  "the time cannot be read as one from 1900 to 2200":
    "время не читается как дата с 1900 по 2200 год",
  "the item stands there twice: the first line counts": "айтем указан дважды: взята первая строка",
  "the same user and item stand there again: the latest counts":
    "тот же пользователь и тот же айтем ещё раз: взято последнее",
  "“{table}” describes more than {n} items. Keep those that occur in the interactions, and choose that file.":
    "В файле «{table}» описано больше {n} айтемов. Оставьте те, что встречаются во взаимодействиях, и выберите этот файл.",

  // own-data/assemble.ts
  "No line of “{table}” could be used. Most often {reason}, as on line {line}: {text}. Check which column is which.":
    "В файле «{table}» не подошла ни одна строка. Чаще всего причина такая: {reason}, как в строке {line}: {text}. Проверьте, где какой столбец.",
  "“{table}” holds no interactions, only a header or nothing at all. Choose a file with one interaction a line.":
    "В файле «{table}» нет взаимодействий: только заголовок или вообще ничего. Выберите файл, где в каждой строке одно взаимодействие.",
  "There is no rating: every interaction counts as 1. {and}":
    "Оценок нет: каждое взаимодействие считается за 1. {and}",
  "All ratings are {rating}: every interaction counts as 1. {and}":
    "Все оценки равны {rating}: каждое взаимодействие считается за 1. {and}",
  "Lessons about graded ratings (ranking gradients, DLRM, DCN-v2) cannot use that, and say so.":
    "Уроки об оценках (градиенты ранжирования, DLRM, DCN-v2) с этим работать не могут и скажут об этом.",
  "There are {n} categories; the {kept} with the most items are kept.":
    "Категорий: {n}. Оставлены {kept}, в которых больше всего айтемов.",
  "There are no titles: the ids stand for them.": "Названий нет: вместо них идентификаторы.",
  "One item has no title: the id stands for it.":
    "У одного айтема нет названия: вместо него идентификатор.",
  "{n} items have no title: the id stands for it.": ({ n }) =>
    `У ${n} ${form(n, "айтема", "айтемов", "айтемов")} нет названия: вместо него идентификатор.`,
  "There are no categories: what a lesson reads from them is empty.":
    "Категорий нет: всё, что урок берёт из них, пусто.",

  // own-data/columns.ts
  User: "Пользователь",
  Item: "Айтем",
  Rating: "Оценка",
  Time: "Время",
  Title: "Название",
  Categories: "Категории",
  "One category (0 or 1)": "Одна категория (0 или 1)",
  Year: "Год",
  "Left out": "Пропущено",
  "One table must hold the interactions, and at most one the items: say which under “This table holds”.":
    "Взаимодействия должны быть ровно в одной таблице, айтемы — не более чем в одной. Укажите это в поле «В этой таблице».",
  "Say which column holds the user and which the item.":
    "Укажите, в каком столбце пользователь, а в каком айтем.",
  "Say which column of the table of items holds the item.":
    "Укажите, в каком столбце таблицы айтемов сам айтем.",
  "Two columns are “{role}”: leave one of them out.":
    "Два столбца отмечены как «{role}»: один из них пропустите.",

  // own-data/cores.ts
  "Slow: {n} million pairs are ranked after every epoch, which takes many seconds.": ({ n }) =>
    `Медленно: после каждой эпохи ранжируется ${n} ${form(n, "миллион", "миллиона", "миллионов")} пар, на это уходит много секунд.`,
  "Nobody is left: no group of users and items has {k} interactions each.": ({ k }) =>
    `Никого не осталось: нет таких пользователей и айтемов, у каждого из которых по ${k} ${form(k, "взаимодействию", "взаимодействия", "взаимодействий")}.`,
  "There is one user only, and nobody to learn from.":
    "Пользователь всего один, учиться не на ком.",
  "One user has three interactions or more; it takes {least}, because the last two of each are held out to ask about.":
    "Три взаимодействия и больше только у одного пользователя, а нужно не меньше {least}: последние два у каждого откладываются для проверки.",
  "{n} users have three interactions or more; it takes {least}, because the last two of each are held out to ask about.":
    "Пользователей, у которых не меньше трёх взаимодействий: {n}, а нужно {least}: последние два у каждого откладываются для проверки.",
  "There are {n} items; it takes {least}, because the lists hold ten.":
    "Айтемов: {n}, а нужно не меньше {least}, потому что в списках по десять.",
  "{users} users times {items} items are more pairs than the {most} that can be ranked after every epoch.":
    "{users} пользователей на {items} айтемов — больше пар, чем {most}, которые можно ранжировать после каждой эпохи.",

  // memory.ts
  "This set-up is too large for the graphics card: one table of numbers takes {size}, and {limit} is the most here. {advice}":
    "Эти настройки слишком велики для видеокарты: одна таблица чисел занимает {size}, а здесь можно не больше {limit}. {advice}",
  "This set-up is too large: it takes about {needs}, and WebAssembly has room for {limit}. {advice}":
    "Эти настройки слишком велики: нужно около {needs}, а в WebAssembly помещается {limit}. {advice}",
  "This set-up is too large: it takes about {needs}, and this machine can spare {limit}. {advice}":
    "Эти настройки слишком велики: нужно около {needs}, а эта машина может отдать {limit}. {advice}",
  "One of these is enough: {settings}.": "Хватит одного из этих изменений: {settings}.",
  "Lower these together: {settings}.": "Уменьшите вместе: {settings}.",
  "Choose a smaller dataset.": "Выберите датасет поменьше.",

  // rpc.ts
  "The worker did not answer and was ended": "Фоновый поток не отвечал и был завершён",

  // own-data/limits.ts
  "{n} GB": "{n} ГБ",
  "{n} MB": "{n} МБ",
  "{n} kB": "{n} КБ",
  "{n} bytes": ({ n }) => `${n} ${form(n, "байт", "байта", "байт")}`,
} satisfies Messages;
