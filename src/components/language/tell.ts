/** What the engine tells, in the reader's language. */
import { type Sentence, toldBy } from "../../engine/declarations/sentence.ts";
import { groupedText } from "./language.ts";
import { say } from "./say.ts";

export function tell({ english, values }: Sentence): string {
  const said = Object.entries(values).map(([name, value]) => {
    if (typeof value === "string") return [name, value];
    return [name, typeof value === "number" ? groupedText(value) : tell(value)];
  });
  return say(english, Object.fromEntries(said));
}

/** What went wrong; in English where the error is not one for the reader. */
export const errorText = (error: unknown): string => tell(toldBy(error));
