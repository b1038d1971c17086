import { commonSettings } from "../../engine/declarations/setup.ts";
import { say } from "../language/say.ts";
import { isLocked } from "../session/place.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { NumberInput } from "./number-input.tsx";

/** The number that decides every random number, and a way to draw another. */
export function SeedField() {
  const lesson = useSession((state) => state.lesson);
  const seed = useSession((state) => state.setup.seed);
  const locked = useSession((state) => isLocked(state.locked, "seed"));
  const { set } = useActions();
  const declaration = commonSettings(lesson).seed;
  const draw = () => {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    set({ seed: 1 + (random % 9999) });
  };
  return (
    <fieldset className="seed" disabled={locked}>
      <label htmlFor="setting-seed">{say("Seed")}</label>
      <NumberInput
        id="setting-seed"
        declaration={declaration}
        value={seed}
        change={(value) => set({ seed: value })}
      />
      <button
        type="button"
        className="button-small"
        title={say("Draw another seed")}
        onClick={draw}
      >
        {say("New")}
      </button>
    </fieldset>
  );
}
