/** What one list costs: pairs that a ranker looks at, against vectors that an index holds. */
import { useState } from "react";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { served } from "./serve.ts";
import type { TargetConfig } from "./settings.ts";
import styles from "./target.module.css";

export function ServePicture({ opened }: { opened: Opened }) {
  const config = useSession((state) => state.setup.config) as TargetConfig;
  const [power, setPower] = useState<number | null>(null);
  const films = power === null ? opened.dataset.items : Math.round(10 ** power);
  const rows = served(films, config);
  const most = Math.max(...rows.map(({ products }) => Math.log10(products)));
  const [ranker, towers] = rows;
  const sentence = `For one list of ${countText(films)} films the ranker looks at ${countText(ranker!.pairs)} pairs and takes ${countText(ranker!.products)} products; two towers run once and take ${countText(towers!.products)}: ${countText(ranker!.products / towers!.products)} times fewer.`;
  return (
    <Picture
      title="What one list costs"
      fill
      sentence={sentence}
      table={() => ({
        columns: [
          { name: "Way" },
          { name: "Films scored with the history", format: countText },
          { name: "Products of numbers", format: countText },
        ],
        rows: rows.map(({ way, pairs, products }) => [way, pairs, products]),
      })}
      aside={
        <label className={styles.tools}>
          films
          <input
            type="range"
            min={3}
            max={9}
            step={0.1}
            value={power ?? Math.log10(opened.dataset.items)}
            onChange={(event) => setPower(Number(event.target.value))}
          />
          {countText(films)}
        </label>
      }
    >
      <ul
        className={styles.costs}
        aria-label="Products of numbers for one list, by their logarithm"
      >
        {rows.map(({ way, products }) => (
          <li key={way}>
            <span>{way}</span>
            <i style={{ inlineSize: `${(100 * Math.log10(products)) / most}%` }} />
            <b>{countText(products)}</b>
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        Bars are logarithms: a tenth of the length is ten to a hundred times the work. Two towers’
        films can lie in an index, which looks at some of them only; a ranker’s cannot, because
        without the person there is nothing to store.
      </p>
    </Picture>
  );
}
