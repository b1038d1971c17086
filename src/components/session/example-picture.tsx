/** From rows to a batch: how real rows of the log become one training example, as the next step will see it. */
import { useState } from "react";
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { ExampleReading } from "../../engine/training/example.ts";
import {
  ExampleDrawing,
  placeName,
  ROLE_WORDS,
  rowName,
  rowText,
} from "../charts/example-drawing.tsx";
import { exampleLines } from "../charts/example-lines.ts";
import { Picture } from "../charts/picture.tsx";
import { say } from "../language/say.ts";
import { shownSetup } from "./paper-picture.tsx";
import { useReading, useSession } from "./use-session.ts";

interface Props {
  readonly opened: Opened;
  /** What this model makes of the rows, in a sentence. */
  readonly says: (reading: ExampleReading, config: Config) => string;
}

/** Reads the probe "example", `{ at }`. */
export function ExamplePicture({ opened: { catalogue }, says }: Props) {
  const [at, setAt] = useState(0);
  const { config } = useSession(shownSetup);
  const reading = useReading<ExampleReading>("example", { at });
  const lines = reading && exampleLines(reading);
  return (
    <Picture
      title={say("From rows to a batch")}
      fill
      sentence={reading ? says(reading, config) : say("How rows of the log become an example.")}
      empty={reading ? undefined : say("The example appears when the model is there.")}
      aside={
        reading && (
          <small>
            {say("example {n} of {of}", { n: reading.at + 1, of: reading.of })}{" "}
            <button type="button" className="link-button" onClick={() => setAt(reading.at + 1)}>
              {say("Next example")}
            </button>
          </small>
        )
      }
      table={() => ({
        columns: [
          { name: say("Role") },
          { name: say("Place") },
          { name: say("Value") },
          { name: say("Row of the log") },
        ],
        rows: (reading?.places ?? []).map((place) => {
          const row = reading?.rows[place.from];
          return [
            say(ROLE_WORDS[place.role]),
            placeName(place, reading?.rows ?? [], catalogue),
            place.value ?? "",
            row && reading ? `${rowName(row, catalogue)} ${rowText(row, reading.rows)}` : "",
          ];
        }),
      })}
    >
      {reading && lines && (
        <ExampleDrawing lines={lines} padded={reading.padded} catalogue={catalogue} />
      )}
    </Picture>
  );
}
