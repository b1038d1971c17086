/**
 * Installs what is missing, so that every command works in a fresh clone: the packages of
 * package-lock.json (again only when that file has changed), and for the commands that need one a
 * Chromium.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

export const root = new URL("..", import.meta.url).pathname;
const stamp = `${root}node_modules/.installed`;

export function installPackages() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node ${process.versions.node} is too old: Live RecSys needs 20.19 or newer.`);
    process.exit(1);
  }
  const lock = createHash("sha256")
    .update(readFileSync(`${root}package-lock.json`))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.error("Installing packages (once; a minute or two) ...");
  // Not `npm ci`: it refuses a lock file made where some other platform’s optional package was not to be had.
  const { status } = spawnSync("npm", ["install", "--no-save", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error("The packages could not be installed: is there a network? Then try again.");
    process.exit(1);
  }
  mkdirSync(`${root}node_modules`, { recursive: true });
  writeFileSync(stamp, lock);
}

/** Where Chromium is: CHROMIUM_PATH, one on the machine, or Playwright's own (undefined). */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    existsSync,
  );
}

const firstOf = (...paths) => paths.find((path) => path && existsSync(path));

/** Where the system's Firefox is, or undefined: FIREFOX_PATH, or one on the machine. */
export const findFirefox = () =>
  firstOf(process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox");

/** Where WebKitGTK's driver and its browser are, or undefined; they need a display that nobody sees. */
export function findWebKit() {
  const driver = firstOf("/usr/bin/WebKitWebDriver");
  const folders = ["4.1", "6.0", "4.0"].flatMap((version) =>
    ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib"].map(
      (folder) => `${folder}/webkit${version === "6.0" ? "" : "2"}gtk-${version}/MiniBrowser`,
    ),
  );
  const browser = firstOf(...folders);
  return driver && browser && firstOf("/usr/bin/Xvfb") ? { driver, browser } : undefined;
}

/** Installs the system's Firefox and WebKitGTK, where that can be done. @returns those that are there */
export function installOtherBrowsers() {
  const packages = [
    ...(findFirefox() ? [] : ["firefox-esr"]),
    ...(findWebKit() ? [] : ["webkit2gtk-driver", "xvfb"]),
  ];
  if (packages.length > 0 && existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    console.error(`Installing the system's ${packages.join(", ")} ...`);
    aptInstall(...packages);
  }
  return otherBrowsers();
}

/** Which of the other browsers are on this machine. */
export const otherBrowsers = () => ({
  firefox: findFirefox() !== undefined,
  webkit: findWebKit() !== undefined,
});

/** Debian's and Ubuntu's packages; what cannot be had is seen by its not being there. */
function aptInstall(...packages) {
  // Where there is no network it is to say so soon: apt by itself asks each mirror again for minutes.
  const impatient = ["Retries=0", "http::Timeout=10", "https::Timeout=10"].flatMap((option) => [
    "-o",
    `Acquire::${option}`,
  ]);
  const apt = (...args) =>
    execFileSync("apt-get", [...impatient, ...args], {
      stdio: ["ignore", 2, 2],
      timeout: args[0] === "update" ? 60_000 : 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  try {
    apt("update", "-qq");
    apt("install", "-y", "-qq", "--no-install-recommends", ...packages);
  } catch {
    // The caller says what is missing.
  }
}

/** Sees to it that there is a Chromium: one on the machine, Playwright's, or the system's package. */
export async function installChromium() {
  if (findChromium()) return;
  const { chromium } = await import("playwright");
  if (existsSync(chromium.executablePath())) return;
  console.error("No Chromium on this machine; trying Playwright's own ...");
  const download = spawnSync("npx", ["playwright", "install", "chromium"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    timeout: 180_000,
    shell: process.platform === "win32",
  });
  if (download.status === 0 && existsSync(chromium.executablePath())) return;
  if (existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    console.error("Installing the system's chromium package ...");
    aptInstall("chromium", "fonts-liberation");
  }
  if (!findChromium()) {
    console.error(
      "There is no Chromium, and none could be installed. Install one and name it in CHROMIUM_PATH.",
    );
    process.exit(1);
  }
}
