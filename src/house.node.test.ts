/**
 * The floor plan, held: who may import whom, no circles, no chance but the seed's, and models that are
 * nothing but equations. Read from the sources themselves; there is no list of exceptions.
 */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

interface Import {
  readonly to: string;
  /** False for types, and for a source that is read as text. */
  readonly value: boolean;
}

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => /\.(ts|tsx|mdx)$/.test(path));
const textOf = new Map(files.map((path) => [path, readFileSync(path, "utf8")]));
const isTest = (path: string) => /\.test\.|\/testing\.ts$|\/backends\.ts$/.test(path);
const sources = files.filter((path) => !isTest(path));

/** Without comments; strings stay. */
const codeOf = (path: string) =>
  textOf.get(path)!.replace(/("(?:[^"\\\n]|\\.)*")|\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "$1");

function importsOf(path: string): Import[] {
  const code = codeOf(path);
  const found: Import[] = [];
  const add = (spec: string, value: boolean) => {
    const text = /\?(raw|url)$/.test(spec);
    const bare = spec.replace(/\?.*$/, "");
    const to = bare.startsWith(".") ? posix.join(posix.dirname(path), bare) : bare;
    found.push({ to, value: value && !text });
  };
  const statement = /\b(import|export)\s+(type\s+)?([^"';]*?)\s*from\s*"([^"]+)"/g;
  for (const [, , type, what, spec] of code.matchAll(statement)) {
    const named = /^\{([^}]*)\}$/.exec(what!.trim())?.[1]?.split(",");
    const names = named?.map((name) => name.trim()).filter(Boolean);
    add(spec!, !type && !names?.every((name) => name.startsWith("type ")));
  }
  for (const [, spec] of code.matchAll(/\bimport\s*"([^"]+)"/g)) add(spec!, true);
  for (const [, spec] of code.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g)) add(spec!, true);
  return found;
}
const graph = new Map(sources.map((path) => [path, importsOf(path)]));

/** The rooms of src/components, the lowest first: an arrow goes down or stays. */
const ROOMS = ["language", "parts", "charts", "session", "own-data", "controls", "prose", "page"];

/** What a file belongs to: its floor ("" for what stands on top of all), and its room there. */
function place(path: string): { floor: string; room: string } {
  const [, floor = "", room = "", ...inside] = path.split("/");
  if (room === "") return { floor: "", room: "" };
  return { floor, room: inside.length > 0 ? room : "" };
}

/** Why one file may not import another, if so. */
function fault(from: string, to: string): string | undefined {
  const [a, b] = [place(from), place(to)];
  const below: Readonly<Record<string, readonly string[]>> = {
    engine: ["engine"],
    offline: ["offline"],
    components: ["components", "engine", "offline"],
    languages: ["languages", "components"],
    families: ["families", "components", "engine"],
    lessons: ["lessons", "families", "components", "engine", "languages"],
    template: ["template", "families", "components", "engine"],
    bench: ["bench", "lessons", "families", "components", "engine"],
  };
  const allowed = below[a.floor];
  if (a.floor !== "" && !allowed) return `${a.floor} has no place in the plan`;
  if (allowed && !allowed.includes(b.floor)) return `${a.floor} does not know ${b.floor || to}`;
  if (a.floor === "lessons" && b.floor === "lessons" && a.room !== b.room) {
    return "a lesson imports no other lesson: what two share moves down";
  }
  if (a.floor === "components" && b.floor === "components") {
    const up = ROOMS.indexOf(b.room) > ROOMS.indexOf(a.room);
    return up ? `${a.room} is below ${b.room}` : undefined;
  }
  return undefined;
}

test("imports go down", () => {
  const wrong = [...graph].flatMap(([from, imports]) =>
    imports.flatMap(({ to }) => {
      const why = to.startsWith("src/") && fault(from, to);
      return why ? [`${from} → ${to}: ${why}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

test("every room of components has its place", () => {
  const rooms = new Set(
    sources.filter((path) => place(path).floor === "components").map((path) => place(path).room),
  );
  expect([...rooms].sort()).toEqual([...ROOMS].sort());
});

/** The files that a file needs at run time, itself first, with what led to each. */
function reached(start: string): Map<string, string> {
  const from = new Map([[start, ""]]);
  for (const path of from.keys()) {
    for (const { to, value } of graph.get(path) ?? []) {
      if (value && !from.has(to)) from.set(to, path);
    }
  }
  return from;
}

test("no values go in circles", () => {
  const circles = sources.filter((path) =>
    (graph.get(path) ?? []).some(
      ({ to, value }) => value && graph.has(to) && reached(to).has(path),
    ),
  );
  expect(circles).toEqual([]);
});

test("tfjs stays in the worker", () => {
  const page = [
    "src/main.tsx",
    ...sources.filter((path) => /\/(panel\.tsx|lesson\.ts)$/.test(path)),
  ];
  const wrong = page.flatMap((start) => {
    const found = reached(start);
    return [...found.keys()]
      .filter((path) => path.startsWith("@tensorflow/"))
      .map((path) => `${start} → … → ${found.get(path)} → ${path}`);
  });
  expect(wrong).toEqual([]);
});

test("chance is an argument, and the engine's rooms know no clock, page or network", () => {
  const said = (path: string, what: RegExp) =>
    [...codeOf(path).matchAll(what)].map(([match]) => `${path}: ${match}`);
  const wrong = sources
    .filter((path) => !path.endsWith(".mdx"))
    .flatMap((path) => [
      ...said(path, /\bMath\.random\b/g),
      ...(place(path).floor === "engine" && place(path).room !== ""
        ? said(path, /\b(Date\.now|new Date\(\)|getRandomValues|localStorage|indexedDB|fetch\()/g)
        : []),
    ]);
  expect(wrong).toEqual([]);
});

/** The equations of a lesson: its models, those of its stages, and what these take from files beside them. */
const models = sources.filter((path) => /^src\/(lessons|template)\/.*model\.ts$/.test(path));

test("models are equations over layers", () => {
  const wrong = models.flatMap((model) =>
    [...reached(model).keys()].flatMap((path) => {
      const known =
        path.startsWith("@tensorflow/") ||
        path === "src/engine/layers.ts" ||
        path === "src/engine/training/model.ts" ||
        /^src\/(families|lessons|template)\//.test(path);
      const own = !/\/(training|probes|draw|evaluate|panel)\.tsx?$/.test(path);
      return known && own ? [] : [`${model} needs ${path}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test("parameters are typed by init: no equation casts a tensor", () => {
  const equations = new Set(models.flatMap((model) => [...reached(model).keys()]));
  const wrong = [...equations]
    .filter((path) => /^src\/(lessons|template|families)\//.test(path))
    .flatMap((path) =>
      [...codeOf(path).matchAll(/\bas (unknown as )?tf\.\w+/g)].map(([cast]) => `${path}: ${cast}`),
    );
  expect(wrong).toEqual([]);
});

test("a model is read in two screens", () => {
  const long = models
    .map((path) => [path, textOf.get(path)!.split("\n").length] as const)
    .filter(([, lines]) => lines > 150);
  expect(long).toEqual([]);
});
