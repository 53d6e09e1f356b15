/**
 * The language of this process. English is the default. The extension host and its engine processes use the language of
 * VS Code, if a translation exists. The terminal command stays English, because scripts read its output.
 */

import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';

/** A language that the texts are translated into. */
export interface Language {
  /** As in `vscode.env.language`, e.g. `zh-cn`. */
  readonly tag: string;
  /** Path of its bundle, a JSON file that maps English texts to translated ones. */
  readonly bundle: string;
}

const ENGLISH = 'en';

let language = ENGLISH;

/** Sets the language of this process. Must be called before the first text is used. */
export function useLanguage(tag: string, texts: Readonly<Record<string, string>>): void {
  l10n.config({ contents: { ...texts } });
  language = supported(tag);
}

/** Sets the language from a file. Never throws: if the bundle cannot be read, the language stays English. */
export function loadLanguage({ tag, bundle }: Language): void {
  try {
    const texts: unknown = JSON.parse(readFileSync(bundle, 'utf8'));
    if (isTexts(texts)) useLanguage(tag, texts);
  } catch {
    // An engine that speaks English is better than an engine that does not start.
  }
}

/** The arguments that pass the language to an engine process. */
export function languageArguments(wanted: Language | undefined): string[] {
  return wanted ? [wanted.tag, wanted.bundle] : [];
}

/** Reads the language from the arguments of an engine process. @param args made by {@link languageArguments} */
export function languageOf([tag, bundle]: readonly string[]): Language | undefined {
  return tag && bundle ? { tag, bundle } : undefined;
}

/** The language of the texts as a BCP 47 tag, e.g. `zh-CN`. */
export function languageTag(): string {
  return language;
}

/** A number with at most one decimal place, e.g. `1.5`, `10`, or `1,5` in German. */
export function decimal(value: number): string {
  return Number(value.toFixed(1)).toLocaleString(language, { useGrouping: false });
}

/** A number with a fixed count of decimal places, e.g. `1.50`, or `1,50` in German. */
export function fixed(value: number, places: number): string {
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  return value.toLocaleString(language, { ...digits, useGrouping: false });
}

/** A number with its digits grouped, e.g. `10,000`, or `10.000` in German. */
export function grouped(value: number): string {
  return value.toLocaleString(language);
}

/** The tag as `Intl` spells it; English where `Intl` does not know it. */
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
