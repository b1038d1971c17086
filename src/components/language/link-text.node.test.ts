import { expect, test } from "vitest";
import { fieldsOf, mended } from "./link-text.ts";

test("links that were escaped on their way keep their lesson and settings", () => {
  const right = "#/lessons/sasrec?seed=7&dim=8";
  for (const hash of [
    right,
    "#/lessons/sasrec?seed=7&amp;dim=8",
    "#%2Flessons%2Fsasrec%3Fseed%3D7%26dim%3D8",
    "#/lessons/sasrec%3Fseed%3D7%26amp;dim%3D8",
  ])
    expect(mended(hash)).toBe(right);
  expect(mended("#/lessons/dlrm?terms=x1%20x2%3D")).toBe("#/lessons/dlrm?terms=x1%20x2%3D");
});

test("what newsletters and networks append is no setting", () => {
  const hash = "#/lessons/sasrec?utm_source=mail&seed=7&utm_medium=x&fbclid=1";
  expect([...fieldsOf(hash)]).toEqual([["seed", "7"]]);
});
