/** What dates and ratings mean where they can mean several things; "as found" leaves it to the whole column. */
import type { TablePlan } from "../../engine/own-data/columns.ts";
import { DATE_ORDERS, type DateOrder } from "../../engine/own-data/dates.ts";
import { SCALES, type ScaleChoice } from "../../engine/own-data/scale.ts";
import { say, word } from "../language/say.ts";

const ORDER_WORDS: Readonly<Record<DateOrder, string>> = {
  "month-first": word("month first"),
  "day-first": word("day first"),
  "year-first": word("year first"),
};
const SCALE_WORDS: Readonly<Record<ScaleChoice, string>> = {
  auto: word("as found"),
  "5": word("marks out of 5"),
  "10": word("marks out of 10"),
  "100": word("marks out of 100"),
  two: word("no and yes"),
  rank: word("counts, by rank"),
  log: word("counts, by logarithm"),
};
const UNRATED_WORDS = [
  { value: "", label: word("as found") },
  { value: "none", label: word("nothing") },
  { value: "-1", label: "−1" },
  { value: "0", label: "0" },
  { value: "-1 0", label: word("−1 and 0") },
] as const;

interface Props {
  readonly plan: TablePlan;
  readonly change: (plan: TablePlan) => void;
}

export function MeaningChoices({ plan, change }: Props) {
  const { dates, scale = "auto", unrated, ...rest } = plan;
  const kept = { ...(dates && { dates }), scale, ...(unrated && { unrated }) };
  return (
    <>
      {plan.roles.includes("time") && (
        <Choice
          label={say("Dates")}
          value={dates ?? ""}
          options={[
            { value: "", label: say("as found") },
            ...DATE_ORDERS.map((value) => ({ value, label: say(ORDER_WORDS[value]) })),
          ]}
          choose={(value) => {
            const { dates: _before, ...others } = kept;
            change({ ...rest, ...others, ...(value && { dates: value as DateOrder }) });
          }}
        />
      )}
      {plan.roles.includes("rating") && (
        <>
          <Choice
            label={say("Ratings")}
            value={scale}
            options={SCALES.map((value) => ({ value, label: say(SCALE_WORDS[value]) }))}
            choose={(value) => change({ ...rest, ...kept, scale: value as ScaleChoice })}
          />
          <Choice
            label={say("Not rated")}
            value={unrated ? unrated.join(" ") || "none" : ""}
            options={UNRATED_WORDS.map(({ value, label }) => ({ value, label: say(label) }))}
            choose={(value) => {
              const { unrated: _before, ...others } = kept;
              const marks = value === "none" ? [] : value.split(" ").map(Number);
              change({ ...rest, ...others, ...(value && { unrated: marks }) });
            }}
          />
        </>
      )}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly choose: (value: string) => void;
}

function Choice({ label, value, options, choose }: ChoiceProps) {
  return (
    <label>
      {label}{" "}
      <select className="select" value={value} onChange={({ target }) => choose(target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
