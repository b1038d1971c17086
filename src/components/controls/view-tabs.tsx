import { type ReactNode, Suspense, use, useEffect, useRef } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import { say } from "../language/say.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { useFit } from "../parts/use-fit.ts";
import type { Panel } from "../session/course.ts";
import { useCover } from "../session/cover.ts";
import { useOnStage } from "../session/on-stage.ts";
import { ReadingPlace } from "../session/reading-place.tsx";
import { useActions, useSession } from "../session/use-session.ts";
import { useLitView } from "./lit-symbol.ts";

/** The lesson's pictures, one at a time. */
export function ViewTabs({ panel }: { panel: Promise<Panel> }) {
  const all = useSession((state) => state.lesson.views);
  const hidden = useSession((state) => state.hidden);
  const views = all.filter(({ id }) => !hidden.has(id));
  const view = useSession((state) => state.view);
  const cover = useCover();
  const lit = useLitView();
  const { setView } = useActions();
  const tabs = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a view that is brought forward is shown
  useEffect(() => bringIntoSight(tabs.current), [view]);
  const stage = useOnStage();
  const box = useRef<HTMLDivElement>(null);
  useFit(box, stage, view);
  return (
    <Tabs className="views" selectedKey={view} onSelectionChange={(key) => setView(String(key))}>
      <TabList className="view-tabs" aria-label={say("Pictures")} ref={tabs}>
        {views.map(({ id, title }) => (
          <Tab key={id} id={id} className="view-tab" data-lit={lit === id || undefined}>
            {say(title)}
          </Tab>
        ))}
      </TabList>
      <TabPanel key={view} id={view} className="view" ref={box}>
        <ErrorBoundary key={view} part={say("This picture")}>
          <Suspense fallback={<Loading />}>
            {cover?.views.includes(view) ? (
              <Covered id={cover.prediction.id} />
            ) : (
              <ReadingPlace>
                <ViewPart panel={panel} view={view} />
              </ReadingPlace>
            )}
          </Suspense>
        </ErrorBoundary>
      </TabPanel>
    </Tabs>
  );
}

/** In place of a picture that would answer the question of the section. */
function Covered({ id }: { id: string }) {
  const { skipPrediction } = useActions();
  return (
    <section className="covered">
      <p>{say("This picture answers the question in the text: guess first.")}</p>
      <button type="button" className="link-button" onClick={() => skipPrediction(id)}>
        {say("Show it without a guess")}
      </button>
    </section>
  );
}

/** Scrolls the lab to its pictures, and the tabs to the chosen one; the page itself stays. */
function bringIntoSight(tabs: HTMLElement | null) {
  if (!tabs) return;
  tabs.closest(".lab-middle")?.scrollTo({ top: 0 });
  // On phones the whole lab scrolls under its transport.
  const lab = tabs.closest(".lab");
  const transport = lab?.querySelector(".transport");
  if (lab && transport) {
    const under = transport.getBoundingClientRect().bottom;
    lab.scrollTop += tabs.getBoundingClientRect().top - under;
  }
  const chosen = tabs.querySelector<HTMLElement>("[aria-selected=true]");
  if (!chosen) return;
  const left = chosen.offsetLeft - tabs.offsetLeft;
  const right = left + chosen.offsetWidth;
  if (left < tabs.scrollLeft) tabs.scrollLeft = left;
  else if (right > tabs.scrollLeft + tabs.clientWidth) tabs.scrollLeft = right - tabs.clientWidth;
}

const Loading = () => <p className="view-loading">{say("The picture is loading.")}</p>;

function ViewPart({ panel, view }: { panel: Promise<Panel>; view: string }): ReactNode {
  const waits = useSession(({ opened, status }) => !opened && status.name === "Preparing");
  const Picture = use(panel).views[view];
  if (waits) return <Loading />;
  if (!Picture) throw new Error(`The lesson's panel has no picture for the view "${view}"`);
  return <Picture />;
}
