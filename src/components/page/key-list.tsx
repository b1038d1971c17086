import { say, word } from "../language/say.ts";

const KEYS = [
  { keys: word("Space"), does: word("Train or pause") },
  { keys: ".", does: word("One training step") },
  { keys: ",", does: word("One step back") },
  { keys: "R", does: word("Reset to step 0, same seed") },
  { keys: "P", does: word("Presenter mode on and off") },
  { keys: "← →", does: word("In presenter mode: previous and next section") },
  {
    keys: "V",
    does: word("In presenter mode: say the section’s claim, and reveal the run’s answer"),
  },
  { keys: "1–9", does: word("In presenter mode: choose an answer, or add a vote to it") },
  { keys: "T", does: word("In presenter mode: count votes, and again for a second vote") },
  { keys: word("Enter"), does: word("In presenter mode: commit to the answer") },
  { keys: "L", does: word("In presenter mode: a light that follows the pointer") },
  { keys: "D", does: word("In presenter mode: draw over the picture; Z takes a line back") },
  { keys: "K", does: word("In presenter mode: keep what the pointer shows") },
  { keys: "S", does: word("In presenter mode: all settings, the seed and the runs") },
  { keys: "0", does: word("In presenter mode: back to the section’s settings") },
  { keys: "B", does: word("In presenter mode: blank the screen") },
  { keys: "?", does: word("This list") },
] as const;

/** What each key does. */
export default function KeyList() {
  return (
    <table>
      <tbody>
        {KEYS.map(({ keys, does }) => (
          <tr key={keys}>
            <th scope="row">
              <kbd>{say(keys)}</kbd>
            </th>
            <td>{say(does)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
