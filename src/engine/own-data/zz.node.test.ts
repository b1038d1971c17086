import { readdirSync, readFileSync } from "node:fs";
import { it } from "vitest";
import { inEnglish } from "../sentence.ts";
import { datasetOf } from "./own.ts";
import { readTables } from "./testing.ts";

const dir = new URL("./field/", import.meta.url);
it("x", async () => {
  for (const f of readdirSync(dir)) {
    if (f.startsWith("positives") || f < "float") continue;
    const files: Record<string, Uint8Array<ArrayBuffer>> = {
      [f]: new Uint8Array(readFileSync(new URL(f, dir))),
    };
    if (f.startsWith("float_ids_m"))
      files["float_ids_ratings.csv"] = new Uint8Array(
        readFileSync(new URL("float_ids_ratings.csv", dir)),
      );
    const { reader, heads, summary } = await readTables(files);
    console.log(
      f,
      JSON.stringify(heads.map((h) => h.plan)),
      heads[0]!.why.map(inEnglish).join(" | "),
      summary.users,
      summary.items,
      summary.interactions,
      summary.usualCore,
      summary.notes.map(inEnglish),
      summary.dropped.map((d) => `${d.count} ${inEnglish(d.reason)} ${d.line} ${d.text}`),
      JSON.stringify(summary.example),
    );
    if (summary.usualCore !== null) {
      const d = datasetOf(reader.take({ core: summary.usualCore, name: "x" }));
      console.log(
        [...new Set(d.interactions.rating)].slice(0, 12).join(),
        d.catalogue.titles.slice(0, 3),
      );
    }
  }
}, 60000);
