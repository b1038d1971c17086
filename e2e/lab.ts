/** The lab of a lesson as a reader finds it: by role and name. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Locator, type Page, type Worker } from "@playwright/test";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const trainingWorker = (page: Page): Worker => page.workers()[0]!;

export class Lab {
  readonly region: Locator;
  readonly status: Locator;

  constructor(readonly page: Page) {
    this.region = page.getByRole("region", { name: "Lab" });
    this.status = this.region.getByRole("status", { name: "Training status" });
  }

  /** Opens a lesson with settings small enough for a test, and waits for the engine. */
  async open(
    slug: string,
    settings: Record<string, string | number | boolean> = {},
    options: { timeout?: number } = {},
  ) {
    const query = new URLSearchParams(
      Object.entries(settings).map(([key, value]) => [key, String(value)]),
    );
    await this.page.goto(`./#/lessons/${slug}?${query}`);
    await expect(this.status).toHaveText(/^Idle/, options);
  }

  button(name: string) {
    return this.region.getByRole("button", { name, exact: true });
  }

  /** An output of the lab: "Loss", "NDCG@10", "Back end". */
  output(name: string) {
    return this.region.getByRole("status", { name, exact: true });
  }

  /** The number an output shows. */
  async number(name: string): Promise<number> {
    const output = this.output(name);
    await expect(output).toHaveText(/\d/);
    return Number.parseFloat(/-?[\d.]+(e-?\d+)?/.exec((await output.textContent()) ?? "")![0]);
  }

  async train() {
    await this.button("Train").click();
  }

  async finished() {
    await expect(this.status).toHaveText(/^Finished/, { timeout: 90_000 });
  }

  /** What every lesson has: rows that become an example, a list with what speaks for it, a paper. */
  async showsThreeThings() {
    const view = (name: string) => this.region.getByRole("tab", { name, exact: true }).click();
    await view("From rows");
    const example = this.region.getByRole("region", { name: "one example of the next batch" });
    await expect(
      example.getByRole("listitem").filter({ hasText: /^target|^masked/ }),
    ).not.toHaveCount(0);
    await view("List, why");
    await expect(
      this.region.getByRole("figure", { name: /^This (person, this list|film, this word), why$/ }),
    ).toBeVisible();
    const own = this.region.getByRole("region", { name: "This model" });
    await expect(own.getByRole("listitem").first()).toContainText(/\d/);
    await view("Paper, here");
    const rows = this.region.getByRole("figure", { name: "Paper, here, why" }).getByRole("row");
    await expect(rows.first()).toHaveText(/setting\s*paper\s*here\s*why/);
    expect(await rows.count()).toBeGreaterThan(5);
  }

  get runs() {
    return this.region.getByRole("table", { name: "Runs" }).getByRole("row");
  }

  /** The worker dies, as by a fault of its own. */
  async killWorker() {
    await trainingWorker(this.page).evaluate(() => {
      setTimeout(() => {
        throw new Error("killed by a test");
      });
    });
  }

  /** The graphics card is taken away at the next thing that is asked of it. */
  async loseCard() {
    await trainingWorker(this.page).evaluate(() => {
      const { createCommandEncoder } = GPUDevice.prototype;
      GPUDevice.prototype.createCommandEncoder = function (...of) {
        GPUDevice.prototype.createCommandEncoder = createCommandEncoder;
        this.destroy();
        return createCommandEncoder.apply(this, of);
      };
    });
  }

  /** Opens one picture after the other, in the order of the tabs. */
  async forEachView(look: (panel: Locator, title: string) => Promise<void>) {
    for (const tab of await this.region.getByRole("tab").all()) {
      await tab.click();
      const panel = this.page.getByRole("tabpanel");
      await expect(panel.locator("figure, section").first()).toBeVisible();
      await look(panel, (await tab.textContent()) ?? "");
    }
  }

  /** What axe finds in the page or in a part of it: one line a finding, none wanted. */
  async findings({ part, rules }: { part?: string; rules?: string[] } = {}) {
    // Axe itself: the package for Playwright looks for frames, of which there are none, in three times the time.
    if (await this.page.evaluate(() => !("axe" in window))) await this.page.evaluate(AXE);
    return this.page.evaluate(
      async ({ part, rules }) => {
        const { axe } = window as unknown as { axe: typeof import("axe-core") };
        // A row that fades in has the contrast of a moment.
        const moving = document
          .getAnimations()
          .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
        await Promise.allSettled(moving.map(({ finished }) => finished));
        const { violations } = await axe.run(part ?? document, {
          resultTypes: ["violations"],
          ...(rules && { runOnly: { type: "rule", values: rules } }),
        });
        return violations.flatMap(({ id, impact, nodes }) =>
          nodes.map(({ html }) => `${impact} ${id}: ${html.slice(0, 160)}`),
        );
      },
      { part, rules },
    );
  }
}
