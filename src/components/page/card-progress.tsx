/** What the reader has done in a lesson, on its card: where they are, what they foretold, their best run. */
import { useEffect, useState } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { say } from "../language/say.ts";
import { grade } from "../prose/grade.ts";
import { readWork, workKey } from "../session/keeping.ts";
import { storage } from "../session/storage.ts";
import styles from "./card-progress.module.css";

interface Props {
  readonly slug: string;
  readonly declare: (slug: string) => Promise<Lesson | undefined>;
}

interface Progress {
  /** The section that was read last, from 1, and how many there are. */
  readonly section: number;
  readonly sections: number;
  /** Predictions whose runs have graded them, and those that were right. */
  readonly graded: number;
  readonly right: number;
  /** "NDCG@10 0.0391" */
  readonly best: string | null;
}

/** Nothing where nothing was done. */
export default function CardProgress({ slug, declare }: Props) {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    let current = true;
    void progressOf(slug, declare).then((found) => current && setProgress(found));
    return () => {
      current = false;
    };
  }, [slug, declare]);
  if (!progress) return null;
  const { section, sections, graded, right, best } = progress;
  return (
    <span className={styles.progress}>
      <span className={styles.sections} aria-hidden="true">
        {Array.from({ length: sections }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sections have their places only
          <i key={n} data-read={n < section || undefined} />
        ))}
      </span>
      <span className={styles.said}>
        {[
          say("section {n} of {all}", { n: section, all: sections }),
          ...(graded > 0 ? [say("{n} of {all} right", { n: right, all: graded })] : []),
          ...(best ? [best] : []),
        ].join(" · ")}
      </span>
    </span>
  );
}

async function progressOf(slug: string, declare: Props["declare"]): Promise<Progress | null> {
  const kept = readWork(await storage.get(workKey(slug)));
  if (!kept) return null;
  const lesson = await declare(slug);
  if (!lesson) return null;
  const at = lesson.steps.findIndex(({ id }) => id === kept.step);
  const grades = lesson.steps.flatMap(({ prediction }) => {
    const { answer, settled } = (prediction && kept.predictions[prediction.id]) ?? {};
    const found = prediction && answer && settled && grade(prediction, answer, settled);
    return found?.right === true || found?.right === false ? [found.right] : [];
  });
  const [metric] = lesson.metrics;
  const values = kept.runs.flatMap(({ status, metrics }) =>
    status === "finished" && metric && metrics?.[metric.name] !== undefined
      ? [metrics[metric.name]!]
      : [],
  );
  const top = metric?.better === "lower" ? Math.min(...values) : Math.max(...values);
  return {
    section: Math.max(0, at) + 1,
    sections: lesson.steps.length,
    graded: grades.length,
    right: grades.filter(Boolean).length,
    best: metric && values.length > 0 ? `${metric.name} ${top.toFixed(metric.digits)}` : null,
  };
}
