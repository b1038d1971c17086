/**
 * The files of a dataset, as scripts/build-dataset.mjs writes them under public/datasets/<id>/: a
 * manifest (dataset.json), little-endian columns, and the catalogue (items.json). Format version 1.
 */
import { z } from "zod";
import {
  messageOf,
  type Sentence,
  sentence,
  ToldError,
  verbatim,
} from "../declarations/sentence.ts";
import type { Catalogue, Dataset } from "./dataset.ts";

/** A dataset that cannot be used; it says what happened and what to do. */
export class DatasetError extends ToldError {
  override name = "DatasetError";
  constructor(
    readonly kind: "unknown" | "missing" | "corrupt" | "version",
    told: Sentence,
    options?: ErrorOptions,
  ) {
    super(told, options);
  }
}

/** Reads a file by its path from the site's root: "datasets/<id>/dataset.json". Rejects if absent. */
export type ReadFile = (path: string) => Promise<ArrayBuffer>;

const FORMAT_VERSION = 1;
const BYTES = { uint8: 1, uint16: 2, uint32: 4 } as const;

const fileSchema = z.object({
  file: z.string().regex(/^[\w.-]+$/),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  length: z.int().nonnegative(),
});
const columnSchema = fileSchema.extend({ type: z.enum(["uint8", "uint16", "uint32"]) });
const manifestSchema = z.object({
  id: z.string(),
  name: z.string(),
  users: z.int().positive(),
  items: z.int().positive(),
  interactions: z.int().positive(),
  defaultCore: z.int().nonnegative(),
  byteOrder: z.literal("little-endian"),
  columns: z.object({
    user: columnSchema,
    item: columnSchema,
    rating: columnSchema,
    time: columnSchema,
  }),
  catalogue: fileSchema,
  tieRule: z.string(),
  source: z.string(),
  licence: z.string(),
  citation: z.string(),
});
const catalogueSchema = z.object({
  ids: z.array(z.int()),
  titles: z.array(z.string()),
  years: z.array(z.int()),
  genres: z.array(z.string()).max(32),
  genreBits: z.array(z.int()),
});
type FileEntry = z.infer<typeof fileSchema>;
type Column = z.infer<typeof columnSchema>;

/**
 * Reads all the files of a dataset and checks each one's size and SHA-256.
 * @returns the dataset with everything that is stored, and the k-core that it is meant to be used with
 * @throws DatasetError
 */
export async function readDataset(
  id: string,
  readFile: ReadFile,
): Promise<{ dataset: Dataset; defaultCore: number }> {
  const manifest = await readManifest(id, readFile);
  const { columns } = manifest;
  const warnings: Sentence[] = [];
  const read = (entry: FileEntry) => readChecked(id, entry, readFile, warnings);
  const [user, item, rating, time, catalogue] = await Promise.all([
    read(columns.user).then((bytes) => decode(bytes, columns.user, Int32Array)),
    read(columns.item).then((bytes) => decode(bytes, columns.item, Int32Array)),
    read(columns.rating).then((bytes) => decode(bytes, columns.rating, Float32Array)),
    read(columns.time).then((bytes) => decode(bytes, columns.time, Float64Array)),
    read(manifest.catalogue),
  ]);
  requireRange(id, columns.user.file, user, manifest.users);
  requireRange(id, columns.item.file, item, manifest.items);
  const dataset = {
    id,
    name: manifest.name,
    users: manifest.users,
    items: manifest.items,
    interactions: { user, item, rating: rating.map((halves) => halves / 2), time },
    timed: true,
    catalogue: parseCatalogue(id, manifest.catalogue.file, catalogue, manifest.items),
    about: {
      licence: manifest.licence,
      citation: manifest.citation,
      source: manifest.source,
      tieRule: manifest.tieRule,
    },
    warnings,
  };
  return { dataset, defaultCore: manifest.defaultCore };
}

