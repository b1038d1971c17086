/** WebKitGTK's MiniBrowser over WebDriver, on a display that nobody sees: https://www.w3.org/TR/webdriver2/ */
import { spawn } from "node:child_process";
import { type Driver, WINDOW, whenUp } from "./driver.ts";
import { freePort } from "./free-port.ts";

/** What the window has around the page. */
const FRAME = 200;

/**
 * Without a graphics card WebKit would draw through a software OpenGL, which takes the processor from the
 * training: it is to paint by itself.
 */
const PAINTS = { WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1" };

/** @param settings more variables of its environment, such as those of its JavaScript engine */
export async function startWebKit(
  program: string,
  browser: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Driver> {
  const { width, height } = WINDOW;
  // The display's number is the server's to choose.
  const display = spawn(
    "Xvfb",
    ["-displayfd", "3", "-screen", "0", `${width}x${height + FRAME}x24`, "-nolisten", "tcp"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  const number = await new Promise<string>((told, failed) => {
    display.stdio[3]?.once("data", (data) => told(String(data).trim()));
    display.once("error", failed);
  });
  const port = await freePort();
  const driver = spawn(program, [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, ...PAINTS, ...settings, DISPLAY: `:${number}` },
  });
  async function send(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: { error: string; message: string } };
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  await whenUp(() => send("GET", "/status"));
  const { sessionId, capabilities } = (await send("POST", "/session", {
    capabilities: {
      alwaysMatch: { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } },
    },
  })) as { sessionId: string; capabilities: { browserVersion: string } };
  const session = `/session/${sessionId}`;
  await send("POST", `${session}/timeouts`, { script: 280_000 });
  await send("POST", `${session}/window/rect`, WINDOW);
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    goto: async (url) => {
      await send("POST", `${session}/url`, { url });
    },
    async call(source, args) {
      const script = `return (async () => JSON.stringify(await (${source})(...JSON.parse(arguments[0]))))()`;
      const value = await send("POST", `${session}/execute/sync`, {
        script,
        args: [JSON.stringify(args)],
      });
      return typeof value === "string" ? JSON.parse(value) : undefined;
    },
    perform: async (actions) => {
      await send("POST", `${session}/actions`, { actions });
    },
    async screenshot() {
      // It waits for something to be drawn, and for ever where nothing is.
      const script = `let n = 0; const timer = setInterval(() => {
        document.body.style.opacity = n % 2 ? "" : "0.999";
        if (++n === 40) clearInterval(timer);
      }, 100);`;
      await send("POST", `${session}/execute/sync`, { script, args: [] });
      return Buffer.from((await send("GET", `${session}/screenshot`)) as string, "base64");
    },
    async close() {
      await send("DELETE", session).catch(() => {});
      driver.kill();
      display.kill();
    },
  };
}
