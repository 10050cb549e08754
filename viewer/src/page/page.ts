import { decimal, integer } from '../language/numbers';
import { densityScale } from '../map/density-scale';
import { MapView, type Reading } from '../map/map-view';
import { roundLength } from '../map/scale-bar';
import { footer, forcedBanner, header } from '../panel/header';
import { legend } from '../panel/legend';
import { AreaList } from '../panel/list';
import { overview } from '../panel/overview';
import { why } from '../panel/why';
import { classWord, contextOf, swatch, type Context } from './context';
import { html, svg } from './element';
import type { Review } from './review';
import { fromHash, Store, toHash, type Tab, type Theme } from './state';

const TABS: readonly Tab[] = ['overview', 'why', 'list'];
const THEMES: readonly Theme[] = ['class', 'density'];
const LONGEST_SCALE_BAR = 140;

/** Puts the parts together and redraws those that a change of state touches. */
export class Page {
  private readonly store: Store;
  private readonly map: MapView;
  private readonly list: AreaList;
  private readonly scale;
  private metresPerPixel = 1;

  private readonly headerBox = html('header', { class: 'head' });
  private readonly bannerBox = html('div', { class: 'banner' });
  private readonly mapBox = html('div', { class: 'canvas', tabindex: 0, role: 'application' });
  private readonly toolBox = html('div', { class: 'tools' });
  private readonly legendBox = html('div', { class: 'legend' });
  private readonly scaleBox = html('div', { class: 'scale' });
  private readonly northBox = html('div', { class: 'north' });
  private readonly hoverBox = html('div', { class: 'hover', hidden: true });
  private readonly tabBox = html('div', { class: 'tabs', role: 'tablist' });
  private readonly panelBox = html('div', { class: 'panel', role: 'tabpanel', id: 'panel', tabindex: 0 });
  private readonly footerBox = html('footer', { class: 'foot' });

  constructor(
    root: HTMLElement,
    private readonly review: Review,
  ) {
    this.store = new Store(this.started());
    this.scale = densityScale(review.density?.largest ?? 0);
    this.list = new AreaList((row) => {
      this.choose(row);
      this.panelBox.querySelector<HTMLElement>('h2')?.focus();
    });
    root.replaceChildren(
      this.headerBox,
      this.bannerBox,
      html(
        'main',
        {},
        html(
          'div',
          { class: 'map' },
          this.mapBox,
          this.toolBox,
          this.legendBox,
          this.scaleBox,
          this.northBox,
          this.hoverBox,
        ),
        html('section', { class: 'side' }, this.tabBox, this.panelBox),
      ),
      this.footerBox,
    );
    this.draw();
    this.map = new MapView(this.mapBox, review, this.scale, {
      onSelect: (row) => {
        this.choose(row);
      },
      onPoint: (reading) => {
        this.drawHover(reading);
      },
      coveredLeft: () => {
        const width = this.legendBox.offsetWidth;
        return width < this.mapBox.clientWidth / 3 ? width : 0;
      },
      onScale: (metresPerPixel) => {
        this.metresPerPixel = metresPerPixel;
        this.drawScale(contextOf(this.review, this.store));
      },
    });
    this.map.show(this.store.state.theme);
    this.map.select(this.selectedRow());
    this.store.subscribe((state, before) => {
      if (state.language !== before.language) this.draw();
      else this.drawChanged(state.theme !== before.theme);
      if (state.theme !== before.theme) this.map.show(state.theme);
      if (state.area !== before.area) this.map.select(this.selectedRow());
      if (state.tab !== before.tab || state.area !== before.area) this.panelBox.scrollTop = 0;
      this.writeHash();
    });
    window.addEventListener('hashchange', () => {
      this.store.set(this.allowed(fromHash(location.hash)));
    });
  }

