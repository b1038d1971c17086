/**
 * Reads a reader's own tables: a first look at once, then the whole in pieces between which the caller
 * can show progress. It runs in a worker of its own, so giving up is ending the worker.
 */

import { type Sentence, sentence } from "../declarations/sentence.ts";
import { type Assembled, assemble } from "./assemble.ts";
import { columnName, guessPlans, problemOfPlans, type TablePlan } from "./columns.ts";
import { type CoreChoice, coreChoices, usualCore } from "./cores.ts";
import { type Dropped, Drops, InteractionsGathered, ItemsGathered } from "./gather.ts";
import { fileSize, LIMITS, OwnDataError } from "./limits.ts";
import { type OwnData, ownData } from "./own.ts";
import { type Dialect, delimiterOf, firstRows, requireColumns, rowsOf } from "./rows.ts";
import { bytesOf, cleanText, Decoder, encodingOf, NotUtf8 } from "./text.ts";
import { dayFirstIn } from "./values.ts";

export interface Source {
  readonly name: string;
  readonly blob: Blob;
}

/** A table before it is read: what the reader sees to correct the guesses. */
export interface TableHead extends Dialect {
  readonly name: string;
  readonly bytes: number;
  /** The first rows, fields cut for display. */
  readonly rows: readonly (readonly string[])[];
  readonly plan: TablePlan;
}

export interface Summary {
  /** Lines read, those that were left out among them. */
  readonly lines: number;
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
  readonly dropped: readonly Dropped[];
  readonly notes: readonly Sentence[];
  readonly cores: readonly CoreChoice[];
  /** The core to begin with; null when no core can be trained on. */
  readonly usualCore: number | null;
}

export interface ReadProgress {
  readonly bytes: number;
  readonly total: number;
  readonly lines: number;
  /** There at the end. */
  readonly summary: Summary | null;
}

/** Enough for the guesses; a table whose first line is longer is none. */
const HEAD = 2 ** 18;
const SHOWN_ROWS = 8;
const GUESSED_FROM = 60;

export type OwnDataReader = ReturnType<typeof createOwnDataReader>;

export function createOwnDataReader() {
  let sources: readonly Source[] = [];
  let heads: readonly (TableHead & { readonly sample: readonly (readonly string[])[] })[] = [];
  let reading: AsyncGenerator<ReadProgress> | undefined;
  let assembled: Assembled | undefined;
  let files: readonly string[] = [];

  return {
    /** Looks at the first lines of each file. @throws OwnDataError */
    async open(given: readonly Source[]): Promise<TableHead[]> {
      requireFiles(given);
      sources = given;
      const looks = await Promise.all(sources.map(lookAt));
      const plans = guessPlans(looks.map(({ name, sample }) => ({ name, rows: sample })));
      heads = looks.map((look, n) => ({ ...look, plan: plans[n]! }));
      return heads.map(({ sample: _sample, ...head }) => head);
    },

    /** Begins to read with these plans, one a table; what was being read before is given up. */
    start(plans: readonly TablePlan[]): void {
      const problem = problemOfPlans(plans);
      if (problem) throw new OwnDataError(problem);
      assembled = undefined;
      files = sources.flatMap(({ name }, n) => (plans[n]!.use === "none" ? [] : [name]));
      reading = read(plans);
    },

    /** Reads on for about so long. @throws OwnDataError */
    async advance(budgetMs: number): Promise<ReadProgress> {
      if (!reading) throw new Error("Nothing is being read");
      const deadline = performance.now() + budgetMs;
      for (;;) {
        const { value, done } = await reading.next();
        if (done) throw new Error("Everything has been read");
        if (value.summary || performance.now() >= deadline) return value;
      }
    },

    /** The data with the chosen core. */
    take({ core, name }: { readonly core: number; readonly name: string }): OwnData {
      if (!assembled) throw new Error("Nothing has been read");
      return ownData(assembled, { core, name, files });
    },
  };

  async function* read(plans: readonly TablePlan[]): AsyncGenerator<ReadProgress> {
    const chosen = plans.flatMap((plan, n) => (plan.use === "none" ? [] : [{ plan, n }]));
    // The items first: their titles are then there.
    chosen.sort((a, b) => Number(a.plan.use !== "items") - Number(b.plan.use !== "items"));
    const total = chosen.reduce((bytes, { n }) => bytes + sources[n]!.blob.size, 0);
    const drops = new Drops();
    let before = 0;
    let lines = 0;
    const items = new ItemsGathered(
      chosen.flatMap(({ plan, n }) =>
        hasItems(plans, plan) ? flagsOf(plan, heads[n]!.sample) : [],
      ),
    );
    let interactions: InteractionsGathered | undefined;
    let table = "";
    for (const { plan, n } of chosen) {
      const { name, blob } = sources[n]!;
      const { delimiter, sample } = heads[n]!;
      const parts = { table: name, plan, delimiter, drops };
      const gathered =
        plan.use === "interactions"
          ? new InteractionsGathered({
              ...parts,
              items,
              dayFirst: dayFirstOf(plan, sample),
            })
          : undefined;
      let first = plan.header;
      for await (const batch of rowsOf(blob, heads[n]!, (bad) => drops.add(name, bad))) {
        batch.rows.forEach((row, r) => {
          if (first) {
            first = false;
            return;
          }
          lines++;
          if (gathered) gathered.add(row, batch.lines[r]!);
          else items.add(row, batch.lines[r]!, parts);
        });
        yield { bytes: before + batch.bytes, total, lines, summary: null };
      }
      before += blob.size;
      if (gathered) {
        interactions = gathered;
        table = name;
      }
    }
    assembled = assemble(interactions!, items, table, drops);
    const cores = coreChoices(assembled);
    const latin = chosen.filter(({ n }) => heads[n]!.encoding === "windows-1252");
    yield {
      bytes: total,
      total,
      lines,
      summary: {
        lines,
        users: assembled.users,
        items: assembled.items,
        interactions: assembled.interactions.item.length,
        dropped: drops.list(),
        notes: [
          ...assembled.notes,
          ...latin.map(({ n }) =>
            sentence(
              "“{name}” is not UTF-8; it was read as Latin-1 (windows-1252). If letters look wrong, save it as UTF-8.",
              { name: sources[n]!.name },
            ),
          ),
        ],
        cores,
        usualCore: usualCore(cores),
      },
    };
  }
}

