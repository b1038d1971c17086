/** What the reader looks at, and what is theirs. */
import { setupOfStep } from "../../../engine/declarations/setup.ts";
import { say } from "../../language/say.ts";
import { choosePerson, chosenPerson } from "../chosen-person.ts";
import type { ReaderActions, ReaderState } from "../state.ts";
import type { Start } from "../store.ts";
import type { SliceParts } from "./parts.ts";

export function readerSlice(
  { lesson, keeping, trainer, set, get }: SliceParts,
  { step: wanted, notices, place, hidden, locked }: Start,
): ReaderState & ReaderActions {
  const first = lesson.steps.find(({ id }) => id === wanted) ?? lesson.steps[0];
  /** The section that the settings in the controls were begun from. */
  let begun = first?.id;
  return {
    highlight: { item: null },
    user: chosenPerson(),
    ratings: [],
    lessonStep: first?.id ?? "",
    view: place.view ?? first?.view ?? lesson.views[0]?.id ?? "",
    returnTo: null,
    hidden,
    locked,
    notices,

    setHighlight(item) {
      if (get().highlight.item !== item) set({ highlight: { item } });
    },
    setUser(user) {
      choosePerson(user);
      set({ user });
    },
    goToPlace({ user, item, at = 0 }) {
      const { opened, totalSteps } = get();
      if (!opened) return;
      const within = (key: string, n: number, most: number) => {
        if (n <= most) return n;
        const sentence = say("{key} is “{n}”, but it goes up to {most} here.", { key, n, most });
        set({ notices: [...get().notices, sentence] });
        return null;
      };
      const { users, items } = opened.dataset;
      if (user !== undefined) get().setUser(within("user", user, users - 1) ?? 0);
      if (item !== undefined) set({ highlight: { item: within("item", item, items - 1) } });
      if (at > 0) void get().train(within("at", at, totalSteps) ?? totalSteps);
    },
    rate(item, rating) {
      const others = get().ratings.filter((own) => own.item !== item);
      set({ ratings: rating === null ? others : [...others, { item, rating }] });
      keeping.keepRatings();
    },
    setLessonStep(id) {
      const step = lesson.steps.find((known) => known.id === id);
      if (!step || id === get().lessonStep) return;
      set({ lessonStep: id, view: step.view });
      get().beginStep();
      void keeping.keep();
    },
    beginStep() {
      const { lessonStep, setup } = get();
      if (lessonStep === begun || trainer.isWanted()) return;
      begun = lessonStep;
      // Settings that a link has locked are the same in every section.
      if (get().locked.size > 0) return;
      get().takeSetup(setupOfStep(lesson, lessonStep, setup));
    },
    openAt(id, setup) {
      begun = id;
      const view = lesson.steps.find((step) => step.id === id)?.view ?? get().view;
      set({ lessonStep: id, view, setup });
    },
    returned: () => set({ returnTo: null }),
    setView: (view) => set({ view }),
    dismissNotice: (index) =>
      set((state) => ({ notices: state.notices.filter((_, i) => i !== index) })),
  };
}
