/** A new lesson, made in a copy of the sources, has its own names, its place, and correct types. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { root } from "./install.mjs";

test("a new lesson has its own names and correct types", { timeout: 180_000 }, () => {
  const copy = mkdtempSync(`${tmpdir()}/live-recsys-`);
  try {
    for (const part of ["src", "scripts", "e2e"]) {
      cpSync(root + part, `${copy}/${part}`, { recursive: true });
    }
    for (const file of ["package.json", "tsconfig.base.json", "tsconfig.app.json"]) {
      cpSync(root + file, `${copy}/${file}`);
    }
    symlinkSync(`${root}node_modules`, `${copy}/node_modules`);
    const make = (...args) =>
      execFileSync("node", ["scripts/new-lesson.mjs", ...args], { cwd: copy, stdio: "pipe" });
    make("my-lesson");
    const lesson = readFileSync(`${copy}/src/lessons/my-lesson/lesson.ts`, "utf8");
    expect(lesson).toContain('slug: "my-lesson"');
    expect(lesson).not.toMatch(/template/i);
    expect(readFileSync(`${copy}/src/curriculum.ts`, "utf8")).toContain('"my-lesson"');
    execFileSync("npx", ["tsc", "-p", "tsconfig.app.json", "--noEmit"], {
      cwd: copy,
      stdio: "pipe",
    });
    expect(() => make("my-lesson")).toThrow(/already/);
    expect(() => make("My Lesson")).toThrow(/no slug/);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
