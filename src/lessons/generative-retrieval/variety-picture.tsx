/** Names drawn at several temperatures: variety bought with names of no film. */
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./generative.module.css";
import type { probes } from "./probes.ts";
import { DRAWN, TEMPERATURES } from "./temperatures.ts";

const useReading = readingsOf<typeof probes>();

export function VarietyPicture({ opened }: { opened: Opened }) {
  const { catalogue, dataset, activity } = opened;
  const user = useSession((state) => state.user);
  const calm = useSession((state) => state.status.name !== "Training");
  const { setUser } = useActions();
  const reading = useReading("variety", { user, ask: calm });
  const at = (temperature: number) => TEMPERATURES.indexOf(temperature as 1);
  const name = (film: number) => (film < 0 ? "none" : catalogue.titles[film]!);
  return (
    <Picture
      title="Drawn names, by temperature"
      fill
      sentence={
        reading
          ? `At temperature 1, ${DRAWN} drawn names are ${reading.films[at(1)]!} different films and ${percentText(reading.invalid[at(1)]!)} names of no film; at 0.25, ${reading.films[0]!} films and ${percentText(reading.invalid[0]!)}; at 2, ${reading.films[at(2)]!} films and ${percentText(reading.invalid[at(2)]!)}.`
          : "What a temperature does to variety and to validity."
      }
      empty={reading ? undefined : "Names are drawn when training rests."}
      table={() => ({
        columns: [
          { name: "Temperature" },
          { name: "Different films" },
          { name: "Names of no film", format: percentText },
          { name: "Different first tokens" },
          { name: "Most drawn" },
        ],
        rows: reading
          ? TEMPERATURES.map((temperature, n) => [
              temperature,
              reading.films[n]!,
              reading.invalid[n]!,
              reading.groups[n]!,
              name(reading.most[n]!.film),
            ])
          : [],
      })}
      aside={<UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />}
    >
      {reading && (
        <div className={styles.scroll}>
          <table className={styles.numbers}>
            <thead>
              <tr>
                <th scope="col">temperature</th>
                <th scope="col">different films</th>
                <th scope="col">names of no film</th>
                <th scope="col">first tokens</th>
                <th scope="col" className={styles.wide}>
                  most drawn
                </th>
              </tr>
            </thead>
            <tbody>
              {TEMPERATURES.map((temperature, n) => (
                <tr key={temperature} data-own={temperature === 1 || undefined}>
                  <th scope="row">{temperature}</th>
                  <td>
                    <i
                      className={styles.gain}
                      style={{ inlineSize: `${(5 * reading.films[n]!) / DRAWN}em` }}
                    />
                    {reading.films[n]}
                  </td>
                  <td>
                    <i
                      className={styles.gain}
                      data-none
                      style={{ inlineSize: `${5 * reading.invalid[n]!}em` }}
                    />
                    {percentText(reading.invalid[n]!)}
                  </td>
                  <td>{reading.groups[n]}</td>
                  <td className={styles.wide}>
                    <span className={styles.drawn}>
                      {percentText(reading.most[n]!.share)} {name(reading.most[n]!.film)}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Picture>
  );
}
