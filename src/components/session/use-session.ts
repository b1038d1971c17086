/** How components reach the session of the lesson they stand in. */
import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
} from "react";
import { useStore } from "zustand";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { defaultSetup } from "../../engine/declarations/setup.ts";
import type { Arguments } from "../../engine/training/probe.ts";
import { engineClient, spareClient } from "./engine-client.ts";
import { followLink, setupOfLink } from "./link.ts";
import { ownDataStore } from "./own-data.ts";
import { useReport } from "./reading-place.tsx";
import type { OnReading } from "./readings.ts";
import { openToShare } from "./shared.ts";
import type { SessionActions, SessionState } from "./state.ts";
import { type Storage, storage } from "./storage.ts";
import { createSessionStore, type SessionStore } from "./store.ts";

const SessionContext = createContext<SessionStore | null>(null);

/** Opens the session of a lesson with the set-up in the page's link, and keeps the link up to date. */
export function SessionProvider(props: {
  readonly lesson: Lesson;
  /** True where nothing trains (the window with the notes): no worker is started. */
  readonly idle?: boolean;
  readonly children: ReactNode;
}) {
  const { idle = false } = props;
  const [store] = useState(() =>
    createSessionStore(
      props.lesson,
      setupOfLink(props.lesson),
      engineClient,
      storage,
      ownDataStore,
      spareClient,
    ),
  );
  useEffect(() => {
    if (idle) return;
    void store.getState().prepare();
    const stopFollowing = followLink(store);
    const stopSharing = openToShare(store.getState);
    return () => {
      stopSharing();
      stopFollowing();
      store.getState().leave();
    };
  }, [store, idle]);
  return createElement(SessionContext, { value: store }, props.children);
}

/**
 * The session of a lesson's model on another page: apart from the page's link, and nothing of it is kept. It opens at
 * once, and ends with the component.
 */
export function SessionApart(props: { readonly lesson: Lesson; readonly children: ReactNode }) {
  const [store] = useState(() => {
    const { lesson } = props;
    const start = { setup: defaultSetup(lesson), notices: [], fromLink: true, place: {} };
    const open = { ...start, hidden: new Set<string>(), locked: new Set<string>() };
    return createSessionStore(lesson, open, engineClient, FORGETFUL, ownDataStore, spareClient);
  });
  useEffect(() => {
    void store.getState().prepare();
    return () => store.getState().leave();
  }, [store]);
  return createElement(SessionContext, { value: store }, props.children);
}

/** Keeps nothing. */
const FORGETFUL: Storage = {
  get: async () => undefined,
  set: async () => true,
  update: async () => {},
  delete: async () => {},
  keys: async () => [],
  clear: async () => {},
  onRefused: () => () => {},
};

function useSessionStore(): SessionStore {
  const store = useContext(SessionContext);
  if (!store) throw new Error("This component stands outside of a lesson");
  return store;
}

/** A part of the session's state. The selector returns a primitive or something kept in the state. */
export function useSession<T>(selector: (state: SessionState) => T): T {
  return useStore(useSessionStore(), selector);
}

/** What can be done; its functions never change. */
export function useActions(): SessionActions {
  return useSessionStore().getState();
}

/** For canvas pictures: `watch`, with failures told by the place that the picture stands in. */
export function useWatch() {
  const { watch } = useActions();
  const report = useReport();
  return useCallback(
    (probe: string, args: Arguments, listener: OnReading) => {
      const name = `${probe} ${JSON.stringify(args)}`;
      const stop = watch(
        probe,
        args,
        (reading) => {
          report(name, null);
          listener(reading);
        },
        (why) => report(name, why),
      );
      return () => {
        stop();
        report(name, null);
      };
    },
    [watch, report],
  );
}

/** A reading of the model as React state, for calm pictures. */
export function useReading<T>(probe: string, args: Arguments = {}): T | undefined {
  const watch = useWatch();
  const [reading, setReading] = useState<T>();
  const text = JSON.stringify(args);
  useEffect(
    () => watch(probe, JSON.parse(text) as Arguments, (next) => setReading(next as T)),
    [watch, probe, text],
  );
  return reading;
}
