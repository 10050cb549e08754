import { fromHash, type Scheme, type ViewState } from './state';

const KEY = 'diaban.settings';

/** What the page remembers between two visits; nothing of the data. A browser may refuse to keep it: then nothing is remembered. */
export function rememberedSettings(): Partial<ViewState> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return {};
    const { language, hidden, scheme } = kept as Record<string, unknown>;
    const words = new URLSearchParams();
    if (typeof language === 'string') words.set('lang', language);
    if (typeof hidden === 'string') words.set('off', hidden);
    const schemes: readonly Scheme[] = ['auto', 'light', 'dark'];
    const known = schemes.find((name) => name === scheme);
    return { ...fromHash(words.toString()), ...(known === undefined ? {} : { scheme: known }) };
  } catch {
    return {};
  }
}

export function rememberSettings(state: ViewState): void {
  try {
    const layers = state.hidden.split(',').filter((entry) => entry.startsWith('layer:'));
    const kept = { language: state.language, scheme: state.scheme, hidden: layers.join(',') };
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing (private window, storage off) shows the page all the same.
  }
}

/** Dark or light as asked for here, or by the system. */
export function isDark(scheme: Scheme): boolean {
  return scheme === 'dark' || (scheme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
}
