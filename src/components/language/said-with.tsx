import { Fragment, type ReactNode } from "react";
import { say } from "./say.ts";

/**
 * A message some of whose places are more than text.
 * @param english as for `say`; `{film}` is replaced by the part of that name
 */
export function sayWith(english: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  return say(english)
    .split(/\{(\w+)\}/)
    .map((part, n) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      <Fragment key={n}>{n % 2 === 0 ? part : parts[part]}</Fragment>
    ));
}
