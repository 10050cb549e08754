import type { LanguageCode } from '../bundle/schema';
import en from '../words/en.json';
import vi from '../words/vi.json';

export type WordKey = keyof typeof vi;

const WORDS: Record<LanguageCode, Record<WordKey, string>> = { vi, en };

/** The sentence for a key, each {name} replaced in one pass (a value that holds "{name}" is not expanded again). */
export function say(key: WordKey, language: LanguageCode, values: Readonly<Record<string, string>> = {}): string {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

export function hasWord(key: string): key is WordKey {
  return Object.hasOwn(vi, key);
}
