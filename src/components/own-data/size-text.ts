import { megabytes } from "../../engine/own-data/limits.ts";
import { say, word } from "../language/say.ts";

const SIZES: Readonly<Record<string, string>> = {
  GB: word("{n} GB"),
  MB: word("{n} MB"),
  bytes: word("{n} bytes"),
};

/** How large a file is, "1.5 MB", in the reader's language. */
export function sizeText(bytes: number): string {
  const [n = "", unit = ""] = megabytes(bytes).split(" ");
  return say(SIZES[unit]!, { n });
}
