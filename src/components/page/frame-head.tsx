import { say } from "../language/say.ts";
import { useSession } from "../session/use-session.ts";
import { Notices } from "./notices.tsx";

/** Over a lab that stands alone: whose it is, the way to its text, and what there is to be told. */
export default function FrameHead() {
  const { title, slug } = useSession((state) => state.lesson);
  return (
    <div className="frame-head">
      <a href={`#/lessons/${slug}`} target="_blank" rel="noreferrer">
        {say("Live RecSys: {title}", { title: say(title) })}
      </a>
      <Notices />
    </div>
  );
}
