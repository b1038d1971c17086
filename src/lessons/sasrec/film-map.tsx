import { ItemMap } from "../../components/session/item-map.tsx";
import { useSession } from "../../components/session/use-session.ts";

/** The films' vectors on a map; the items of a generated task have nothing to show there. */
export function FilmMap() {
  const dim = useSession((state) => state.setup.config.dim as number);
  const generated = useSession((state) => state.setup.config.task !== "films");
  if (generated) {
    return (
      <section aria-label="Film map">
        <p>
          The generated items have neither names nor genres to put on a map. Choose films again to
          see it.
        </p>
      </section>
    );
  }
  return <ItemMap dim={dim} />;
}
