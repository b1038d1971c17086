/** How the text of a file is written: what was found, and what it can be read as instead. */
import { fileSize } from "../../engine/own-data/limits.ts";
import type { TableHead } from "../../engine/own-data/reader.ts";
import type { TextWish } from "../../engine/own-data/table.ts";
import { say, word } from "../language/say.ts";
import { tell } from "../language/tell.ts";

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ",": word("commas"),
  "\t": word("tabs"),
  ";": word("semicolons"),
  "|": word("bars"),
  "::": word("double colons"),
  " ": word("spaces"),
  "  ": word("runs of blanks"),
  "\u0001": word("Ctrl-A"),
};
const ENCODING_NAMES: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16 BE",
  "windows-1252": "Latin-1 (windows-1252)",
  "windows-1251": "windows-1251",
  "koi8-r": "KOI8-R",
  ibm866: "CP866",
  gb18030: "GB 18030",
  big5: "Big5",
  shift_jis: "Shift JIS",
  "euc-kr": "EUC-KR",
};

/** "1.5 MB, UTF-8, separated by commas" */
export function written({ bytes, encoding, delimiter, format }: TableHead): string {
  const size = tell(fileSize(bytes));
  if (format) return say("{size}, {format}", { size, format: tell(format) });
  return say("{size}, {encoding}, separated by {delimiter}", {
    size,
    encoding: ENCODING_NAMES[encoding ?? ""] ?? encoding ?? "",
    delimiter: say(DELIMITER_NAMES[delimiter] ?? delimiter),
  });
}

interface Props {
  readonly head: TableHead;
  readonly reopen: (wish: TextWish) => void;
}

/** The encoding and the delimiter, to be corrected. */
export function TextChoices({ head: { name, encoding, delimiter, format }, reopen }: Props) {
  if (!encoding || format) return null;
  return (
    <>
      <label>
        {say("Encoding")}{" "}
        <select
          className="select"
          aria-label={say("Encoding of {name}", { name })}
          value={encoding}
          onChange={({ target }) =>
            reopen({ encoding: target.value as typeof encoding, delimiter })
          }
        >
          {Object.entries(ENCODING_NAMES).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say("Separated by")}{" "}
        <select
          className="select"
          aria-label={say("What separates {name}", { name })}
          value={delimiter}
          onChange={({ target }) => reopen({ encoding, delimiter: target.value })}
        >
          {Object.entries(DELIMITER_NAMES).map(([value, label]) => (
            <option key={value} value={value}>
              {say(label)}
            </option>
          ))}
          {!(delimiter in DELIMITER_NAMES) && <option value={delimiter}>{delimiter}</option>}
        </select>
      </label>
    </>
  );
}
