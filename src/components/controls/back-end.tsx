import { say, word } from "../language/say.ts";
import { AsideCard, useAsideCard } from "../prose/aside-card.tsx";
import { useSession } from "../session/use-session.ts";

const NAMES = { webgpu: "WebGPU", wasm: "WebAssembly" } as const;

/** The reasons that engine/device.ts puts together, as they come out. */
const REASONS = [
  word("The model trains on the graphics card ({adapter})."),
  word("WebGPU was asked for; its adapter ({adapter}) is software, so expect it to be slow."),
  word("This browser has no WebGPU, so the model trains on the processor with WebAssembly."),
  word("WebGPU found no graphics adapter, so the model trains on the processor with WebAssembly."),
] as const;

function reasonText({ reason, adapter }: { reason: string; adapter: string }): string {
  const known = REASONS.find((sentence) => sentence.replace("{adapter}", adapter) === reason);
  return say(known ?? reason, { adapter });
}

/** Where the model trains, and behind it why. */
export function BackEnd() {
  const backend = useSession((state) => state.opened?.backend);
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
            <p>{reasonText(backend)}</p>
            <p className="card-detail">{backend.adapter}</p>
          </AsideCard>
        </>
      )}
    </div>
  );
}
