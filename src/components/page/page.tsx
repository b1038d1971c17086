import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { useLanguage } from "../language/language.ts";
import { say } from "../language/say.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import type { Course, LoadLesson } from "../session/course.ts";
import { CoursePage, type Front } from "./course-page.tsx";
import { isEmbedded } from "./embedded.ts";
import { useHashPath } from "./hash-location.ts";
import { useHelpKey } from "./lesson-keys.ts";
import { LessonRoute } from "./lesson-route.tsx";
import { NoticePage } from "./notice-page.tsx";
import { usePageTitle } from "./page-title.ts";
import { Shell } from "./shell.tsx";

/** Of no use before the page is there; without it a newer notebook comes at the next visit. */
const UpdateNotice = lazy(() =>
  import("./update-notice.tsx").catch(() => ({ default: () => null })),
);

interface Props {
  readonly course: Course;
  readonly load: LoadLesson;
  /** What measures this machine: loaded when it is asked for. */
  readonly Bench: ComponentType;
  /** What the reader has trained, across lessons: loaded when it is asked for. */
  readonly Table: ComponentType<{ heading?: "h1" | "h2" }>;
  /** What comes behind the words of the first page. */
  readonly front: Front;
  /** Where a class's homework comes together: loaded when it is asked for. */
  readonly Collect: ComponentType;
}

/** The whole page: the shell, and what the address asks for inside it. */
export function Page(props: Props) {
  // Everything below says its words when it is drawn, so all of it is drawn anew in another language.
  useLanguage();
  return (
    <Router hook={useHashPath}>
      <Frame course={props.course}>
        <ErrorBoundary part={say("The page")}>
          <Places {...props} />
        </ErrorBoundary>
        <Suspense>
          <UpdateNotice />
        </Suspense>
      </Frame>
    </Router>
  );
}

/** In a frame of another page there is no room for the course around it. */
function Frame(props: { readonly course: Course; readonly children: ReactNode }) {
  const [embedded] = useState(isEmbedded);
  return embedded ? <main id="main">{props.children}</main> : <Shell {...props} />;
}

function ModelsPage({ Table }: Pick<Props, "Table">) {
  usePageTitle(say("All models that you have trained"));
  return (
    <div className="page">
      <Suspense fallback={<p>{say("Loading …")}</p>}>
        <Table heading="h1" />
      </Suspense>
    </div>
  );
}

function CollectedPage({ Collect }: Pick<Props, "Collect">) {
  usePageTitle(say("Homework of a class"));
  return (
    <Suspense fallback={<p className="page">{say("Loading …")}</p>}>
      <Collect />
    </Suspense>
  );
}

function Places({ course, load, Bench, Table, front, Collect }: Props) {
  useHelpKey();
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place starts at its top
  useEffect(() => {
    scrollTo(0, 0);
  }, [path]);
  return (
    <Switch>
      <Route path="/">
        <CoursePage course={course} Table={Table} {...front} />
      </Route>
      <Route path="/models">
        <ModelsPage Table={Table} />
      </Route>
      <Route path="/collect">
        <CollectedPage Collect={Collect} />
      </Route>
      <Route path="/bench">
        <Suspense fallback={<p className="page">{say("Loading …")}</p>}>
          <Bench />
        </Suspense>
      </Route>
      <Route path="/lessons/:slug">
        {({ slug }) => <LessonRoute slug={slug} course={course} load={load} />}
      </Route>
      <Route>
        <NoticePage
          sentence={say("There is no page “{path}”.", { path: path.slice(0, 60) })}
          course={course}
        />
      </Route>
    </Switch>
  );
}
