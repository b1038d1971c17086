/** A person's list, and what each film that was read does to it: by leaving it out, beside its attention. */
import type { ReasonsReading, Whose } from "../../engine/ranking/reasons.ts";
import { reasonsByLeavingOut } from "../../families/sequences/reasons.ts";
import { filmsOf } from "../../families/sequences/sequences.ts";
import { attention, type Context } from "./attention-reading.ts";
import { scored } from "./next-reading.ts";

/** { user, items? } @returns null for a generated task, whose items have no names, and without films */
export async function reasons(
  context: Context,
  { user, items }: Whose,
): Promise<ReasonsReading | null> {
  const { config, split } = context;
  const all = Array.from(items ?? filmsOf(split, user));
  if (config.task !== "films" || all.length === 0) return null;
  const read = config.objective === "cloze" ? config.length - 1 : config.length;
  return reasonsByLeavingOut(
    all,
    read,
    (histories) => scored(context, histories),
    (past) => attention(context, { items: past }),
  );
}
