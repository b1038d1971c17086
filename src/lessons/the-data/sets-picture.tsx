/** The data sets that sequence papers rank on, beside the one that is loaded. */
import { countText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { say, word } from "../../components/language/say.ts";
import type { Opened } from "../../engine/declarations/run.ts";

interface DataSet {
  readonly name: string;
  readonly users: number;
  readonly items: number;
  readonly perUser: number;
}

/** As cut by Kang and McAuley (2018), table 2: at least five actions a user and an item. */
const PUBLISHED: readonly DataSet[] = [
  { name: word("Amazon Beauty"), users: 52_024, items: 57_289, perUser: 7.6 },
  { name: word("Amazon Games"), users: 31_013, items: 23_715, perUser: 9.3 },
  { name: word("Steam"), users: 334_730, items: 13_047, perUser: 11 },
  { name: word("MovieLens 1M"), users: 6_040, items: 3_416, perUser: 163.5 },
];

export function SetsPicture({ opened: { dataset } }: { opened: Opened }) {
  const here: DataSet = {
    name: word("here"),
    users: dataset.users,
    items: dataset.items,
    perUser: dataset.interactions / Math.max(1, dataset.users),
  };
  const sets = [here, ...PUBLISHED];
  const filled = ({ perUser, items }: DataSet) => perUser / Math.max(1, items);
  const columns = [
    say("data set"),
    say("users"),
    say("items"),
    say("actions a user"),
    say("cells filled"),
  ];
  return (
    <Picture
      title={say("What papers rank on")}
      fill
      sentence={say(
        "Here {here} of all cells are filled, in MovieLens 1M {large}, in Amazon Beauty {beauty}. A method that wins where people have a hundred films need not win where they have eight. (Sizes from table 2 of the SASRec paper.)",
        {
          here: smallPercent(filled(here)),
          large: smallPercent(filled(PUBLISHED[3]!)),
          beauty: smallPercent(filled(PUBLISHED[0]!)),
        },
      )}
      table={() => ({
        columns: [
          { name: columns[0]! },
          { name: columns[1]!, format: countText },
          { name: columns[2]!, format: countText },
          { name: columns[3]!, format: valueText },
          { name: columns[4]!, format: smallPercent },
        ],
        rows: sets.map((set) => [say(set.name), set.users, set.items, set.perUser, filled(set)]),
      })}
    >
      <WordTable
        columns={columns}
        rows={sets.map((set) => [
          say(set.name),
          countText(set.users),
          countText(set.items),
          set.perUser.toFixed(1),
          smallPercent(filled(set)),
        ])}
      />
    </Picture>
  );
}

/** "4.8%", "0.013%": two digits however small. */
function smallPercent(share: number): string {
  return `${Number((100 * share).toPrecision(2))}%`;
}
