/** What the course page proves itself with: a model that trains while the page is read. */
import { useEffect, useRef, useState } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { LinePlot } from "../charts/line-plot.tsx";
import { countText, valueText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { ItemMap } from "../session/item-map.tsx";
import { SessionApart, useActions, useSession } from "../session/use-session.ts";
import styles from "./hero.module.css";

/** Whose film map is shown. */
const SLUG = "matrix-factorization";

interface Props {
  readonly declare: (slug: string) => Promise<Lesson | undefined>;
}

export default function Hero({ declare }: Props) {
  const [lesson, setLesson] = useState<Lesson>();
  useEffect(() => {
    let current = true;
    void declare(SLUG).then((found) => current && setLesson(found));
    return () => {
      current = false;
    };
  }, [declare]);
  if (!lesson) return null;
  return (
    <SessionApart lesson={lesson}>
      <Trained />
    </SessionApart>
  );
}

function Trained() {
  const frame = useRef<HTMLElement>(null);
  const lesson = useSession((state) => state.lesson);
  const { dim, negatives } = useSession(({ setup }) => setup.config);
  const status = useSession((state) => state.status);
  const loss = useSession((state) => state.loss);
  const step = useSession((state) => state.step);
  const total = useSession((state) => state.totalSteps);
  const seed = useSession(({ setup }) => setup.seed);
  const { set, train, pause } = useActions();
  useTrainsInSight(frame);
  const training = status.name === "Training";
  const what = say("{lesson}, {n} numbers a film", { lesson: say(lesson.title), n: Number(dim) });
  const another = () => {
    set({ seed: seed + 1 });
    void train();
  };
  return (
    <section ref={frame} className={styles.hero} aria-label={say("A model, training now")}>
      <header className={styles.head}>
        <p className={styles.said} role="status" aria-label={say("Training status")}>
          <i data-on={training || undefined} aria-hidden="true" />
          {status.name === "Failed"
            ? say("This machine could not train it: {why}", { why: status.detail })
            : training
              ? say("Training now: {what}", { what })
              : status.name === "Finished"
                ? say("Trained: {what}", { what })
                : what}
        </p>
        <span className={styles.tools}>
          <button
            type="button"
            onClick={() => (training ? pause() : void train())}
            disabled={status.name === "Failed"}
          >
            {training ? say("Pause") : say("Train")}
          </button>
          <button type="button" onClick={another} disabled={status.name === "Failed"}>
            {say("Another seed")}
          </button>
          <a href={`#/lessons/${lesson.slug}`}>
            {say("Open {lesson}", { lesson: say(lesson.title) })}
          </a>
        </span>
      </header>
      <div className={styles.map}>
        <ItemMap dim={Number(dim)} />
      </div>
      <div className={styles.below}>
        <dl className={styles.numbers}>
          <div>
            <dt>{say("Step")}</dt>
            <dd>
              {countText(step)}{" "}
              {total > 0 && <small>{say("of {n}", { n: countText(total) })}</small>}
            </dd>
          </div>
          <div>
            <dt>{say("Loss")}</dt>
            <dd>{Number.isFinite(loss) ? valueText(loss) : "–"}</dd>
          </div>
          <div>
            <dt>{say("Negatives")}</dt>
            <dd>{String(negatives)}</dd>
          </div>
          <div>
            <dt>{say("Seed")}</dt>
            <dd>{seed}</dd>
          </div>
        </dl>
        <Curve />
      </div>
    </section>
  );
}

/** What is found of the films that were held out, over the epochs; popularity is the line to beat. */
function Curve() {
  const column = useSession((state) => state.lesson.selectBy);
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const popularity = useSession(({ opened }) => opened?.baselines.popularity?.[column]);
  const epochs = useSession(({ setup }) => Number(setup.config.epochs));
  const points = (run?.history ?? []).flatMap(({ epoch, [column]: y }) =>
    y === undefined ? [] : [{ x: epoch, y }],
  );
  const held = [0, epochs].map((x) => ({ x, y: popularity ?? 0 }));
  const last = points.at(-1);
  const name = last
    ? say("{metric} of held-out films after each epoch: {y} now.", {
        metric: "NDCG@10",
        y: valueText(last.y),
      })
    : say("{metric} of held-out films, after each epoch.", { metric: "NDCG@10" });
  return (
    <div className={styles.curve}>
      <LinePlot
        name={name}
        xName={say("epoch")}
        yName={say("{metric}, held out", { metric: "NDCG@10" })}
        xLeast={[0, epochs]}
        yLeast={[0, 0.04]}
        lines={[
          ...(popularity === undefined
            ? []
            : [
                {
                  name: say("popularity"),
                  colour: "var(--data-grey)",
                  stroke: "dashed" as const,
                  points: held,
                },
              ]),
          { name: say("this run"), colour: "var(--data-1)", stroke: "strong", points },
        ]}
      />
    </div>
  );
}

/** Trains by itself while it is looked at, unless the reader has asked for less motion or has paused it. */
function useTrainsInSight(frame: { readonly current: HTMLElement | null }): void {
  const status = useSession((state) => state.status.name);
  const { train, pause } = useActions();
  const inSight = useInSight(frame);
  /** Whether it has begun by itself, and whether it was this page that has paused it. */
  const begun = useRef(false);
  const rested = useRef(false);
  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (inSight && status === "Idle" && !begun.current && !still) {
      begun.current = true;
      void train();
    } else if (inSight && status === "Paused" && rested.current) {
      rested.current = false;
      void train();
    } else if (!inSight && status === "Training") {
      rested.current = true;
      pause();
    }
  }, [inSight, status, train, pause]);
}

function useInSight(frame: { readonly current: HTMLElement | null }): boolean {
  const [seen, setSeen] = useState(false);
  const [shown, setShown] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const turned = () => setShown(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", turned);
    const watcher = new IntersectionObserver(
      ([entry]) => setSeen((entry?.intersectionRatio ?? 0) > 0.2),
      { threshold: [0, 0.2, 0.4] },
    );
    if (frame.current) watcher.observe(frame.current);
    return () => {
      document.removeEventListener("visibilitychange", turned);
      watcher.disconnect();
    };
  }, [frame]);
  return seen && shown;
}
