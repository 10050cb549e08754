import { decimal, integer } from '../language/numbers';
import { changeScale, densityScale } from '../map/density-scale';
import { MapView } from '../map/map-view';
import { hiddenAtFirst } from '../map/overlay-parts';
import { roundLength } from '../map/scale-bar';
import { Swipe } from '../map/swipe';
import { compare } from '../panel/compare';
import { footer, forcedBanner, header } from '../panel/header';
import { legend } from '../panel/legend';
import { AreaList } from '../panel/list';
import { overview } from '../panel/overview';
import { hasPlans, plans } from '../panel/plans';
import { Readout } from '../panel/readout';
import { TimeBar } from '../panel/time-bar';
import { why } from '../panel/why';
import { PrintDialog } from '../sheet/print-dialog';
import { Fills, themesOf, timesOf } from '../theme/fills';
import { contextOf, themeWord, whenWords, type Context } from './context';
import { html, svg } from './element';
import type { Review } from './review';
import { isDark, rememberedSettings, rememberSettings } from './settings';
import { fromHash, Store, TABS, toHash, type Tab, type ViewState } from './state';

const LONGEST_SCALE_BAR = 140;

/** Puts the parts together and redraws those that a change of state touches. */
export class Page {
  private readonly store: Store;
  private readonly map: MapView;
  private readonly list: AreaList;
  private readonly fills: Fills;
  private readonly scales;
  private readonly time = new TimeBar();
  private readonly swipe: Swipe;
  private readonly readout = new Readout();
  private readonly print: PrintDialog;
  private kept: ReadonlySet<number> | null = null;
  private metresPerPixel = 1;

  private readonly headerBox = html('header', { class: 'head' });
  private readonly bannerBox = html('div', { class: 'banner' });
  private readonly mapBox = html('div', { class: 'canvas', tabindex: 0, role: 'application' });
  private readonly toolBox = html('div', { class: 'tools' });
  private readonly legendBox = html('div', { class: 'legend' });
  private readonly scaleBox = html('div', { class: 'scale' });
  private readonly northBox = html('div', { class: 'north' });
  private readonly sidesBox = html('div', { class: 'side-names', hidden: true });
  private readonly tabBox = html('div', { class: 'tabs', role: 'tablist' });
  private readonly panelBox = html('div', { class: 'panel', role: 'tabpanel', id: 'panel', tabindex: 0 });
  private readonly footerBox = html('footer', { class: 'foot' });

