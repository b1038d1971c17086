import { lazy, type ReactNode, Suspense, use, useState } from "react";
import { PictureSource } from "../charts/picture-source.ts";
import { say } from "../language/say.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import type { Panel } from "../session/course.ts";
import { pictureLines } from "../session/picture-lines.ts";
import { ReadingPlace } from "../session/reading-place.tsx";
import { useSession } from "../session/use-session.ts";
import { MetricBar } from "./metric-bar.tsx";
import { FeaturedSettings, OtherSettings } from "./settings.tsx";
import { Transport } from "./transport.tsx";
import { ViewTabs } from "./view-tabs.tsx";

const Curves = lazy(() => import("../session/curves.tsx"));
const RunsPanel = lazy(() => import("../session/runs-panel.tsx"));

/**
 * What stands in the lab of every lesson: transport, the settings of the section, pictures and curves,
 * all other settings and the runs under them, metrics. The middle scrolls; transport and metrics stay.
 */
export function Lab({ loadPanel }: { loadPanel: () => Promise<Panel> }) {
  const [panel] = useState(loadPanel);
  // What shows runs is fetched after the engine, which is the longer wait.
  const awake = useSession(({ opened, status }) => Boolean(opened) || status.name === "Failed");
  const hidden = useSession((state) => state.hidden);
  return (
    <div className="lab">
      <Transport />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keys */}
      <section className="lab-middle" aria-label={say("Settings and pictures")} tabIndex={0}>
        <div className="lab-screen">
          {!hidden.has("settings") && <FeaturedSettings />}
          <PictureSource value={pictureLines}>
            <div className="lab-pictures">
              <ViewTabs panel={panel} />
              <div className="lab-row">
                <Part name={say("The curves")}>{awake && !hidden.has("curves") && <Curves />}</Part>
                <Part name={say("The lesson’s list")}>
                  {!hidden.has("list") && <Beside panel={panel} />}
                </Part>
              </div>
            </div>
          </PictureSource>
        </div>
        {!hidden.has("settings") && <OtherSettings />}
        {!hidden.has("runs") && (
          <div className="lab-runs">
            <Part name={say("The table of runs")}>{awake && <RunsPanel />}</Part>
          </div>
        )}
      </section>
      {!hidden.has("metrics") && <MetricBar />}
    </div>
  );
}

/** Loads by itself, and fails by itself. */
function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <ErrorBoundary part={name}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function Beside({ panel }: { panel: Promise<Panel> }) {
  const Inside = use(panel).beside;
  return (
    Inside && (
      <div className="beside">
        <ReadingPlace>
          <Inside />
        </ReadingPlace>
      </div>
    )
  );
}
