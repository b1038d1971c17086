/** What the columns of a table can be, and the plan by which a table is read. */
import { type Sentence, sentence } from "../declarations/sentence.ts";
import type { DateOrder } from "./dates.ts";
import type { Sample } from "./sample.ts";
import type { ScaleChoice } from "./scale.ts";

export const ROLES = [
  { role: "user", label: sentence("User") },
  { role: "item", label: sentence("Item") },
  { role: "rating", label: sentence("Rating") },
  { role: "time", label: sentence("Time") },
  { role: "clock", label: sentence("Time of day") },
  { role: "title", label: sentence("Title") },
  { role: "categories", label: sentence("Categories") },
  { role: "category", label: sentence("One category (0 or 1)") },
  { role: "year", label: sentence("Year") },
  { role: "none", label: sentence("Left out") },
] as const;
export type Role = (typeof ROLES)[number]["role"];

/** What a table is for: who did what, what the items are called, or nothing here. */
export type Use = "interactions" | "items" | "none";

export interface TablePlan {
  readonly use: Use;
  /** Whether the first row holds names. */
  readonly header: boolean;
  /** One a column. */
  readonly roles: readonly Role[];
  /** How dates such as 3/4/15 are read; absent: as most of them can be. */
  readonly dates?: DateOrder;
  /** How the numbers of the ratings become stars; absent: by the numbers. */
  readonly scale?: ScaleChoice;
  /** Which ratings mean "not rated"; absent: -1 and 0 where the others make a scale without them. */
  readonly unrated?: readonly number[];
  /** Which part of the interactions is read; absent: all. */
  readonly sample?: Sample;
}

/** Columns of MovieLens 100K's u.item, which has no header. */
export const U_ITEM_COLUMNS = [
  ..."movie id,movie title,release date,video release date,IMDb URL".split(","),
  ..."unknown,Action,Adventure,Animation,Children's,Comedy,Crime,Documentary,Drama,Fantasy".split(
    ",",
  ),
  ..."Film-Noir,Horror,Musical,Mystery,Romance,Sci-Fi,Thriller,War,Western".split(","),
] as const;

/** What a column is called in the preview. */
export function columnName(
  rows: readonly (readonly string[])[],
  plan: TablePlan,
  c: number,
): string {
  if (plan.header) return rows[0]?.[c]?.trim() || `Column ${c + 1}`;
  if (plan.use === "items" && plan.roles.length === U_ITEM_COLUMNS.length)
    return U_ITEM_COLUMNS[c]!;
  return `Column ${c + 1}`;
}

/** Why a table cannot be read with this plan; null when it can. */
export function problemOfPlans(plans: readonly TablePlan[]): Sentence | null {
  const tables = (use: Use) => plans.filter((plan) => plan.use === use);
  const interactions = tables("interactions");
  if (interactions.length !== 1 || tables("items").length > 1) {
    return sentence(
      "One table must hold the interactions, and at most one the items: say which under “This table holds”.",
    );
  }
  const lacks = (plan: TablePlan, role: Role) => !plan.roles.includes(role);
  if (lacks(interactions[0]!, "user") || lacks(interactions[0]!, "item")) {
    return sentence("Say which column holds the user and which the item.");
  }
  const [items] = tables("items");
  if (items && lacks(items, "item")) {
    return sentence("Say which column of the table of items holds the item.");
  }
  for (const { roles } of [...interactions, ...tables("items")]) {
    const twice = roles.find(
      (role, c) => role !== "none" && role !== "category" && roles.indexOf(role) !== c,
    );
    if (twice) {
      const { label } = ROLES.find(({ role }) => role === twice)!;
      return sentence("Two columns are “{role}”: leave one of them out.", {
        role: label,
      });
    }
  }
  return null;
}
