/** What the server says in English alone, in the reader's language where the page knows it: what settings are for, and why somebody is blocked. */
import { itReasons, itSettings } from "./it-settings.ts";
import { language } from "./t.ts";

const inItalian = (texts: Readonly<Record<string, string>>, id: string): string | undefined =>
  language.value === "it" && Object.hasOwn(texts, id) ? texts[id] : undefined;

export const describedHere = <T extends { readonly path: string; readonly description: string }>(setting: T): T => ({
  ...setting,
  description: inItalian(itSettings, setting.path) ?? setting.description,
});

export const reasonText = ({ rule, reason }: { readonly rule: string; readonly reason: string }): string =>
  inItalian(itReasons, rule) ?? reason;
