import type { ClassState } from '../bundle/areas';
import type { LanguageCode } from '../bundle/schema';
import { hasWord, say, type WordKey } from '../language/words';
import { swatchUrl } from '../map/hatches';
import { html } from './element';
import type { Review } from './review';
import type { Store, ViewState } from './state';

/** What every part of the page is drawn from. */
export interface Context {
  readonly review: Review;
  readonly store: Store;
  readonly state: ViewState;
  readonly language: LanguageCode;
  readonly say: (key: WordKey, values?: Readonly<Record<string, string>>) => string;
}

export function contextOf(review: Review, store: Store): Context {
  const { language } = store.state;
  return { review, store, state: store.state, language, say: (key, values) => say(key, language, values) };
}

/** A word that depends on data ("bandwidth.silverman"); the data's own text where the page has none. */
export function sayOr(context: Context, key: string, otherwise: string): string {
  return hasWord(key) ? context.say(key) : otherwise;
}

export function swatch(state: ClassState): HTMLImageElement {
  return html('img', { class: 'swatch', src: swatchUrl(state), width: 26, height: 16, alt: '' });
}

export function classWord(context: Context, state: ClassState): string {
  return context.say(`class.${state}`);
}
