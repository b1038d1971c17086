/**
 * Keeps the whole notebook for when there is no network. The build puts the list of files in place of
 * FILES and a hash of all of them in place of VERSION (src/offline/plugin.ts), so a new build is a new
 * worker: it fetches its files beside the old ones and then waits until the reader lets it take over.
 */
const FILES = "__FILES__";
const CACHE = "live-recsys-__VERSION__";
const MOST_AT_ONCE = 4;

self.addEventListener("install", (event) => event.waitUntil(fetchAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});
self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

/** A few at a time, so that a page that loads beside it is not held up. */
async function fetchAll() {
  const cache = await caches.open(CACHE);
  const left = [...FILES];
  const next = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      const request = new Request(new URL(file, self.registration.scope), { cache: "no-cache" });
      const response = await fetch(request);
      // Some hosts answer with their page for what is missing: kept under a script's name it would break all.
      const page = (response.headers.get("content-type") ?? "").includes("text/html");
      if (!response.ok || page !== /(^|\/)$|\.html$/.test(file))
        throw new Error(`${file} could not be fetched`);
      await cache.put(request, response);
    }
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, next));
}

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith("live-recsys-") && name !== CACHE) await caches.delete(name);
  }
}

/** What was kept, else the network. The page itself is kept under the name of its folder. */
async function answer(request) {
  const cache = await caches.open(CACHE);
  const asked = request.url.replace(/\/index\.html(?=$|[?#])/, "/");
  const kept = await cache.match(asked, { ignoreSearch: true, ignoreVary: true });
  return kept ?? fetch(request);
}
