/** What the reader looks at, and what is theirs. */
import { setupOfStep } from "../../../engine/declarations/setup.ts";
import type { ReaderActions, ReaderState } from "../state.ts";
import type { SliceParts } from "./parts.ts";

export function readerSlice(
  { lesson, keeping, trainer, set, get }: SliceParts,
  { step: wanted, notices }: { readonly step?: string; readonly notices: readonly string[] },
): ReaderState & ReaderActions {
  const first = lesson.steps.find(({ id }) => id === wanted) ?? lesson.steps[0];
  /** The section that the settings in the controls were begun from. */
  let begun = first?.id;
  return {
    highlight: { item: null },
    user: 0,
    ratings: [],
    lessonStep: first?.id ?? "",
    view: first?.view ?? lesson.views[0]?.id ?? "",
    returnTo: null,
    notices,

    setHighlight(item) {
      if (get().highlight.item !== item) set({ highlight: { item } });
    },
    setUser: (user) => set({ user }),
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
