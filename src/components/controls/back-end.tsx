import type { Compilation } from "../../engine/declarations/run.ts";
import { plural } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { AsideCard, useAsideCard } from "./aside-card.tsx";

const NAMES = { webgpu: "WebGPU", wasm: "WebAssembly" } as const;

/** Where the model trains, and behind it why. */
export function BackEnd() {
  const backend = useSession((state) => state.opened?.backend);
  const compiled = useSession(({ compilation }) => compilation && compilationText(compilation));
  const { tryBetterWay } = useActions();
  const { trigger, card } = useAsideCard();
  return (
    <div className="back-end" data-name={backend?.name}>
      <output aria-label={say("Back end")} aria-live="off">
        {backend ? NAMES[backend.name] : "–"}
      </output>
      {backend && (
        <>
          <button
            type="button"
            className="why-button"
            aria-label={say("Why this one")}
            {...trigger}
          >
            ?
          </button>
          <AsideCard card={card}>
            <strong>{NAMES[backend.name]}</strong>
            <p>{tell(backend.reason)}</p>
            {compiled && <p>{compiled}</p>}
            <p className="card-detail">{backend.adapter}</p>
            {backend.gaveUp && (
              <>
                {backend.gaveUp !== backend.reason && <p>{tell(backend.gaveUp)}</p>}
                <button type="button" className="button-small" onClick={() => void tryBetterWay()}>
                  {say("Try it again")}
                </button>
              </>
            )}
          </AsideCard>
        </>
      )}
    </div>
  );
}

/** What compiling a step came to; nothing where nothing is compiled. */
function compilationText({ kernels, variant, why }: Compilation): string | null {
  if (why !== null) return say("A step runs operation by operation: {why}", { why });
  if (kernels === null) return null;
  const many = plural(kernels, "kernel");
  return variant === null
    ? say("A step is {kernels}.", { kernels: many })
    : say("A step is {kernels} in one call ({variant}).", { kernels: many, variant });
}
