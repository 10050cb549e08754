import type { LanguageCode } from '../bundle/schema';

/** What fills the areas. Exactly one at a time: two surfaces over one another can be read as neither. */
export type Theme = 'class' | 'density';
export type Tab = 'overview' | 'why' | 'list';

export interface ViewState {
  readonly language: LanguageCode;
  readonly theme: Theme;
  readonly tab: Tab;
  /** id of the selected area */
  readonly area: string | null;
}

export type Listener = (state: ViewState, before: ViewState) => void;

/** The one place where the page's state lives. */
export class Store {
  private readonly listeners: Listener[] = [];

  constructor(private current: ViewState) {}

  get state(): ViewState {
    return this.current;
  }

  set(change: Partial<ViewState>): void {
    const before = this.current;
    const next = { ...before, ...change };
    if ((Object.keys(next) as (keyof ViewState)[]).every((key) => next[key] === before[key])) return;
    this.current = next;
    for (const listener of this.listeners) listener(next, before);
  }

  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }
}

/** The part of the state that a link carries: "#lang=vi&theme=class&area=012". */
export function toHash(state: ViewState): string {
  const parameters = new URLSearchParams({ lang: state.language, theme: state.theme });
  if (state.area !== null) parameters.set('area', state.area);
  return `#${parameters.toString()}`;
}

/** Reads a link; what is missing or unknown is left out. */
export function fromHash(hash: string): Partial<ViewState> {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const language = parameters.get('lang');
  const theme = parameters.get('theme');
  const area = parameters.get('area');
  return {
    ...(language === 'vi' || language === 'en' ? { language } : {}),
    ...(theme === 'class' || theme === 'density' ? { theme } : {}),
    ...(area !== null ? { area } : {}),
  };
}
