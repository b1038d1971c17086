import { useState } from "react";
import { say } from "../components/language/say.ts";
import { tell } from "../components/language/tell.ts";
import { usePageTitle } from "../components/page/page-title.ts";
import { copyText } from "../components/parts/copy-text.ts";
import type { BackendName } from "../engine/device.ts";
import { BarList } from "./bar-list.tsx";
import type { BenchResult } from "./bench.ts";
import styles from "./bench-page.module.css";
import { BACKEND_TITLES, benchMarkdown, COLUMNS, figure, MODEL_TITLES } from "./report.ts";
import { useBench } from "./use-bench.ts";

/** Times the training steps of the course on the reader's own machine. */
export function BenchPage() {
  usePageTitle(say("How fast is this machine?"));
  const { plan, results, running, error, run, stop } = useBench();
  const [chosen, setChosen] = useState<ReadonlySet<BackendName>>();
  if (!plan) {
    return (
      <Frame>
        <p role="status">{error ?? say("Looking at this browser …")}</p>
      </Frame>
    );
  }
  const { webgpu } = plan;
  const slow = !("missing" in webgpu) && webgpu.software;
  // On a software adapter stock tfjs takes minutes: it is measured only when asked for.
  const usual: readonly BackendName[] = "missing" in webgpu || slow ? ["wasm"] : ["wasm", "webgpu"];
  const backends = chosen ?? new Set(usual);
  const toggle = (backend: BackendName) => {
    const next = new Set(backends);
    if (!next.delete(backend)) next.add(backend);
    setChosen(next);
  };
  const total = backends.size * plan.models.length;
  return (
    <Frame>
      <fieldset className={styles.choice} disabled={running !== undefined}>
        <legend>{say("Back ends")}</legend>
        {(["wasm", "webgpu"] as const).map((backend) => (
          <label key={backend}>
            <input
              type="checkbox"
              checked={backends.has(backend)}
              disabled={backend === "webgpu" && "missing" in webgpu}
              onChange={() => toggle(backend)}
            />{" "}
            {BACKEND_TITLES[backend]}
          </label>
        ))}
        <p>
          {"missing" in webgpu
            ? say("{reason}: only WebAssembly can be measured here.", {
                reason: tell(webgpu.missing),
              })
            : slow
              ? say(
                  "WebGPU runs in software here ({adapter}). Stock tfjs takes minutes on it, so it is left out unless you choose it.",
                  { adapter: webgpu.name },
                )
              : say("The graphics card: {adapter}.", { adapter: webgpu.name })}
        </p>
      </fieldset>
      <div className={styles.act}>
        {running ? (
          <button type="button" className="button" onClick={stop}>
            {say("Stop")}
          </button>
        ) : (
          <button
            type="button"
            className="button button-primary"
            disabled={backends.size === 0}
            onClick={() => run(["wasm", "webgpu"].filter(isIn(backends)), plan.models)}
          >
            {say("Measure")}
          </button>
        )}
        {running && (
          <progress aria-label={say("Measured")} max={total} value={total - running.left} />
        )}
        <p role="status">
          {error ??
            (running
              ? say("Measuring {model} on {backend}: {n} of {total}.", {
                  model: say(MODEL_TITLES[running.model]),
                  backend: BACKEND_TITLES[running.backend],
                  n: total - running.left + 1,
                  total,
                })
              : results.length > 0
                ? say("Measured.")
                : backends.size === 0
                  ? say("Choose at least one back end.")
                  : say("{n} measurements, a few seconds each.", { n: total }))}
        </p>
      </div>
      {results.length > 0 && <Results results={results} />}
    </Frame>
  );
}

const isIn =
  (chosen: ReadonlySet<BackendName>) =>
  (name: string): name is BackendName =>
    chosen.has(name as BackendName);

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <div className={`page ${styles.bench}`}>
      <h1>{say("How fast is this machine?")}</h1>
      <p className="lead">
        {say(
          "One training step of each model of the course, timed here and now: with the kernels of this notebook, and in turns with stock TensorFlow.js doing the same step. Close other work first; nothing leaves your browser.",
        )}
      </p>
      {children}
    </div>
  );
}

function Results({ results }: { results: readonly BenchResult[] }) {
  const best = results.reduce((a, b) => ((b.timesFaster ?? 0) > (a.timesFaster ?? 0) ? b : a));
  return (
    <>
      <h2>{say("What was measured")}</h2>
      <BarList
        title={say("Times faster than stock tfjs")}
        sentence={say("{model} gains most: {times} times on {backend}.", {
          model: say(MODEL_TITLES[best.model]),
          times: figure(best.timesFaster ?? 0),
          backend: BACKEND_TITLES[best.backend],
        })}
        unit={say("times faster")}
        format={figure}
        bars={results.map(({ model, backend, timesFaster }) => ({
          name: `${say(MODEL_TITLES[model])}, ${BACKEND_TITLES[backend]}`,
          value: timesFaster ?? 0,
        }))}
      />
      <section aria-label={say("All figures")} className={styles.figures}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard too */}
        <section className={styles.scroll} tabIndex={0} aria-label={say("A training step")}>
          <table>
            <caption>{say("A training step")}</caption>
            <thead>
              <tr>
                {COLUMNS.map(({ name }) => (
                  <th key={name} scope="col">
                    {say(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {results.map((result) => (
                <tr key={`${result.model} ${result.backend}`}>
                  {COLUMNS.map(({ name, cell }) => (
                    <td key={name}>{say(cell(result))}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <Copy results={results} />
        <dl className={styles.help}>
          {COLUMNS.filter(({ help }) => help !== "").map(({ name, help }) => (
            <div key={name}>
              <dt>{say(name)}</dt>
              <dd>{say(help)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function Copy({ results }: { results: readonly BenchResult[] }) {
  const [said, setSaid] = useState("");
  const machine = `${navigator.hardwareConcurrency} threads; ${navigator.userAgent}`;
  const copy = async (text: string, copied: string) =>
    setSaid(
      (await copyText(text)) ? copied : say("The browser refused: select the table instead."),
    );
  return (
    <div className={styles.act}>
      <button
        type="button"
        className="button"
        onClick={() => copy(benchMarkdown(results, machine), say("The table is copied."))}
      >
        {say("Copy as text")}
      </button>
      <button
        type="button"
        className="button"
        onClick={() =>
          copy(JSON.stringify({ machine, results }, null, 2), say("The figures are copied."))
        }
      >
        {say("Copy as JSON")}
      </button>
      <p role="status">{said}</p>
    </div>
  );
}
