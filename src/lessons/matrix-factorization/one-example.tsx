/** The gradient microscope: one user, what they watched and a negative, with every number. */
import { useState } from "react";
import { say } from "../../components/language/say.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { ForceTriple } from "./force-triple.tsx";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

export function OneExample({ opened }: { opened: Opened }) {
  const [draw, setDraw] = useState(0);
  /** The step at which finite differences were asked for; they say nothing of another one. */
  const [checkedAt, setCheckedAt] = useState<number | null>(null);
  const user = useSession((state) => state.user);
  const step = useSession((state) => state.step);
  const lr = useSession((state) => state.setup.config.lr as number);
  const pairwise = useSession((state) => state.setup.config.loss === "bpr");
  const check = checkedAt === step;
  const reading = useReading("triple", { user, draw, ...(check && { check }) });
  return (
    <ForceTriple
      reading={reading}
      catalogue={opened.catalogue}
      lr={lr}
      pairwise={pairwise}
      onCheck={() => setCheckedAt(step)}
      checking={check && reading?.checked === undefined}
      aside={
        <button type="button" className="button-small" onClick={() => setDraw(draw + 1)}>
          {say("Another example")}
        </button>
      }
    />
  );
}
