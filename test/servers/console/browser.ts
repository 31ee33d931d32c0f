/** A real Chromium that looks at the page as somebody, and finds what keeps people out or breaks the page's own rules. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

const executablePath = "/usr/bin/chromium";
/** Each page that is loaded reads it anew, in half a second: the short form takes half the time. */
const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

export function openBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) throw new Error("there is no /usr/bin/chromium; install Debian's package chromium");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

/** The machine may be busy. */
export const soon = { timeout: 15_000 };

export const looks = {
  desktop: { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: "light", isMobile: true, hasTouch: true },
} as const;
export type Look = keyof typeof looks;
export type Language = "en" | "it";

interface Visitor {
  readonly browser: Browser;
  /** The page's address. */
  readonly site: string;
  readonly look?: Look;
  readonly language?: Language;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody at the page, and all that he must never see happen. */
export class Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts, breaches of the content policy, and requests to elsewhere. */
  readonly troubles: string[] = [];

  private constructor(page: Page, context: BrowserContext, site: string) {
    this.page = page;
    this.context = context;
    page.on("pageerror", (error) => this.troubles.push(`error: ${error.stack}`));
    page.on("console", (message) => {
      // A refused request is what some tests want; the page shows it.
      const isRefusal = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isRefusal) this.troubles.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(`${site}/`)) this.troubles.push(`asked elsewhere: ${request.url()}`);
    });
  }

  static async open({ browser, site, look = "desktop", language = "en", headers = {} }: Visitor): Promise<Visit> {
    const context = await browser.newContext({
      ...looks[look],
      baseURL: site,
      locale: language === "it" ? "it-IT" : "en-GB",
      timezoneId: "Europe/Rome",
      extraHTTPHeaders: headers,
    });
    return new Visit(await context.newPage(), context, site);
  }

  /** Without the form: the cookie is what counts. */
  async signIn(address: string, password: string): Promise<void> {
    const response = await this.context.request.post("/api/login", { data: { address, password } });
    if (!response.ok()) throw new Error(`${address} cannot sign in: ${await response.text()}`);
  }

  async to(path: string): Promise<void> {
    await this.page.goto(path);
    await this.settled();
  }

  /** By a link, as people go from page to page: what was loaded stays. */
  async follow(path: string): Promise<void> {
    await this.page.evaluate(`new Promise((drawn) => {
      const link = document.body.appendChild(document.createElement("a"));
      link.href = ${JSON.stringify(path)};
      link.click();
      link.remove();
      requestAnimationFrame(() => requestAnimationFrame(drawn));
    })`);
    await this.settled();
  }

  /** Nothing is waited for any more. */
  async settled(): Promise<void> {
    await this.page.locator("h1").first().waitFor();
    const busy = this.page.locator('[aria-busy="true"], .state.loading, .absent');
    await expect.poll(() => busy.count(), soon).toBe(0);
  }

  /** Fails where axe-core finds something, the page scrolls sideways, or there was trouble; keeps a picture in SHOTS. */
  async isSound(name: string): Promise<void> {
    await this.settled();
    await this.shot(name);
    if (!(await this.page.evaluate("'axe' in window"))) await this.page.evaluate(axe);
    const found = (await this.page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)].join('\\n')))",
    )) as string[];
    const sideways = await this.page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect({ name, found, sideways, troubles: this.troubles }).toEqual({ name, found: [], sideways: 0, troubles: [] });
  }

  /** A picture for people to look at, where they want one. */
  async shot(name: string): Promise<void> {
    const folder = process.env.SHOTS;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
