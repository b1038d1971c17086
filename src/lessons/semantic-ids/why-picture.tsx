/** This person, this list, why: the film of their likes that is nearest, and the codes that it shares. */
import { titleText } from "../../components/charts/genre-classes.ts";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();
const COLUMNS = ["film", "p(liked)", "nearest of their likes", "cosine", "codes shared", "ratings"];

export function WhyPicture({ opened }: { opened: Opened }) {
  const { catalogue, dataset, activity } = opened;
  const user = useSession((state) => state.user);
  const { setUser } = useActions();
  const reading = useReading("why", { user });
  const rows = (reading?.films ?? []).map((one) => [
    titleText(catalogue, one.film),
    percentText(one.chance),
    one.nearest < 0 ? "–" : titleText(catalogue, one.nearest),
    one.cosine.toFixed(2),
    String(one.codes),
    String(one.ratings),
  ]);
  const few = (reading?.films ?? []).filter(({ ratings }) => ratings <= 10).length;
  return (
    <Picture
      title="This person, this list, why"
      fill
      sentence={
        reading
          ? `${few} of ${reading.films.length} films have at most 10 ratings in training. The nearest film is by the vectors as the ranker holds them, of ${reading.liked} that user ${user} liked; near is evidence, not a cause.`
          : "A list, and what stands behind it."
      }
      empty={reading ? undefined : "The list appears when the model is there."}
      table={() => ({ columns: COLUMNS.map((name) => ({ name })), rows })}
      aside={<UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />}
    >
      <WordTable columns={COLUMNS} rows={rows} list />
    </Picture>
  );
}
