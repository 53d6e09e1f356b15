/**
 * The language of this process. It is English unless it was set: in the extension host and in its engine processes it is
 * VS Code's, where there are texts in it; what the terminal command prints is English, because scripts read it.
 */

import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';

/** A language that the texts were translated into. */
export interface Language {
  /** As in `vscode.env.language`, e.g. `zh-cn`. */
  readonly tag: string;
  /** Path of its bundle, a JSON file: the text in each language by the one in English. */
  readonly bundle: string;
}

const ENGLISH = 'en';

let language = ENGLISH;

/** Sets the language of this process, before its first text is asked for. */
export function useLanguage(tag: string, texts: Readonly<Record<string, string>>): void {
  l10n.config({ contents: { ...texts } });
  language = supported(tag);
}

/** Like {@link useLanguage}. Never throws: a bundle that cannot be read leaves the process with English. */
export function loadLanguage({ tag, bundle }: Language): void {
  try {
    const texts: unknown = JSON.parse(readFileSync(bundle, 'utf8'));
    if (isTexts(texts)) useLanguage(tag, texts);
  } catch {
    // A scan in English is better than none.
  }
}

/** What tells an engine process its language. */
export function languageArguments(wanted: Language | undefined): string[] {
  return wanted ? [wanted.tag, wanted.bundle] : [];
}

/** @param args as {@link languageArguments} made them */
export function languageOf([tag, bundle]: readonly string[]): Language | undefined {
  return tag && bundle ? { tag, bundle } : undefined;
}

/** The language of the texts, as BCP 47 names it, e.g. `zh-CN`. */
export function languageTag(): string {
  return language;
}

/** With one decimal place at most, e.g. `1.5`, `10`, or `1,5` in German. */
export function decimal(value: number): string {
  return Number(value.toFixed(1)).toLocaleString(language, { useGrouping: false });
}

/** With so many decimal places, e.g. `1.50`, or `1,50` in German. */
export function fixed(value: number, places: number): string {
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  return value.toLocaleString(language, { ...digits, useGrouping: false });
}

/** e.g. `10,000`, or `10.000` in German. */
export function grouped(value: number): string {
  return value.toLocaleString(language);
}

function supported(tag: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? ENGLISH;
  } catch {
    return ENGLISH;
  }
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(text => typeof text === 'string')
  );
}
