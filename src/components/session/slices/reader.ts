/** What the reader looks at, and what is theirs. */
import type { ReaderActions, ReaderState } from "../state.ts";
import type { SliceParts } from "./parts.ts";

export function readerSlice(
  { lesson, keeping, set, get }: SliceParts,
  notices: readonly string[],
): ReaderState & ReaderActions {
  return {
    highlight: { item: null },
    user: 0,
    ratings: [],
    lessonStep: lesson.steps[0]?.id ?? "",
    view: lesson.steps[0]?.view ?? lesson.views[0]?.id ?? "",
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
      if (step && id !== get().lessonStep) set({ lessonStep: id, view: step.view });
    },
    setView: (view) => set({ view }),
    dismissNotice: (index) =>
      set((state) => ({ notices: state.notices.filter((_, i) => i !== index) })),
  };
}
