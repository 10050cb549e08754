import { fromHash, type Scheme, type ViewState } from './state';

const KEY = 'diaban.settings';

const entries = (list: string) => list.split(',').filter((entry) => entry !== '');

/**
 * What the page remembers between two visits; nothing of the data. A browser may refuse to keep it: then nothing is remembered.
 * `first` is what a review hides when it opens: it stays hidden unless it was switched on, for an earlier review may not
 * have had it.
 */
export function rememberedSettings(first: string): Partial<ViewState> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return {};
    const { language, hidden, shown, scheme } = kept as Record<string, unknown>;
    const words = new URLSearchParams();
    if (typeof language === 'string') words.set('lang', language);
    if (typeof hidden === 'string' && typeof shown === 'string') {
      const still = entries(first).filter((entry) => !entries(shown).includes(entry));
      words.set('off', [...new Set([...entries(hidden), ...still])].sort().join(','));
    }
    const schemes: readonly Scheme[] = ['auto', 'light', 'dark'];
    const known = schemes.find((name) => name === scheme);
    return { ...fromHash(words.toString()), ...(known === undefined ? {} : { scheme: known }) };
  } catch {
    return {};
  }
}

export function rememberSettings({ language, scheme, hidden }: ViewState, first: string): void {
  try {
    const layers = entries(hidden).filter((entry) => entry.startsWith('layer:'));
    const shown = entries(first).filter((entry) => !layers.includes(entry));
    const kept = { language, scheme, hidden: layers.join(','), shown: shown.join(',') };
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing (private window, storage off) shows the page all the same.
  }
}

/** Dark or light as asked for here, or by the system. */
export function isDark(scheme: Scheme): boolean {
  return scheme === 'dark' || (scheme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
}
