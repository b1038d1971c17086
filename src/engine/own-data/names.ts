/** What columns are called, in English and Russian: which role a name speaks for. */
import type { Role } from "./columns.ts";
import { COUNTING } from "./ratings.ts";

/** A name without case, blanks and marks, and without RecBole's type: "user_id:token" is "userid". */
export const plain = (name: string) =>
  name
    .replace(/:(token|float)(_seq)?$/, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const ID = "(s|id|ids|name|no|number|code|key|idx|index|hash|identifier|uuid)?";
const PEOPLE =
  "user|uid|usr|customer|cust|client|buyer|reviewer|rater|person|people|member|visitor|account|student|listener|reader|viewer|player|profile|consumer|guest|subscriber";
const THINGS =
  "item|iid|movie|film|product|book|song|track|artist|article|anime|business|game|recipe|parentasin|asin|isbn|isbn10|isbn13|sku|stockcode|show|video|thing|restaurant|hotel|course|place|venue|poi|news|post|beer|wine|joke|app|content|document|doc|series|good|goods|offer|course|playlist|album";

const NAMES: readonly (readonly [Role, RegExp])[] = [
  ["none", /^(unnamed\d*|index|rowid|rownumber|rownum|номерстроки)$/],
  [
    "time",
    /^(timestamp|time|date|datetime|when|unixtime|unixtimestamp|unixreviewtime|reviewtime|ts|dt|day|tdat|epoch|время|дата|когда|(дата|время)(и)?(дата|время)?\p{L}*|меткавремени)$/u,
  ],
  [
    "time",
    /^(created|rated|updated|reviewed|watched|viewed|played|listened|lastplayed|purchased|bought|ordered|visited|read|added|event|interaction|rating|review|order|purchase|invoice|transaction|click|view|watch|listen|visit|checkin|unix|posted|submitted|log|server|start|borrow|rent|utc)(at|on|date|time|datetime|timestamp|ts)(utc|ms|unix)?$|^(date|time|timestamp)(created|rated|updated|reviewed|added|viewed|read|watched|played|utc|ms|unix|s|sec)$/,
  ],
  [
    "title",
    new RegExp(`^((${THINGS})?(title|name)|title|movie|film|label)$|^(назван|наименован|заголов)`),
  ],
  [
    "categories",
    /^(genres?|categor(y|ies)|maincategory|tags|topics?|types?|classes)$|^(жанр|категори|тег|рубрик|тематик)/,
  ],
  [
    "year",
    /^(year|releaseyear|releasedate|yearofpublication|published)$|^год(выпуска|издания|выхода)?$/,
  ],
  [
    "rating",
    /^((user|book|movie|item|overall|star|review)?ratings?(value|score)?|score|stars?|grade|overall|value|weight|preference|reviewscore|points|note|label|marks?|rate|click|clicked|liked?|target|feedback)$|^(оценк|рейтинг|балл|отметк|зв[её]зд)/,
  ],
  ["rating", COUNTING],
  ["user", new RegExp(`^(id)?(${PEOPLE})${ID}$`)],
  [
    "user",
    /^(id|ид|код|номер|идентификатор|имя)?(пользовател|юзер|клиент|покупател|читател|зрител|слушател|студент|гост|абонент|подписчик)/,
  ],
  ["item", new RegExp(`^(id)?(${THINGS})${ID}$`)],
  [
    "item",
    /^(id|ид|код|номер|идентификатор)?(товар|фильм|книг|айтем|объект|предмет|трек|песн|игр[аы]|стать|рецепт|продукт|кино|сериал|видео|исполнител|курс|блюд|новост|аниме|альбом|артикул)/,
  ],
];

/** Times that are not of an interaction. */
const OTHER_TIMES =
  /birth|born|release|publish|sign|join|regist|found|expir|рожден|выпуск|издани|регистрац/;
export const isOtherTime = (name: string) => OTHER_TIMES.test(plain(name));

/** A time of day, which stands beside a date. */
export const isClockName = (name: string) =>
  /^(time|clock|hour|timeofday|время|час)$/.test(plain(name));

/** The roles that a name speaks for, the likeliest first; "none" is a column of row numbers. */
export function rolesNamed(name: string): Role[] {
  // "review/userId" and "r.movieId": what stands last says it.
  const last = name.split(/[/.]/).at(-1) ?? name;
  const texts = new Set([plain(name), plain(last)]);
  const roles = NAMES.filter(([role, pattern]) =>
    [...texts].some((text) => pattern.test(text) && !(role === "time" && OTHER_TIMES.test(text))),
  ).map(([role]) => role);
  return [...new Set(roles)];
}
