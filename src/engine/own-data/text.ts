/** From bytes to text: which encoding a file has, and what is no text at all. */
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { OwnDataError } from "./limits.ts";

/** What a file of text can be read as: the first four are found, the others can be chosen. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1251",
  "koi8-r",
  "ibm866",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-kr",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What a file is by its first bytes, where that is no table, and what to do instead. */
const NO_TABLES: readonly { readonly bytes: readonly number[]; readonly told: Sentence }[] = [
  {
    bytes: [0x42, 0x5a, 0x68],
    told: sentence("“{name}” is compressed with bzip2. Unpack it and choose the file inside."),
  },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    told: sentence("“{name}” is compressed with xz. Unpack it and choose the file inside."),
  },
  {
    bytes: [0x37, 0x7a, 0xbc, 0xaf],
    told: sentence("“{name}” is a 7-Zip archive. Unpack it and choose the files in it."),
  },
  {
    bytes: [0x52, 0x61, 0x72, 0x21],
    told: sentence("“{name}” is a RAR archive. Unpack it and choose the files in it."),
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    told: sentence(
      "“{name}” is an old Excel or Word file. Open it there and save the sheet as CSV.",
    ),
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    told: sentence("“{name}” is compressed with Zstandard. Unpack it and choose the file inside."),
  },
  {
    bytes: [0x89, 0x48, 0x44, 0x46],
    told: sentence("“{name}” is an HDF5 file. Save the table in it as CSV or Parquet first."),
  },
  {
    bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    told: sentence(
      "“{name}” is an SQLite database. Export the table of interactions from it as CSV.",
    ),
  },
  {
    bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31],
    told: sentence("“{name}” is an Arrow or Feather file. Save it as Parquet or CSV."),
  },
  {
    bytes: [0x80, 0x04, 0x95],
    told: sentence("“{name}” is a Python pickle. Save the table in it as CSV or Parquet."),
  },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    told: sentence("“{name}” is a PDF. Copy its table into a spreadsheet and save that as CSV."),
  },
];

/**
 * The encoding of a file from its first bytes: a byte order mark, else zeros where UTF-16 has them, else
 * UTF-8 where the bytes can be that, else what its letters say: Cyrillic, or else windows-1252.
 * @param whole whether the bytes are all of the file
 * @throws OwnDataError for what is no text
 */
export function encodingOf(name: string, head: Uint8Array, whole: boolean): Encoding {
  for (const { bytes, told } of NO_TABLES) {
    if (bytes.every((byte, i) => head[i] === byte)) {
      throw new OwnDataError({ ...told, values: { name } });
    }
  }
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i & 1]!++;
  });
  const [even, odd] = zeros as [number, number];
  const many = head.length / 8;
  if (odd > many && even < odd / 10) return "utf-16le";
  if (even > many && odd < even / 10) return "utf-16be";
  if (even + odd > 0) {
    throw new OwnDataError(
      sentence(
        "“{name}” is no text: it holds bytes that are zero. Choose a table as text (CSV, TSV, .dat); from a spreadsheet, save it as “CSV UTF-8”.",
        { name },
      ),
    );
  }
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: !whole });
    return "utf-8";
  } catch {
    return oneByteOf(head);
  }
}

/**
 * Which table of 256 letters bytes were written with. Words in Latin letters hold an accented one here and
 * there; in Cyrillic the bytes above 127 stand side by side, and most of them are small letters.
 */
export function oneByteOf(bytes: Uint8Array): Encoding {
  let [high, beside, upper, lower, dos] = [0, 0, 0, 0, 0];
  for (let n = 0; n < bytes.length; n++) {
    const byte = bytes[n]!;
    if (byte < 0x80) continue;
    // A letter of UTF-8, which the file is but for a few places.
    if (byte >= 0xc2 && byte < 0xe0 && ((bytes[n + 1] ?? 0) & 0xc0) === 0x80) {
      n++;
      continue;
    }
    high++;
    if ((bytes[n - 1] ?? 0) >= 0x80 || (bytes[n + 1] ?? 0) >= 0x80) beside++;
    if (byte >= 0xe0) upper++;
    else if (byte >= 0xc0) lower++;
    else if (byte < 0xb0) dos++;
  }
  if (beside <= 0.7 * high) return "windows-1252";
  if (dos > 0.4 * high) return "ibm866";
  return lower > upper ? "koi8-r" : "windows-1251";
}

/** Some bytes of a file. @throws OwnDataError where it cannot be read: a folder, or gone since */
export async function bytesOf(blob: Blob, start: number, end: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(start, end).arrayBuffer());
  } catch (cause) {
    throw new OwnDataError(
      sentence(
        "A file could not be read: it is a folder, or it has changed since it was chosen. Choose the files themselves again.",
      ),
      { cause },
    );
  }
}

/** A file that looked like UTF-8 and turned out not to be: it is read again as windows-1252. */
export class NotUtf8 extends Error {}

/** Decodes a file piece by piece, with line ends made "\n". */
export class Decoder {
  readonly #decoder: TextDecoder;
  #carriageReturn = false;

  constructor(encoding: Encoding) {
    this.#decoder = new TextDecoder(encoding, { fatal: encoding === "utf-8" });
  }

  /** @param last whether nothing follows */
  decode(bytes: Uint8Array, last: boolean): string {
    let text: string;
    try {
      text = this.#decoder.decode(bytes, { stream: !last });
    } catch {
      throw new NotUtf8();
    }
    // A "\n" at the start of this piece may belong to the "\r" that ended the piece before.
    if (this.#carriageReturn) text = `\r${text}`;
    this.#carriageReturn = !last && text.endsWith("\r");
    if (this.#carriageReturn) text = text.slice(0, -1);
    return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  }
}

/** For display: no control characters, and none that turn the direction of what follows. */
export function cleanText(text: string, most: number): string {
  const clean = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return clean.length <= most ? clean : `${[...clean.slice(0, most)].slice(0, -1).join("")}…`;
}