async function readManifest(id: string, readFile: ReadFile) {
  const json = parseJson(id, "dataset.json", await readOrExplain(id, "dataset.json", readFile));
  const version = z.object({ formatVersion: z.unknown() }).safeParse(json).data?.formatVersion;
  if (version !== FORMAT_VERSION) {
    throw new DatasetError(
      "version",
      sentence(
        'datasets/{id}/dataset.json has format version {version}, but this page reads version {known}. Reload the page without its cache; if that does not help, run "npm run build-dataset".',
        { id, version: String(version), known: FORMAT_VERSION },
      ),
    );
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw corrupt(id, "dataset.json", verbatim(z.prettifyError(parsed.error)));
  const manifest = parsed.data;
  for (const column of Object.values(manifest.columns)) {
    if (
      column.length !== manifest.interactions ||
      column.bytes !== column.length * BYTES[column.type]
    )
      throw corrupt(
        id,
        "dataset.json",
        sentence("the lengths given for {file} do not agree", { file: column.file }),
      );
  }
  return manifest;
}

async function readOrExplain(id: string, file: string, readFile: ReadFile): Promise<ArrayBuffer> {
  try {
    return await readFile(`datasets/${id}/${file}`);
  } catch (cause) {
    throw new DatasetError(
      "missing",
      sentence(
        'The file datasets/{id}/{file} could not be read ({reason}). Check the connection and reload the page; if the file is not on the server, run "npm run build-dataset" or restore it from the repository.',
        { id, file, reason: messageOf(cause) },
      ),
      { cause },
    );
  }
}

async function readChecked(
  id: string,
  entry: FileEntry,
  readFile: ReadFile,
  warnings: Sentence[],
): Promise<ArrayBuffer> {
  const bytes = await readOrExplain(id, entry.file, readFile);
  if (bytes.byteLength !== entry.bytes) {
    throw corrupt(
      id,
      entry.file,
      sentence("it has {n} bytes instead of {right}", {
        n: String(bytes.byteLength),
        right: String(entry.bytes),
      }),
    );
  }
  // Absent on insecure origins: plain http on another machine's address.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle) {
    const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex !== entry.sha256) {
      throw corrupt(id, entry.file, sentence("its SHA-256 is not the expected one"));
    }
  } else if (warnings.length === 0) {
    warnings.push(
      sentence(
        "The dataset's checksums were not verified, because the browser offers no cryptography on a page served over plain http. Open the page over https or on localhost to have them checked.",
      ),
    );
  }
  return bytes;
}

function decode<T extends Int32Array | Float32Array | Float64Array>(
  bytes: ArrayBuffer,
  column: Column,
  Target: new (length: number) => T,
): T {
  const view = new DataView(bytes);
  const values = new Target(column.length);
  const size = BYTES[column.type];
  for (let i = 0; i < values.length; i++) {
    if (size === 1) values[i] = view.getUint8(i);
    else if (size === 2) values[i] = view.getUint16(2 * i, true);
    else values[i] = view.getUint32(4 * i, true);
  }
  return values;
}

function parseCatalogue(id: string, file: string, bytes: ArrayBuffer, items: number): Catalogue {
  const parsed = catalogueSchema.safeParse(parseJson(id, file, bytes));
  if (!parsed.success) throw corrupt(id, file, verbatim(z.prettifyError(parsed.error)));
  const { ids, titles, years, genres, genreBits } = parsed.data;
  for (const list of [ids, titles, years, genreBits]) {
    if (list.length !== items)
      throw corrupt(
        id,
        file,
        sentence("it lists {n} items, not {right}", {
          n: String(list.length),
          right: String(items),
        }),
      );
  }
  return {
    ids: Int32Array.from(ids),
    titles,
    years: Int16Array.from(years),
    genres,
    genreBits: Uint32Array.from(genreBits),
  };
}

function parseJson(id: string, file: string, bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw corrupt(id, file, sentence("it is not JSON"), cause);
  }
}

function requireRange(id: string, file: string, values: Int32Array, end: number): void {
  const bad = values.find((value) => value >= end);
  if (bad === undefined) return;
  throw corrupt(
    id,
    file,
    sentence("it holds the number {n}, beyond {last}", { n: String(bad), last: String(end - 1) }),
  );
}

function corrupt(id: string, file: string, detail: Sentence, cause?: unknown): DatasetError {
  return new DatasetError(
    "corrupt",
    sentence(
      'The file datasets/{id}/{file} is damaged: {detail}. Reload the page; if it stays so, run "npm run build-dataset" or restore the file from the repository.',
      { id, file, detail },
    ),
    { cause },
  );
}
