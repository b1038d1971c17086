/** The book of runs: names, colours, files, and what was deleted. */
import { withHighlight } from "../runs.ts";
import type { RunsActions, RunsState } from "../state.ts";
import type { SliceParts } from "./parts.ts";

export function runsSlice({ lesson, keeping, set, get }: SliceParts): RunsState & RunsActions {
  return {
    runs: [],
    currentRun: null,
    undo: null,

    renameRun(id, given) {
      const name = given.trim().slice(0, 80);
      if (!name) return;
      set(({ runs }) => ({ runs: runs.map((run) => (run.id === id ? { ...run, name } : run)) }));
      void keeping.keep();
    },
    deleteRun(id) {
      const gone = get().runs.find((run) => run.id === id);
      if (!gone) return;
      if (id === get().currentRun) void get().reset();
      keeping.forgetRun(id);
      set({ runs: get().runs.filter((run) => run.id !== id), undo: gone });
      void keeping.keep();
    },
    undoDelete() {
      const { undo, runs } = get();
      if (!undo) return;
      keeping.bringBackRun(undo.id);
      set({ runs: [...runs, undo].sort((a, b) => a.number - b.number), undo: null });
      void keeping.keep();
    },
    highlightRun: (id, on) => set({ runs: withHighlight(get().runs, id, on) }),
    async importRuns(text) {
      // The checks of files are loaded when there is a file.
      const { parseRuns } = await import("../runs-import.ts");
      const read = parseRuns(lesson, text, get().runs);
      if ("problem" in read) return read.problem;
      set({ runs: [...get().runs, ...read.runs] });
      void keeping.keep();
      return null;
    },
  };
}
