import type { LanguageCode } from '../bundle/schema';

/** What the page fills the areas with by itself. */
export type OwnTheme = 'class' | 'change' | 'rate' | 'gi' | 'lisa' | 'density' | 'density_change';
/** One of a project's themes beside the class, each with classes of its own. */
export type ProjectTheme = `theme_${string}`;
/**
 * What fills the map: a theme of the page's own, one of the project's, or the id of a layer that is filled in place of the
 * areas. Exactly one at a time: two surfaces over one another can be read as neither.
 */
export type Theme = string;

export function isProjectTheme(theme: string): theme is ProjectTheme {
  return /^theme_[a-z0-9_]+$/.test(theme);
}
export const TABS = ['overview', 'why', 'list', 'compare', 'plans'] as const;
export type Tab = (typeof TABS)[number];
export type Scheme = 'auto' | 'light' | 'dark';

/** What is looked at in time: a window of the review, or a period by its number. */
export type When = 'current' | 'baseline' | number;

export interface ViewState {
  readonly language: LanguageCode;
  readonly theme: Theme;
  readonly tab: Tab;
  /** id of the selected area */
  readonly area: string | null;
  readonly when: When;
  /** The other side of a comparison; null: no comparison. */
  readonly against: When | null;
  /** Legend entries and layers that are switched off: "class:stable", "layer:views". */
  readonly hidden: string;
  readonly scheme: Scheme;
  /** A camera or box that is looked at: "cameras:3". */
  readonly spot: string | null;
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

export function isHidden(state: ViewState, key: string): boolean {
  return state.hidden !== '' && state.hidden.split(',').includes(key);
}

/** The list of hidden entries with `key` in it or not. */
export function withHidden(state: ViewState, key: string, hidden: boolean): string {
  const rest = state.hidden.split(',').filter((entry) => entry !== '' && entry !== key);
  return (hidden ? [...rest, key] : rest).sort().join(',');
}

function whenOf(text: string | null): When | null {
  if (text === 'current' || text === 'baseline') return text;
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

/** The part of the state that a link carries: "#lang=vi&theme=class&area=012". What is as it begins is left out. */
export function toHash(state: ViewState): string {
  const parameters = new URLSearchParams({ lang: state.language, theme: state.theme });
  if (state.area !== null) parameters.set('area', state.area);
  if (state.tab !== 'overview' && (state.tab !== 'why' || state.area === null)) parameters.set('tab', state.tab);
  if (state.when !== 'current') parameters.set('when', String(state.when));
  if (state.against !== null) parameters.set('against', String(state.against));
  parameters.set('off', state.hidden);
  return `#${parameters.toString()}`;
}

const NAME = /^[\w-]+$/;
const OFF = /^[\w-]+:[\w-]+(,[\w-]+:[\w-]+)*$/;

/** Reads a link; what is missing or cannot be is left out. Whether the review has such a theme or area is not asked here. */
export function fromHash(hash: string): Partial<ViewState> {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const language = parameters.get('lang');
  const theme = parameters.get('theme');
  const tab = TABS.find((name) => name === parameters.get('tab'));
  const area = parameters.get('area');
  const when = whenOf(parameters.get('when'));
  const against = whenOf(parameters.get('against'));
  const off = parameters.get('off');
  return {
    ...(language === 'vi' || language === 'en' ? { language } : {}),
    ...(theme !== null && NAME.test(theme) ? { theme } : {}),
    ...(tab === undefined ? {} : { tab }),
    ...(area !== null ? { area } : {}),
    ...(when === null ? {} : { when }),
    ...(against === null ? {} : { against }),
    ...(off !== null && (off === '' || OFF.test(off)) ? { hidden: off } : {}),
  };
}
