import type { ClassState } from '../bundle/areas';
import type { LanguageCode, TimeWindow } from '../bundle/schema';
import { timeWindow } from '../language/numbers';
import { hasWord, say, type WordKey } from '../language/words';
import { LOOKS, swatchUrl, type Look } from '../map/hatches';
import { html } from './element';
import type { Review } from './review';
import type { Store, Theme, ViewState, When } from './state';

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

export function swatch(look: Look): HTMLImageElement {
  return html('img', { class: 'swatch', src: swatchUrl(look), width: 26, height: 16, alt: '' });
}

export function classSwatch(state: ClassState): HTMLImageElement {
  return swatch(LOOKS[state]);
}

/** A window or period in words: "Kỳ này", "15/01/2017 – 14/02/2017". */
export function whenWords(context: Context, when: When): string {
  if (when === 'current' || when === 'baseline') return context.say(`header.${when}`);
  const window = context.review.periods?.windows[when];
  return window === undefined ? '' : timeWindow(window, context.language);
}

export function windowOf(review: Review, when: When): TimeWindow {
  if (when === 'current' || when === 'baseline') return review.header.windows[when];
  return review.periods?.windows[when] ?? review.header.windows.current;
}

/** What a theme is called on its button ("theme") and over its legend ("legend"): the page's word, or the data's own. */
export function themeWord(context: Context, theme: Theme, place: 'theme' | 'legend'): string {
  const { review, language } = context;
  const ofData = review.themes.get(theme)?.label ?? review.overlays.get(theme)?.title;
  return sayOr(context, `${place}.${theme}`, ofData?.[language] ?? theme);
}

export function classWord(context: Context, state: ClassState): string {
  return context.say(`class.${state}`);
}
