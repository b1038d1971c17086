import styles from "./runs.module.css";
import { RunCards } from "./runs-cards.tsx";
import { RunsTable } from "./runs-table.tsx";
import { useActions, useSession } from "./use-session.ts";
import { WorkTools } from "./work-tools.tsx";

/** Cards of the newest runs and the table of all of them, from the session. */
export default function RunsPanel() {
  const lesson = useSession((state) => state.lesson);
  const runs = useSession((state) => state.runs);
  const currentRun = useSession((state) => state.currentRun);
  const beneath = useSession((state) => state.foundationRuns);
  const undo = useSession((state) => state.undo);
  const actions = useActions();
  return (
    <div className={styles.panel}>
      <WorkTools />
      <RunCards lesson={lesson} runs={runs} currentRun={currentRun} beneath={beneath} />
      <RunsTable
        lesson={lesson}
        runs={runs}
        currentRun={currentRun}
        beneath={beneath}
        undo={undo}
        onUndo={actions.undoDelete}
        onRename={actions.renameRun}
        onDelete={actions.deleteRun}
        onHighlight={actions.highlightRun}
        onUse={actions.useSetup}
        importRuns={actions.importRuns}
      />
    </div>
  );
}
