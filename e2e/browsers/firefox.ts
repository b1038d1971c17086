/** Firefox over WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/ */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { WebSocket } from "ws";
import { type Driver, WINDOW, whenUp } from "./driver.ts";
import { freePort } from "./free-port.ts";

interface Message {
  readonly id?: number;
  readonly error?: string;
  readonly message?: string;
  readonly result?: Record<string, unknown>;
}

/** What `script.callFunction` answers; our functions answer in JSON, so only strings are read. */
interface Called {
  readonly type: "success" | "exception";
  readonly result?: { readonly value?: string };
  readonly exceptionDetails?: { readonly text: string };
}

/** @param settings as on its page about:config */
export async function startFirefox(
  program: string,
  settings: Readonly<Record<string, boolean | number | string>> = {},
): Promise<Driver> {
  const profile = mkdtempSync(`${tmpdir()}/live-recsys-firefox-`);
  const lines = Object.entries(settings).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(`${profile}/user.js`, lines.join(""));
  const port = await freePort();
  const { width, height } = WINDOW;
  const browser = spawn(
    program,
    [
      "--headless",
      "--no-remote",
      `--remote-debugging-port=${port}`,
      ...["--profile", profile, "--width", String(width), "--height", String(height)],
      "about:blank",
    ],
    { stdio: "ignore" },
  );
  const socket = await whenUp(
    () =>
      new Promise<WebSocket>((open, failed) => {
        const made = new WebSocket(`ws://127.0.0.1:${port}/session`);
        made.once("open", () => open(made)).once("error", failed);
      }),
  );
  const waiting = new Map<number, (message: Message) => void>();
  socket.on("message", (data) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  let last = 0;
  async function send(method: string, params: object): Promise<Record<string, unknown>> {
    const id = ++last;
    const answer = new Promise<Message>((answered) => waiting.set(id, answered));
    socket.send(JSON.stringify({ id, method, params }));
    const { error, message, result } = await answer;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error}: ${message}`);
    return result ?? {};
  }

  const session = (await send("session.new", { capabilities: {} })) as {
    capabilities: { browserVersion: string };
  };
  const { contexts } = (await send("browsingContext.getTree", {})) as {
    contexts: readonly [{ context: string }];
  };
  const { context } = contexts[0];
  await send("browsingContext.setViewport", { context, viewport: WINDOW });
  return {
    name: `Firefox ${session.capabilities.browserVersion}`,
    goto: async (url) => {
      await send("browsingContext.navigate", { context, url, wait: "complete" });
    },
    async call(source, args) {
      const { type, result, exceptionDetails } = (await send("script.callFunction", {
        functionDeclaration: `async (args) => JSON.stringify(await (${source})(...JSON.parse(args)))`,
        arguments: [{ type: "string", value: JSON.stringify(args) }],
        target: { context },
        awaitPromise: true,
        userActivation: true,
      })) as unknown as Called;
      if (type === "exception") throw new Error(exceptionDetails?.text);
      return result?.value === undefined ? undefined : JSON.parse(result.value);
    },
    perform: async (actions) => {
      await send("input.performActions", { context, actions });
    },
    async screenshot() {
      const { data } = await send("browsingContext.captureScreenshot", { context });
      return Buffer.from(data as string, "base64");
    },
    async close() {
      socket.close();
      const ended = new Promise((end) => browser.once("exit", end));
      browser.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
