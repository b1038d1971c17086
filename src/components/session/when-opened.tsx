import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import type { Opened } from "../../engine/declarations/run.ts";
import { say } from "../language/say.ts";
import { useSession } from "./use-session.ts";

/** A picture that needs to know the catalogue waits for the session to open. */
export function whenOpened(Picture: (props: { opened: Opened }) => ReactNode): ComponentType {
  return function WhenOpened() {
    const opened = useSession((state) => state.opened);
    const failed = useSession(({ status }) => status.name === "Failed");
    if (opened) return <Picture opened={opened} />;
    return failed ? (
      <p className="view-loading">
        {say("This picture needs a model, and these settings give none: the line above says why.")}
      </p>
    ) : null;
  };
}

/** A view that needs no model; its code is fetched when it is first looked at. */
export function fetched<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const View = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>;
  return (props) => (
    <Suspense fallback={<p>{say("Fetching the picture …")}</p>}>
      <View {...props} />
    </Suspense>
  );
}

/** A picture whose code is fetched when it is first looked at, so that the first one is there sooner. */
export const later = (
  load: () => Promise<(props: { opened: Opened }) => ReactNode>,
): ComponentType => {
  const Picture = fetched(load);
  return whenOpened((props) => <Picture {...props} />);
};
