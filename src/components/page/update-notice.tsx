import { useEffect, useState } from "react";
import { keepOffline, type TakeOver } from "../../offline/offline.ts";
import { say } from "../language/say.ts";

/** Offers a newer notebook when it has been fetched. It waits, in mid-lesson too, until it is wanted. */
export default function UpdateNotice() {
  const [takeOver, setTakeOver] = useState<TakeOver>();
  useEffect(() => {
    const start = () => void keepOffline((update) => setTakeOver(() => update));
    if (document.readyState === "complete") start();
    else addEventListener("load", start, { once: true });
    return () => removeEventListener("load", start);
  }, []);
  if (!takeOver) return null;
  return (
    <div className="update-notice" role="status">
      <p>{say("A newer version of the notebook is ready. Your runs and answers stay.")}</p>
      <button type="button" className="button-small" onClick={takeOver}>
        {say("Use it now")}
      </button>
      <button type="button" className="button-small" onClick={() => setTakeOver(undefined)}>
        {say("Later")}
      </button>
    </div>
  );
}
