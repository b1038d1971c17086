/** Compressed files and archives become the files in them, within the limits of any file. */
import { sentence } from "../declarations/sentence.ts";
import { fileSize, LIMITS, OwnDataError } from "./limits.ts";
import { bytesOf } from "./text.ts";

export interface Source {
  readonly name: string;
  readonly blob: Blob;
}

const begins = (head: Uint8Array, bytes: readonly number[]) =>
  bytes.every((byte, n) => head[n] === byte);

/** @throws OwnDataError for what is damaged, too large, or holds no table */
export async function unpacked(sources: readonly Source[]): Promise<Source[]> {
  const lists = await Promise.all(sources.map(unpack));
  return lists.flat();
}

async function unpack(source: Source): Promise<Source[]> {
  const head = await bytesOf(source.blob, 0, 8);
  if (begins(head, [0x1f, 0x8b])) return unpack(await gunzipped(source));
  if (begins(head, [0x50, 0x4b])) {
    if (head[2] === 0x03) return (await Promise.all((await unzipped(source)).map(inner))).flat();
    if (head[2] === 0x05)
      throw new OwnDataError(
        sentence(
          "“{name}” is an empty zip archive. Choose the archive you meant, or the files themselves.",
          { name: source.name },
        ),
      );
  }
  return [source];
}

/** Of what lies in an archive only gzip is unpacked again. */
async function inner(source: Source): Promise<Source[]> {
  const head = await bytesOf(source.blob, 0, 2);
  return [begins(head, [0x1f, 0x8b]) ? await gunzipped(source) : source];
}

const tooLarge = (name: string) =>
  new OwnDataError(
    sentence(
      "“{name}” holds more than {most} when it is unpacked. Keep a part of it, the newest interactions or every tenth user, and choose that file.",
      { name, most: fileSize(LIMITS.bytes) },
    ),
  );

const damaged = (name: string, cause: unknown) =>
  new OwnDataError(
    sentence(
      "“{name}” is a compressed file that cannot be unpacked here: it is damaged, cut off or encrypted. Unpack it and choose the file inside.",
      { name },
    ),
    { cause },
  );

/** With the browser's own decompression, given up as soon as it grows too large. */
async function gunzipped({ name, blob }: Source): Promise<Source> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = blob.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      parts.push(value as Uint8Array<ArrayBuffer>);
      size += value.length;
      if (size > LIMITS.bytes) throw tooLarge(name);
    }
  } catch (cause) {
    if (cause instanceof OwnDataError) {
      void reader.cancel();
      throw cause;
    }
    throw damaged(name, cause);
  }
  return { name: name.replace(/\.(gz|gzip)$/i, ""), blob: new Blob(parts) };
}

/** What stands in archives and is no table. */
const NO_TABLE =
  /(^|\/)(__macosx\/|\.|readme|licen[sc]e)|\/$|\.(pl|sh|py|md|html?|pdf|docx?|png|jpe?g|xml)$|(^|\/)u[1-5ab]\.(base|test)$/i;
const SPREADSHEET = /^(xl\/|content\.xml$|index\/)/i;

async function unzipped({ name, blob }: Source): Promise<Source[]> {
  const { unzipSync } = await import("fflate");
  const bytes = await bytesOf(blob, 0, blob.size);
  const found: { readonly name: string; readonly size: number }[] = [];
  try {
    unzipSync(bytes, {
      filter: (file) => {
        found.push({ name: file.name, size: file.originalSize });
        return false;
      },
    });
  } catch (cause) {
    throw damaged(name, cause);
  }
  if (found.some((file) => SPREADSHEET.test(file.name))) {
    throw new OwnDataError(
      sentence("“{name}” is a spreadsheet. Open it there and save the sheet as CSV.", { name }),
    );
  }
  const tables = found.filter((file) => file.size > 0 && !NO_TABLE.test(file.name));
  if (tables.length === 0) {
    throw new OwnDataError(
      sentence(
        "“{name}” is an archive in which no table was found. Unpack it and choose the files.",
        { name },
      ),
    );
  }
  if (tables.length > LIMITS.files) {
    throw new OwnDataError(
      sentence(
        "“{name}” holds {n} files. Unpack it, and choose the one with the interactions and, if there is one, the one with the titles.",
        { name, n: tables.length },
      ),
    );
  }
  // A large file beside the interactions, genome-scores.csv say, is no reason to refuse them.
  const fit = tables.filter(({ size }) => size <= LIMITS.bytes);
  if (
    fit.length === 0 ||
    tables.some(
      (file) => file.size > LIMITS.bytes && /rating|interact|event|behavio/i.test(file.name),
    )
  )
    throw tooLarge(name);
  try {
    const wanted = new Set(fit.map((file) => file.name));
    const files = unzipSync(bytes, { filter: (file) => wanted.has(file.name) });
    return Object.entries(files).map(([path, content]) => ({
      name: path.split("/").at(-1)!,
      blob: new Blob([content as Uint8Array<ArrayBuffer>]),
    }));
  } catch (cause) {
    throw damaged(name, cause);
  }
}