  /** The state the page opens with: what the link says, the file's own language otherwise. */
  private started() {
    const asked = this.allowed(fromHash(location.hash));
    const theme: Theme = !this.review.areas.hasClasses && this.review.density !== null ? 'density' : 'class';
    const tab: Tab = asked.area === undefined ? 'overview' : 'why';
    return { language: this.review.language, theme, tab, area: null, ...asked };
  }

  /** A link may ask for an area or a surface that this review does not have. */
  private allowed(asked: ReturnType<typeof fromHash>): ReturnType<typeof fromHash> {
    const result = { ...asked };
    if (typeof result.area === 'string' && this.review.areas.row(result.area) === undefined) delete result.area;
    if (result.theme === 'density' && this.review.density === null) delete result.theme;
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
    this.headerBox.replaceChildren(...header(context));
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
    this.drawChanged(true);
  }

  private drawChanged(themeToo: boolean): void {
    const context = contextOf(this.review, this.store);
    if (themeToo) {
      this.drawTools(context);
      // On a phone it would cover the map: there it opens when asked for.
      const open = this.legendBox.querySelector('details')?.open ?? window.matchMedia('(min-width: 821px)').matches;
      this.legendBox.replaceChildren(legend(context, this.scale, open));
    }
    this.drawTabs(context);
    const { tab } = context.state;
    this.panelBox.className = `panel ${tab}`;
    this.panelBox.setAttribute('aria-labelledby', `tab-${tab}`);
    const draw = { overview, why, list: (given: Context) => this.list.render(given) };
    this.panelBox.replaceChildren(...draw[tab](context));
  }

  private drawTools(context: Context): void {
    const { say, state } = context;
    const choices = THEMES.filter((theme) =>
      theme === 'density' ? this.review.density !== null : this.review.areas.hasClasses || this.review.density === null,
    );
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
        say(`theme.${theme}`),
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
    const hadFocus = this.tabBox.contains(document.activeElement);
    const move = (event: Event) => {
      const { key } = event as KeyboardEvent;
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      if (step === 0) return;
      const next = TABS[(TABS.indexOf(this.store.state.tab) + step + TABS.length) % TABS.length];
      if (next !== undefined) this.store.set({ tab: next });
    };
    this.tabBox.setAttribute('aria-label', say('tab.label'));
    this.tabBox.replaceChildren(
      ...TABS.map((tab) =>
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

  private drawHover(reading: Reading | null): void {
    const isEmpty = reading === null || (reading.row === null && reading.density === null);
    this.hoverBox.hidden = isEmpty;
    if (isEmpty) return;
    const context = contextOf(this.review, this.store);
    const { say, language } = context;
    const { areas, density } = this.review;
    const lines: HTMLElement[] = [];
    if (reading.row !== null) {
      const state = areas.state(reading.row);
      lines.push(html('strong', {}, areas.name(reading.row)));
      if (areas.hasClasses) {
        const borderline = areas.borderline(reading.row) ? ` (${say('borderline').toLocaleLowerCase(language)})` : '';
        lines.push(html('span', {}, swatch(state), classWord(context, state) + borderline));
      }
      const count = areas.number('n_current', reading.row);
      if (count !== null) lines.push(html('span', {}, say('hover.count', { count: integer(count, language) })));
    }
    if (density !== null && context.state.theme === 'density') {
      const unit = density.data.unit[language];
      const text =
        reading.density === null
          ? say('hover.density.none')
          : say('hover.density', { value: decimal(reading.density, 2, language), unit });
      lines.push(html('span', { class: 'density' }, text));
    }
    this.hoverBox.replaceChildren(...lines);
    // Kept inside the map: on the other side of the pointer near the right and lower edge.
    const [x, y] = reading.pixel;
    const { offsetWidth: width, offsetHeight: height } = this.hoverBox;
    const { clientWidth, clientHeight } = this.mapBox;
    this.hoverBox.style.left = `${x + 16 + width > clientWidth ? Math.max(x - 16 - width, 0) : x + 16}px`;
    this.hoverBox.style.top = `${y + 16 + height > clientHeight ? Math.max(y - 16 - height, 0) : y + 16}px`;
  }
}
