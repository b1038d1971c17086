import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { isOwnId } from "../../engine/data/datasets.ts";
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { onStage } from "../session/on-stage.ts";
import { datasetLabel, ownDataStore } from "../session/own-data.ts";
import { addressOf, type Sharing, sharable } from "../session/share-link.ts";
import { sharedNow } from "../session/shared.ts";
import type { SessionState } from "../session/state.ts";
import { Copied } from "./copied.tsx";
import { askToPrint } from "./print-request.ts";
import { QrCode } from "./qr-code.tsx";
import styles from "./share.module.css";
import { TitledDialog } from "./titled-dialog.tsx";

const HomeworkChoice = lazy(() => import("./homework-choice.tsx"));

/** A link to what is on screen, as text, as a frame for another page, and as a code for cameras. */
export default function ShareDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // As it was when the button was pressed.
  const [state] = useState(sharedNow);
  return (
    <TitledDialog title={say("Share")} dialog={dialog} close={close}>
      {state ? <OfLesson state={state} /> : <Ways address={location.hash || "#/"} />}
      {state && !onStage() && <OnPaper close={() => dialog.current?.close()} />}
    </TitledDialog>
  );
}

function OfLesson({ state }: { state: SessionState }) {
  const { section, picture, otherPicture, subject, at, paused } = sharable(state);
  const [sharing, setSharing] = useState<Sharing>({
    section: true,
    picture: otherPicture,
    subject,
    at: paused && at > 0,
    present: onStage(),
    lock: false,
    hide: [],
    task: "",
  });
  const choose = (change: Partial<Sharing>) => setSharing({ ...sharing, ...change });
  const { dataset } = state.setup;
  return (
    <>
      <p>{say("The link holds all settings and the seed: the same numbers come out.")}</p>
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{say("What else it holds")}</legend>
        <Choice on={sharing.section} change={(section) => choose({ section })}>
          {say("The section “{title}”", { title: say(section?.title ?? "") })}
        </Choice>
        <Choice on={sharing.picture} change={(picture) => choose({ picture })}>
          {say("The picture “{title}”", { title: say(picture?.title ?? "") })}
        </Choice>
        {subject && (
          <Choice on={sharing.subject} change={(subject) => choose({ subject })}>
            {say("The person and the film that pictures are about")}
          </Choice>
        )}
        {at > 0 && (
          <Choice on={sharing.at} change={(at) => choose({ at })}>
            {say("Step {n} of training: whoever opens it trains to there", { n: countText(at) })}
          </Choice>
        )}
        <Choice on={sharing.present} change={(present) => choose({ present })}>
          {say("Presenter mode")}
        </Choice>
        <Choice on={sharing.lock} change={(lock) => choose({ lock })}>
          {say("Settings that cannot be changed")}
        </Choice>
        <Choice
          on={sharing.hide.length > 0}
          change={(on) => choose({ hide: on ? ["metrics", "curves"] : [] })}
        >
          {say("No metrics and no curves")}
        </Choice>
      </fieldset>
      <Suspense>
        <HomeworkChoice lesson={state.lesson} change={(task) => choose({ task })} />
      </Suspense>
      {isOwnId(dataset) && (
        <p className="notice">
          {say(
            "“{name}” are your own data, which stay in this browser: whoever opens the link must load the same file first.",
            { name: datasetLabel(dataset, ownDataStore.getState().list) },
          )}
        </p>
      )}
      <Ways address={addressOf(state, sharing)} frame={addressOf(state, sharing, true)} />
    </>
  );
}

/** The lesson as sheets of paper, with its pictures as they stand. */
function OnPaper({ close }: { close: () => void }) {
  const print = (blank: boolean) => {
    close();
    askToPrint(blank);
  };
  return (
    <p className={styles.paper}>
      {say("On paper, with the pictures as they stand:")}{" "}
      <button type="button" className="button-small" onClick={() => print(false)}>
        {say("Print with answers")}
      </button>{" "}
      <button type="button" className="button-small" onClick={() => print(true)}>
        {say("Print to fill in")}
      </button>
    </p>
  );
}

function Choice(props: {
  readonly on: boolean;
  readonly change: (on: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        checked={props.on}
        onChange={(event) => props.change(event.target.checked)}
      />
      <span>{props.children}</span>
    </label>
  );
}

/** @param frame the address of the lab alone; absent where there is no lab */
function Ways({ address, frame }: { readonly address: string; readonly frame?: string }) {
  const page = location.href.split("#")[0]!;
  const code = frame && frameCode(page + frame);
  return (
    <div className={styles.ways}>
      <div>
        <Copied label={say("Link")} text={page + address} />
        {code && <Copied label={say("Code of a frame with the lab alone")} text={code} />}
      </div>
      <QrCode text={page + address} />
    </div>
  );
}

const frameCode = (url: string) =>
  `<iframe src="${url.replaceAll("&", "&amp;")}" title="Live RecSys" style="width: 100%; height: 40rem; border: 0"></iframe>`;