  constructor(
    root: HTMLElement,
    private readonly review: Review,
  ) {
    this.fills = new Fills(review);
    this.scales = {
      density: densityScale(Math.max(review.density?.largest ?? 0, review.densityBaseline?.largest ?? 0)),
      density_change: changeScale(review.densityChange?.smallest ?? 0, review.densityChange?.largest ?? 0),
    };
    this.store = new Store(this.started());
    this.list = new AreaList({
      onSelect: (row) => {
        this.choose(row);
        this.panelBox.querySelector<HTMLElement>('h2')?.focus();
      },
      onPoint: (row) => {
        this.map.point(row);
      },
      onKept: (rows) => {
        this.kept = rows;
        this.map.show(this.store.state, rows);
      },
    });
    this.swipe = new Swipe(this.mapBox, (share) => {
      this.map.splitAt(share);
    });
    this.print = new PrintDialog(review, { fills: this.fills, scales: this.scales });
    root.replaceChildren(
      this.headerBox,
      this.bannerBox,
      html(
        'main',
        {},
        html(
          'div',
          { class: 'stage' },
          html(
            'div',
            { class: 'map' },
            this.mapBox,
            this.swipe.line,
            this.sidesBox,
            this.toolBox,
            this.legendBox,
            this.scaleBox,
            this.northBox,
            this.readout.box,
          ),
          this.time.box,
        ),
        html('section', { class: 'side' }, this.tabBox, this.panelBox),
      ),
      this.footerBox,
      this.print.dialog,
    );
    this.applyScheme();
    this.draw();
    this.map = new MapView(
      this.mapBox,
      review,
      { fills: this.fills, scales: this.scales },
      {
        onSelect: (row) => {
          this.choose(row);
        },
        onPoint: (reading) => {
          this.readout.show(contextOf(this.review, this.store), this.fills, reading, this.mapBox);
        },
        coveredLeft: () => {
          // The widest that the legend gets, so that another theme's legend does not cover the map either.
          return this.mapBox.clientWidth > 760 ? 250 : 0;
        },
        onScale: (metresPerPixel) => {
          this.metresPerPixel = metresPerPixel;
          this.drawScale(contextOf(this.review, this.store));
        },
      },
    );
    this.showOnMap();
    this.map.select(this.selectedRow());
    this.store.subscribe((state, before) => {
      this.changed(state, before);
    });
    window.addEventListener('hashchange', () => {
      this.store.set(this.allowed(fromHash(location.hash)));
    });
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.applyScheme();
    });
    document.addEventListener('keydown', (event) => {
      this.shortcut(event);
    });
  }

  get firstPicture(): Promise<void> {
    return this.map.firstPicture;
  }

  /** Draws again when the figures by period have been unpacked. */
  periodsArrived(): void {
    this.fills.clear();
    const { theme, tab } = this.store.state;
    // Nothing else shows them; what the reader is in the middle of stays as it is.
    if (theme !== 'rate' && tab !== 'why' && tab !== 'compare') return;
    this.drawChanged(true, null);
    this.showOnMap();
  }

  private changed(state: ViewState, before: ViewState): void {
    const onMap: readonly (keyof ViewState)[] = ['theme', 'when', 'against', 'hidden'];
    const isMapChanged = onMap.some((key) => state[key] !== before[key]);
    const times = timesOf(this.review, state.theme);
    if (!times.includes(state.when) || (state.against !== null && !times.includes(state.against))) {
      // A theme that does not know this time shows the review's own window.
      this.store.set({ when: times.includes(state.when) ? state.when : 'current', against: null });
      return;
    }
    if (state.language !== before.language) this.draw();
    else this.drawChanged(isMapChanged, before);
    if (isMapChanged) this.showOnMap();
    if (state.area !== before.area) this.map.select(this.selectedRow());
    if (state.spot !== before.spot) this.showSpot();
    if (state.tab !== before.tab || state.area !== before.area) this.panelBox.scrollTop = 0;
    if (state.scheme !== before.scheme) this.applyScheme();
    this.writeHash();
    rememberSettings(state, hiddenAtFirst(this.review));
  }

  private showOnMap(): void {
    const { state } = this.store;
    this.map.show(state, this.kept);
    const context = contextOf(this.review, this.store);
    this.swipe.show(state.against !== null, context.say('compare.line'));
    this.sidesBox.hidden = state.against === null;
    if (state.against !== null)
      this.sidesBox.replaceChildren(
        html('span', {}, whenWords(context, state.when)),
        html('span', {}, whenWords(context, state.against)),
      );
  }

  private showSpot(): void {
    const [id = '', row = ''] = (this.store.state.spot ?? '').split(':');
    const place = this.review.overlays.get(id)?.place(Number(row));
    if (place !== null && place !== undefined) this.map.showPlace(place);
  }

  private applyScheme(): void {
    document.documentElement.dataset['scheme'] = isDark(this.store.state.scheme) ? 'dark' : 'light';
  }

  /** Keys that work anywhere but in a field: brackets step through time, 1 to 9 choose the theme. */
  private shortcut(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const isText =
      target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'search');
    if (event.ctrlKey || event.altKey || event.metaKey || isText || this.print.dialog.open) return;
    const themes = themesOf(this.review);
    const theme = themes[Number(event.key) - 1];
    if (/^[1-9]$/.test(event.key) && theme !== undefined) this.store.set({ theme });
    if (event.key === '[' || event.key === ']') {
      const times = timesOf(this.review, this.store.state.theme);
      const next = times.indexOf(this.store.state.when) + (event.key === ']' ? 1 : -1);
      const when = times[(next + times.length) % times.length];
      if (when !== undefined) this.store.set({ when });
    }
  }

  /** The state the page opens with: what the link says, then what was remembered, the file's own language otherwise. */
  private started(): ViewState {
    const hidden = hiddenAtFirst(this.review);
    const asked = this.allowed({ ...rememberedSettings(hidden), ...fromHash(location.hash) });
    const theme = themesOf(this.review)[0] ?? 'class';
    const tab: Tab = asked.area === undefined ? 'overview' : 'why';
    return {
      language: this.review.language,
      theme,
      tab,
      area: null,
      when: 'current',
      against: null,
      hidden,
      scheme: 'auto',
      spot: null,
      ...asked,
    };
  }

  /** A link may ask for an area, a theme or a time that this review does not have. */
  private allowed(asked: Partial<ViewState>): Partial<ViewState> {
    const result = { ...asked };
    if (typeof result.area === 'string' && this.review.areas.row(result.area) === undefined) delete result.area;
    if (result.theme !== undefined && !themesOf(this.review).includes(result.theme)) delete result.theme;
    const times = timesOf(this.review, result.theme ?? themesOf(this.review)[0] ?? 'class');
    if (result.when !== undefined && !times.includes(result.when)) delete result.when;
    if (result.against !== undefined && result.against !== null && !times.includes(result.against))
      delete result.against;
    return result;
  }

  private selectedRow(): number | null {
    const { area } = this.store.state;
    return area === null ? null : (this.review.areas.row(area) ?? null);
  }

  private choose(row: number | null): void {
    if (row === null) this.store.set({ area: null });
    else this.store.set({ area: this.review.areas.id(row), tab: 'why' });
  }

  private writeHash(): void {
    try {
      history.replaceState(null, '', toHash(this.store.state));
    } catch {
      location.hash = toHash(this.store.state); // where a page from disk may not touch its history
    }
  }

  private draw(): void {
    const context = contextOf(this.review, this.store);
    document.documentElement.lang = context.language;
    document.title = this.review.header.title;
    this.headerBox.replaceChildren(
      ...header(context, () => {
        void this.print.open(contextOf(this.review, this.store));
      }),
    );
    this.bannerBox.replaceChildren(...[forcedBanner(context)].filter((node) => node !== null));
    this.footerBox.replaceChildren(footer(context));
    this.mapBox.setAttribute('aria-label', context.say('map.label'));
    this.northBox.replaceChildren(
      svg(
        'svg',
        { viewBox: '0 0 30 44', width: 30, height: 44, role: 'img', 'aria-label': context.say('map.north.meaning') },
        svg('title', {}, context.say('map.north.meaning')),
        svg('text', { x: 15, y: 12, class: 'letter' }, context.say('map.north')),
        svg('path', { d: 'M15 16 L24 42 L15 35 Z', class: 'dark' }),
        svg('path', { d: 'M15 16 L6 42 L15 35 Z', class: 'light' }),
      ),
    );
    this.drawScale(context);
    this.drawChanged(true, null);
  }

  /** Redraws what a change touches; the panel stays as it is (and keeps its scroll and focus) where nothing in it changed. */
  private drawChanged(mapToo: boolean, before: ViewState | null): void {
    const context = contextOf(this.review, this.store);
    const { state } = context;
    if (mapToo) {
      this.drawTools(context);
      this.time.render(context);
      const focused =
        document.activeElement instanceof HTMLElement ? document.activeElement.dataset['toggle'] : undefined;
      // On a phone it would cover the map: there it opens when asked for.
      const open = this.legendBox.querySelector('details')?.open ?? window.matchMedia('(min-width: 821px)').matches;
      const scale = this.scales[state.theme === 'density_change' ? 'density_change' : 'density'];
      this.legendBox.replaceChildren(legend(context, { fill: this.fills.get(state.theme, state.when), scale, open }));
      if (focused !== undefined) this.legendBox.querySelector<HTMLElement>(`[data-toggle="${focused}"]`)?.focus();
    }
    const inPanel: readonly (keyof ViewState)[] = ['tab', 'area', 'spot', 'when', 'against'];
    if (before !== null && inPanel.every((key) => state[key] === before[key])) return;
    this.drawTabs(context);
    const { tab } = state;
    if (before !== null && tab === 'list' && before.tab === 'list' && state.area === before.area) return;
    this.panelBox.className = `panel ${tab}`;
    this.panelBox.setAttribute('aria-labelledby', `tab-${tab}`);
    const draw = { overview, why, compare, plans, list: (given: Context) => this.list.render(given) };
    this.panelBox.replaceChildren(...draw[tab](context));
  }

  private drawTools(context: Context): void {
    const { say, state } = context;
    const choices = themesOf(this.review);
    const themes = choices.map((theme) =>
      html(
        'button',
        {
          type: 'button',
          'data-theme': theme,
          'aria-pressed': String(state.theme === theme),
          click: () => {
            this.store.set({ theme });
            this.toolBox.querySelector<HTMLElement>(`[data-theme="${theme}"]`)?.focus();
          },
        },
        themeWord(context, theme, 'theme'),
      ),
    );
    const tool = (sign: string, name: string, press: () => void) =>
      html('button', { type: 'button', title: name, 'aria-label': name, click: press }, sign);
    const zoom = html(
      'div',
      { class: 'zoom' },
      tool('+', say('map.zoom_in'), () => {
        this.map.zoom(1);
      }),
      tool('−', say('map.zoom_out'), () => {
        this.map.zoom(-1);
      }),
      tool('⤢', say('map.show_all'), () => {
        this.map.showAll();
      }),
    );
    const group = html('div', { class: 'themes', role: 'group', 'aria-label': say('theme.legend') }, ...themes);
    this.toolBox.replaceChildren(zoom, ...(choices.length > 1 ? [group] : []));
  }

  private drawTabs(context: Context): void {
    const { state, say } = context;
    const tabs = TABS.filter(
      (tab) => (tab !== 'plans' || hasPlans(context)) && (tab !== 'compare' || this.review.periods !== null),
    );
    const hadFocus = this.tabBox.contains(document.activeElement);
    const move = (event: Event) => {
      const { key } = event as KeyboardEvent;
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      if (step === 0) return;
      const next = tabs[(tabs.indexOf(this.store.state.tab) + step + tabs.length) % tabs.length];
      if (next !== undefined) this.store.set({ tab: next });
    };
    this.tabBox.setAttribute('aria-label', say('tab.label'));
    this.tabBox.replaceChildren(
      ...tabs.map((tab) =>
        html(
          'button',
          {
            type: 'button',
            role: 'tab',
            id: `tab-${tab}`,
            'aria-controls': 'panel',
            'aria-selected': String(state.tab === tab),
            tabindex: state.tab === tab ? 0 : -1,
            keydown: move,
            click: () => {
              this.store.set({ tab });
            },
          },
          say(`tab.${tab}`),
        ),
      ),
    );
    if (hadFocus) this.tabBox.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  private drawScale(context: Context): void {
    const length = roundLength(this.metresPerPixel, LONGEST_SCALE_BAR);
    const text =
      length >= 1000
        ? `${integer(length / 1000, context.language)} km`
        : `${decimal(length, length < 1 ? 1 : 0, context.language)} m`;
    const width = length / this.metresPerPixel;
    this.scaleBox.replaceChildren(
      svg(
        'svg',
        { width: width + 2, height: 26, role: 'img', 'aria-label': context.say('map.scale', { length: text }) },
        svg('text', { x: width / 2 + 1, y: 11 }, text),
        svg('path', { d: `M1 15 V23 H${width + 1} V15`, class: 'bar' }),
      ),
    );
    this.scaleBox.dataset['metresPerPixel'] = String(this.metresPerPixel);
    this.scaleBox.dataset['lengthM'] = String(length);
  }
}
