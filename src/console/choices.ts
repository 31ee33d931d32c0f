/** What the reader chose for this browser: language and theme. */
import { effect, signal } from "@preact/signals";
import { type Language, language, languageOf } from "./text/t.ts";

export type Theme = "auto" | "light" | "dark";
export const themes: readonly Theme[] = ["auto", "light", "dark"];
export const theme = signal<Theme>("auto");

const keys = { language: "postino.language", theme: "postino.theme" } as const;

/** A browser may forbid that anything is kept; then the choice lasts as long as the page. */
function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing may be kept.
  }
}

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  keep(keys.language, chosen);
}

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  keep(keys.theme, chosen);
}

/** Takes up what was chosen before, else what the browser wants, and keeps the document in step. */
export function followChoices(): () => void {
  language.value = languageOf([kept(keys.language) ?? "", ...navigator.languages].filter((tag) => tag !== ""));
  theme.value = themes.find((one) => one === kept(keys.theme)) ?? "auto";
  return effect(() => {
    document.documentElement.lang = language.value;
    document.documentElement.dataset.theme = theme.value;
  });
}
