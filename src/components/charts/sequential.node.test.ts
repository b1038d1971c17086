import { expect, test } from "vitest";
import { luminance } from "./colours.ts";
import { sequential } from "./sequential.ts";

test("more is lighter on dark paper and darker on light paper, evenly", () => {
  const shares = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const dark = shares.map((share) => luminance(sequential(share, true)));
  const light = shares.map((share) => luminance(sequential(share, false)));
  expect(dark).toEqual([...dark].sort((a, b) => a - b));
  expect(light).toEqual([...light].sort((a, b) => b - a));
  expect(sequential(7, true)).toEqual(sequential(1, true));
});
