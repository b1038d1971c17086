/**
 * Reads a reader's own tables: a first look at once, then the whole in pieces between which the caller
 * can show progress. It runs in a worker of its own, so giving up is ending the worker.
 */

import { type Sentence, sentence } from "../declarations/sentence.ts";
import { type Assembled, assemble } from "./assemble.ts";
import { columnName, problemOfPlans, type TablePlan } from "./columns.ts";
import { type CoreChoice, coreChoices, usualCore } from "./cores.ts";
import { type Dropped, Drops, InteractionsGathered, ItemsGathered } from "./gather.ts";
import { guessTables } from "./guess.ts";
import { fileSize, LIMITS, OwnDataError } from "./limits.ts";
import { plain } from "./names.ts";
import { type OwnData, ownData } from "./own.ts";
import { type Offer, offersOf } from "./sample.ts";
import type { Example } from "./story.ts";
import { openTable, shownRows, type Table, type TextWish } from "./table.ts";
import { cleanText, type Encoding } from "./text.ts";
import { type Source, unpacked } from "./unpack.ts";

export type { Source };

/** A table before it is read: what the reader sees to correct the guesses. */
export interface TableHead {
  readonly name: string;
  readonly bytes: number;
  /** What the file is written in; absent where it has none to choose. */
  readonly encoding?: Encoding;
  readonly delimiter: string;
  /** What it is, where that is no delimited text. */
  readonly format?: Sentence;
  /** The first rows, fields cut for display. */
  readonly rows: readonly (readonly string[])[];
  readonly plan: TablePlan;
  /** Why each column was taken for what it was; for those left out, what they look like. */
  readonly why: readonly Sentence[];
}

export interface Summary {
  /** Lines read, those that were left out among them. */
  readonly lines: number;
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
  readonly dropped: readonly Dropped[];
  readonly notes: readonly Sentence[];
  readonly example: Example | null;
  readonly cores: readonly CoreChoice[];
  /** The core to begin with; null when no core can be trained on. */
  readonly usualCore: number | null;
  /** Why nothing can be trained on; null when something can. */
  readonly problem: Sentence | null;
  /** Parts that can be trained on where all of it is too much. */
  readonly offers: readonly Offer[];
}

export interface ReadProgress {
  readonly bytes: number;
  readonly total: number;
  readonly lines: number;
  /** There at the end. */
  readonly summary: Summary | null;
}

const SHOWN_ROWS = 8;

export type OwnDataReader = ReturnType<typeof createOwnDataReader>;

