/**
 * The page's side of the service worker: starts it once the page is up, and says when a newer notebook
 * is ready. Nothing is taken over before the reader asks for it.
 */

/** Reloads the page with the new notebook. */
export type TakeOver = () => void;

/** @param onUpdate is told when a newer notebook has been fetched and waits */
export async function keepOffline(onUpdate: (takeOver: TakeOver) => void): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("./service-worker.js");
    const offer = (worker: ServiceWorker | null) => {
      if (!worker || !navigator.serviceWorker.controller) return;
      onUpdate(() => {
        navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
        worker.postMessage("take over");
      });
    };
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed") offer(installing);
      });
    });
  } catch {
    // Private windows and some hosts refuse: the notebook then needs its network.
  }
}
