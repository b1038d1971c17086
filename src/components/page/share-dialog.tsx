import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { isOwnId } from "../../engine/data/datasets.ts";
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { copyText } from "../parts/copy-text.ts";
import { CloseIcon } from "../parts/icons.tsx";
import { onStage } from "../session/on-stage.ts";
import { datasetLabel, ownDataStore } from "../session/own-data.ts";
import { addressOf, type Sharing, sharable } from "../session/share-link.ts";
import { sharedNow } from "../session/shared.ts";
import type { SessionState } from "../session/state.ts";
import { QrCode } from "./qr-code.tsx";
import styles from "./share.module.css";

/** A link to what is on screen, as text, as a frame for another page, and as a code for cameras. */
export default function ShareDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  // As it was when the button was pressed.
  const [state] = useState(sharedNow);
  useEffect(() => dialog.current?.showModal(), []);
  return createPortal(
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={title}
      closedby="any"
      onClose={close}
    >
      <div className={styles.head}>
        <h2 id={title}>{say("Share")}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={say("Close")}
          onClick={() => dialog.current?.close()}
        >
          <CloseIcon />
        </button>
      </div>
      {state ? <OfLesson state={state} /> : <Ways address={location.hash || "#/"} />}
    </dialog>,
    document.body,
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

/** A text to take along, and a button that does. */
function Copied({ label, text }: { readonly label: string; readonly text: string }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState("");
  const copy = async () => {
    field.current?.select();
    const copied = await copyText(text);
    setSaid(copied ? say("Copied.") : say("It is selected: copy it with the keys of your system."));
  };
  return (
    <div className={styles.copied}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        readOnly
        rows={3}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <button type="button" className="button-small" onClick={() => void copy()}>
        {say("Copy")}
      </button>
      <span role="status">{said}</span>
    </div>
  );
}
