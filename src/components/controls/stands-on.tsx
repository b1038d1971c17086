import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { commonSettings, defaultSetup, sameSetup } from "../../engine/declarations/setup.ts";
import { say } from "../language/say.ts";
import { keptRunOf } from "../session/foundation-runs.ts";
import { linkOf } from "../session/link.ts";
import { nameText, titleOf } from "../session/run-words.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { NumberInput } from "./number-input.tsx";

const DEFAULTS = "defaults";
const AS_IT_IS = "as-it-is";

/** What the next run stands on: which lesson, which of its runs that this browser keeps, and its seed. */
export function StandsOn() {
  const lesson = useSession((state) => state.lesson);
  const on = useSession(({ setup }) => setup.on);
  const beneath = on && lesson.foundations?.[on.lesson];
  if (!on || !beneath) return null;
  return (
    <fieldset className="stands-on" aria-label={say("Stands on")}>
      <LessonBeneath lesson={lesson} on={on} />
      <RunBeneath beneath={beneath} on={on} />
      <SeedBeneath beneath={beneath} on={on} />
      {/* A stage of a lesson has no page of its own. */}
      {!beneath.slug.includes("/") && (
        <a className="stands-on-link" href={linkOf(beneath, on)}>
          {say("Open {lesson}", { lesson: say(beneath.title) })}
        </a>
      )}
    </fieldset>
  );
}

function LessonBeneath({ lesson, on }: { lesson: Lesson; on: Setup }) {
  const { standOn } = useActions();
  const slugs = Object.keys(lesson.foundations ?? {});
  return (
    <div className="setting" data-kind="choice">
      <label className="setting-head" htmlFor="on-lesson">
        {say("Stands on")}
      </label>
      {slugs.length > 1 ? (
        <select
          id="on-lesson"
          className="select"
          value={on.lesson}
          onChange={({ target }) => standOn(defaultSetup(lesson.foundations![target.value]!))}
        >
          {slugs.map((slug) => (
            <option key={slug} value={slug}>
              {titleOf(lesson, slug)}
            </option>
          ))}
        </select>
      ) : (
        <output id="on-lesson">{titleOf(lesson, on.lesson)}</output>
      )}
    </div>
  );
}

/** Among the finished runs of the lesson on the same data; or its defaults; or what a link has asked for. */
function RunBeneath({ beneath, on }: { beneath: Lesson; on: Setup }) {
  const kept = useSession(({ foundationRuns }) => foundationRuns[beneath.slug]) ?? [];
  const { standOn, readFoundationRuns } = useActions();
  const runs = kept.filter(({ setup }) => setup.dataset === on.dataset);
  const { dataset, backend } = on;
  const plain = { ...defaultSetup(beneath), dataset, backend, seed: on.seed };
  const now = keptRunOf(runs, on)?.id ?? (sameSetup(plain, on) ? DEFAULTS : AS_IT_IS);
  const choose = (id: string) => {
    const run = runs.find((one) => one.id === id);
    if (run) standOn(run.setup);
    else if (id === DEFAULTS) standOn(defaultSetup(beneath));
  };
  return (
    <div className="setting" data-kind="choice">
      <label className="setting-head" htmlFor="on-run">
        {say("Run beneath")}
      </label>
      <select
        id="on-run"
        className="select"
        value={now}
        onFocus={() => void readFoundationRuns()}
        onChange={({ target }) => choose(target.value)}
      >
        <option value={DEFAULTS}>{say("its defaults")}</option>
        {now === AS_IT_IS && <option value={AS_IT_IS}>{say("other settings")}</option>}
        {[...runs].reverse().map((run) => (
          <option key={run.id} value={run.id}>
            {say("run {number}: {name}", { number: run.number, name: nameText(beneath, run) })}
          </option>
        ))}
      </select>
    </div>
  );
}

function SeedBeneath({ beneath, on }: { beneath: Lesson; on: Setup }) {
  const { standOn } = useActions();
  return (
    <div className="setting">
      <label className="setting-head" htmlFor="on-seed">
        {say("Seed beneath")}
      </label>
      <NumberInput
        id="on-seed"
        declaration={commonSettings(beneath).seed}
        value={on.seed}
        change={(seed) => standOn({ ...on, seed })}
      />
    </div>
  );
}