export function createOwnDataReader() {
  let tables: readonly Table[] = [];
  let reading: AsyncGenerator<ReadProgress> | undefined;
  let assembled: Assembled | undefined;
  let plan: TablePlan | undefined;
  let files: readonly string[] = [];

  return {
    /**
     * Looks at the first lines of each file, unpacked if it was packed.
     * @param wishes by the name of a table: how its text is to be read
     * @throws OwnDataError
     */
    async open(
      given: readonly Source[],
      wishes: Readonly<Record<string, TextWish>> = {},
    ): Promise<TableHead[]> {
      requireFiles(given);
      const sources = await unpacked(given);
      requireFiles(sources);
      tables = await Promise.all(sources.map((source) => openTable(source, wishes[source.name])));
      const guesses = guessTables(tables.map(({ name, sample }) => ({ name, rows: sample })));
      return tables.map(({ name, blob, encoding, delimiter, format, sample }, n) => ({
        name,
        bytes: blob.size,
        ...(encoding && { encoding }),
        delimiter,
        ...(format && { format }),
        rows: shownRows(sample, SHOWN_ROWS),
        ...guesses[n]!,
      }));
    },

    /** Begins to read with these plans, one a table; what was being read before is given up. */
    start(plans: readonly TablePlan[]): void {
      const problem = problemOfPlans(plans);
      if (problem) throw new OwnDataError(problem);
      assembled = undefined;
      plan = plans.find(({ use }) => use === "interactions");
      files = tables.flatMap(({ name }, n) => (plans[n]!.use === "none" ? [] : [name]));
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
      return ownData(assembled, {
        core,
        name,
        files,
        ...(plan?.sample && { sample: plan.sample }),
      });
    },
  };

  async function* read(plans: readonly TablePlan[]): AsyncGenerator<ReadProgress> {
    const chosen = plans.flatMap((plan, n) => (plan.use === "none" ? [] : [{ plan, n }]));
    // The items first: their titles are then there.
    chosen.sort((a, b) => Number(a.plan.use !== "items") - Number(b.plan.use !== "items"));
    const total = chosen.reduce((bytes, { n }) => bytes + tables[n]!.blob.size, 0);
    const drops = new Drops();
    let before = 0;
    let lines = 0;
    const items = new ItemsGathered(
      chosen.flatMap(({ plan, n }) =>
        hasItems(plans, plan) ? flagsOf(plan, tables[n]!.sample) : [],
      ),
    );
    let interactions: InteractionsGathered | undefined;
    const main = chosen.find(({ plan }) => plan.use === "interactions")!;
    for (const { plan, n } of chosen) {
      const { name, blob, delimiter, batches } = tables[n]!;
      const parts = { table: name, plan, delimiter, drops };
      const gathered = n === main.n ? new InteractionsGathered({ ...parts, items }) : undefined;
      let first = plan.header;
      for await (const batch of batches((bad) => drops.add(name, bad, () => bad.text))) {
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
      interactions = gathered ?? interactions;
    }
    const { name: table, sample } = tables[main.n]!;
    const found = interactions!;
    if (found.over) {
      yield { bytes: total, total, lines, summary: tooMany(found, table, main.plan, lines, drops) };
      return;
    }
    const { plan } = main;
    const ratingName = plain(columnName(sample, plan, plan.roles.indexOf("rating")));
    assembled = assemble({ interactions: found, items, table, plan, ratingName, drops });
    const notes = [...assembled.notes, ...chosen.flatMap(({ n }) => encodingTold(tables[n]!))];
    yield {
      bytes: total,
      total,
      lines,
      summary: { ...summaryOf(assembled, notes), lines, dropped: drops.list() },
    };
  }
}

function summaryOf(
  assembled: Assembled,
  notes: readonly Sentence[],
): Omit<Summary, "lines" | "dropped"> {
  const { users, items, interactions, example, timeForm, has } = assembled;
  const cores = coreChoices(assembled);
  const usual = usualCore(cores);
  // Fewer users make fewer pairs; how many fewer items nobody knows, so each is taken to stay.
  const fits = (n: number) => (n / interactions.item.length) * users * items <= LIMITS.pairs;
  const time = has.times && timeForm ? { seconds: interactions.time, form: timeForm } : undefined;
  const tooWide = usual === null && users * items > LIMITS.pairs;
  return {
    users,
    items,
    interactions: interactions.item.length,
    notes,
    example,
    cores,
    usualCore: usual,
    problem: usual === null ? (cores[0]?.problem ?? null) : null,
    offers: tooWide ? offersOf(interactions.user, time, fits) : [],
  };
}

/** More than may be trained on: how much there is, and which parts of it could be taken. */
function tooMany(
  found: InteractionsGathered,
  table: string,
  plan: TablePlan,
  lines: number,
  drops: Drops,
): Summary {
  const read = found.hasTimes ? found.time.done(plan.dates) : undefined;
  const time =
    read && read.form.kind !== "counter" ? { seconds: read.time, form: read.form } : undefined;
  const interactions = found.user.length;
  return {
    lines,
    users: found.users.names.length,
    items: found.itemIds.names.length,
    interactions,
    dropped: drops.list(),
    notes: read?.told ?? [],
    example: null,
    cores: [],
    usualCore: null,
    problem: sentence(
      "“{table}” holds {n} interactions, and no more than {most} can be trained on here. Take a part of it.",
      { table, n: interactions, most: LIMITS.interactions },
    ),
    offers: offersOf(found.user.done(), time),
  };
}

function encodingTold({ name, encoding }: Table): Sentence[] {
  if (!encoding || encoding.startsWith("utf")) return [];
  return [
    sentence(
      "“{name}” is not UTF-8; it was read as {encoding}. If letters look wrong, choose another encoding, or save it as UTF-8.",
      { name, encoding },
    ),
  ];
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

/** The categories of 0-or-1 columns come from the table of items where there is one. */
function hasItems(plans: readonly TablePlan[], plan: TablePlan): boolean {
  return plan.use === "items" || !plans.some(({ use }) => use === "items");
}

function flagsOf(plan: TablePlan, sample: Table["sample"]) {
  return plan.roles.flatMap((role, column) =>
    role === "category" ? [{ column, name: cleanText(columnName(sample, plan, column), 60) }] : [],
  );
}
