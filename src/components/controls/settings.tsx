import { useMemo } from "react";
import { useStore } from "zustand";
import {
  applies,
  type Hyperparameter,
  type Value,
} from "../../engine/declarations/hyperparameters.ts";
import { inAll, type Memory } from "../../engine/declarations/memory.ts";
import { allSettings, flatten } from "../../engine/declarations/setup.ts";
import { fileSize } from "../../engine/own-data/limits.ts";
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import { OwnDataButton } from "../own-data/own-data-button.tsx";
import { ownDataStore } from "../session/own-data.ts";
import { isLocked } from "../session/place.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { SettingField } from "./setting-field.tsx";
import { StandsOn } from "./stands-on.tsx";

/** The settings of the section the reader is at, large; the way to all others beside them. */
export function FeaturedSettings() {
  const { featured, beneath } = useSplitSettings();
  const showOthers = () => {
    const others = document.getElementById("other-settings");
    others?.scrollIntoView({ block: "end" });
    others?.querySelector<HTMLElement>("input, select")?.focus({ preventScroll: true });
  };
  return (
    <fieldset className="settings settings-featured" aria-label={say("Settings of this section")}>
      {featured.map((key) => (
        <Field key={key} name={key} featured />
      ))}
      {beneath === "featured" && <StandsOn />}
      <button type="button" className="button-small more-settings" onClick={showOthers}>
        {say("All settings")}
      </button>
    </fieldset>
  );
}

/** Every other setting of the lesson, small, and always there. */
export function OtherSettings() {
  const { others, beneath } = useSplitSettings();
  return (
    <fieldset
      className="settings settings-dense"
      id="other-settings"
      aria-label={say("Other settings")}
    >
      {others.map((key) => (
        <Field key={key} name={key} featured={false} />
      ))}
      {beneath === "others" && <StandsOn />}
      <MemoryLine />
    </fieldset>
  );
}

/** What the settings take, before anything of it is made. */
function MemoryLine() {
  const weight = useSession((state) => state.weight);
  const asked = useSession((state) => Number(state.setup.config.batch));
  if (!weight) return null;
  if ("refused" in weight) return <p className="memory-line memory-refused">{weight.refused}</p>;
  const { memory } = weight;
  if (!memory) return null;
  return (
    <p className="memory-line" title={memoryParts(memory)}>
      {say("Memory: about {size}.", { size: tell(fileSize(inAll(memory))) })}{" "}
      {memory.batch < asked && say("A batch is all {n} examples.", { n: countText(memory.batch) })}
    </p>
  );
}

const memoryParts = ({ parameters, step, evaluation, checkpoints }: Memory) =>
  say(
    "parameters {parameters}, a step {step}, an evaluation {evaluation}, checkpoints {checkpoints}",
    {
      parameters: tell(fileSize(parameters)),
      step: tell(fileSize(step)),
      evaluation: tell(fileSize(evaluation)),
      checkpoints: tell(fileSize(checkpoints)),
    },
  );

interface SplitSettings {
  readonly featured: readonly string[];
  readonly others: readonly string[];
  /** Where the run beneath is chosen: beside the setting that asks for one. */
  readonly beneath: "featured" | "others";
}

/** Made from the lesson's declarations; dataset and device, which all lessons have, come last. */
function useSplitSettings(): SplitSettings {
  const lesson = useSession((state) => state.lesson);
  const here = useSession((state) => state.lessonStep);
  return useMemo(() => {
    const keys = [...Object.keys(lesson.hyperparameters), "dataset", "backend"];
    const step = lesson.steps.find(({ id }) => id === here);
    const featured = (step?.settings ?? keys.slice(0, 4)).filter((key) => keys.includes(key));
    return {
      featured,
      others: keys.filter((key) => !featured.includes(key)),
      beneath: featured.includes(lesson.on?.onlyWith?.key ?? "") ? "featured" : "others",
    };
  }, [lesson, here]);
}

function Field({ name, featured }: Pick<Parameters<typeof SettingField>[0], "name" | "featured">) {
  const lesson = useSession((state) => state.lesson);
  const setup = useSession((state) => state.setup);
  const trained = useSession(
    ({ runs, currentRun }) => runs.find(({ id }) => id === currentRun)?.setup,
  );
  const { set } = useActions();
  const declared = allSettings(lesson)[name]!;
  const declaration = useWithOwnData(name, declared);
  const now = flatten(setup);
  const locked = useSession((state) => isLocked(state.locked, name));
  const field = (
    <SettingField
      name={name}
      declaration={declaration}
      value={now[name] as Value}
      featured={featured}
      newRun={trained !== undefined && flatten(trained)[name] !== now[name]}
      idle={!applies(declaration, now)}
      change={(value) => set({ [name]: value })}
      beside={name === "dataset" && <OwnDataButton />}
    />
  );
  if (!locked) return field;
  return (
    <fieldset
      disabled
      className="locked"
      title={say("The link that you have followed locks this.")}
    >
      {field}
    </fieldset>
  );
}

/** The reader's own data are offered after the datasets of the site. */
function useWithOwnData(name: string, declared: Hyperparameter): Hyperparameter {
  const own = useStore(ownDataStore, ({ list }) => list);
  if (name !== "dataset" || declared.kind !== "choice" || own.length === 0) return declared;
  const added = own.map(({ id, name: label }) => ({ value: id, label }));
  return { ...declared, options: [...declared.options, ...added] };
}