function requireFiles(given: readonly Source[]): void {
  if (given.length === 0)
    throw new OwnDataError(sentence("Choose a file with interactions, or paste a table."));
  if (given.length > LIMITS.files) {
    throw new OwnDataError(
      sentence(
        "These are {n} files. Choose the one with the interactions and, if there is one, the one with the titles.",
        { n: given.length },
      ),
    );
  }
  for (const { name, blob } of given) {
    if (blob.size > LIMITS.bytes) {
      throw new OwnDataError(
        sentence(
          "“{name}” has {size}; up to {most} can be read, which is some {n} interactions. Keep a part of it, the newest interactions or every tenth user, and choose that file.",
          {
            name,
            size: fileSize(blob.size),
            most: fileSize(LIMITS.bytes),
            n: LIMITS.interactions,
          },
        ),
      );
    }
    if (blob.size === 0) {
      throw new OwnDataError(
        sentence("“{name}” is empty. Choose a file with one interaction a line.", { name }),
      );
    }
  }
}

async function lookAt({ name, blob }: Source) {
  const bytes = await bytesOf(blob, 0, HEAD);
  const whole = blob.size <= HEAD;
  let encoding = encodingOf(name, bytes, whole);
  if (encoding === "utf-8" && !whole && !(await isUtf8(blob))) encoding = "windows-1252";
  const text = new Decoder(encoding).decode(bytes, whole);
  const delimiter = delimiterOf(text);
  requireColumns(name, text, delimiter, whole);
  const lines = whole ? text : text.slice(0, text.lastIndexOf("\n") + 1);
  const some = lines.split("\n", 4 * GUESSED_FROM).join("\n");
  const sample = await firstRows(some, delimiter, GUESSED_FROM);
  if (sample.length === 0) {
    throw new OwnDataError(
      sentence("“{name}” holds blank lines only. Choose a file with one interaction a line.", {
        name,
      }),
    );
  }
  const shown = sample
    .slice(0, SHOWN_ROWS)
    .map((row) => row.slice(0, LIMITS.columns).map((field) => cleanText(field.slice(0, 200), 80)));
  return { name, bytes: blob.size, encoding, delimiter, rows: shown, sample };
}

/** Whether all of a file is UTF-8: a first look sees its beginning only. */
async function isUtf8(blob: Blob): Promise<boolean> {
  const decoder = new Decoder("utf-8");
  const piece = 2 ** 22;
  try {
    for (let start = 0; start < blob.size; start += piece) {
      const bytes = await bytesOf(blob, start, start + piece);
      decoder.decode(bytes, start + piece >= blob.size);
    }
    return true;
  } catch (error) {
    if (error instanceof NotUtf8) return false;
    throw error;
  }
}

/** The categories of 0-or-1 columns come from the table of items where there is one. */
function hasItems(plans: readonly TablePlan[], plan: TablePlan): boolean {
  return plan.use === "items" || !plans.some(({ use }) => use === "items");
}

function flagsOf(plan: TablePlan, sample: readonly (readonly string[])[]) {
  return plan.roles.flatMap((role, column) =>
    role === "category" ? [{ column, name: cleanText(columnName(sample, plan, column), 60) }] : [],
  );
}

function dayFirstOf({ roles, header }: TablePlan, sample: readonly (readonly string[])[]): boolean {
  const at = roles.indexOf("time");
  return dayFirstIn(sample.slice(header ? 1 : 0).map((row) => row[at] ?? "")) ?? false;
}
