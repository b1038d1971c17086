import { useMemo } from "react";
import { useStore } from "zustand";
import {
  applies,
  type Hyperparameter,
  type Value,
} from "../../engine/declarations/hyperparameters.ts";
import { allSettings, flatten } from "../../engine/declarations/setup.ts";
import { say } from "../language/say.ts";
import { OwnDataButton } from "../own-data/own-data-button.tsx";
import { ownDataStore } from "../session/own-data.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { SettingField } from "./setting-field.tsx";

/** The settings of the section the reader is at, large; the way to all others beside them. */
export function FeaturedSettings() {
  const { featured } = useSplitSettings();
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
      <button type="button" className="button-small more-settings" onClick={showOthers}>
        {say("All settings")}
      </button>
    </fieldset>
  );
}

/** Every other setting of the lesson, small, and always there. */
export function OtherSettings() {
  const { others } = useSplitSettings();
  return (
    <fieldset
      className="settings settings-dense"
      id="other-settings"
      aria-label={say("Other settings")}
    >
      {others.map((key) => (
        <Field key={key} name={key} featured={false} />
      ))}
    </fieldset>
  );
}

/** Made from the lesson's declarations; dataset and device, which all lessons have, come last. */
function useSplitSettings(): { featured: readonly string[]; others: readonly string[] } {
  const lesson = useSession((state) => state.lesson);
  const here = useSession((state) => state.lessonStep);
  return useMemo(() => {
    const keys = [...Object.keys(lesson.hyperparameters), "dataset", "backend"];
    const step = lesson.steps.find(({ id }) => id === here);
    const featured = (step?.settings ?? keys.slice(0, 4)).filter((key) => keys.includes(key));
    return { featured, others: keys.filter((key) => !featured.includes(key)) };
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
  return (
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
}

/** The reader's own data are offered after the datasets of the site. */
function useWithOwnData(name: string, declared: Hyperparameter): Hyperparameter {
  const own = useStore(ownDataStore, ({ list }) => list);
  if (name !== "dataset" || declared.kind !== "choice" || own.length === 0) return declared;
  const added = own.map(({ id, name: label }) => ({ value: id, label }));
  return { ...declared, options: [...declared.options, ...added] };
}
