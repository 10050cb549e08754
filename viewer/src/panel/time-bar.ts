import { timeWindow } from '../language/numbers';
import { whenWords, windowOf, type Context } from '../page/context';
import { html, type Child } from '../page/element';
import type { When } from '../page/state';
import { themesOf, timesOf } from '../theme/fills';

/** Milliseconds that a period stands still while playing. */
const STEP_MS = 900;

/** The bar under the map: which window or period is looked at, play, and what it is compared with. */
export class TimeBar {
  readonly box = html('div', { class: 'time' });
  private timer: ReturnType<typeof setInterval> | null = null;

  get playing(): boolean {
    return this.timer !== null;
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  render(context: Context): void {
    const { review, store, state, say } = context;
    const times = timesOf(review, state.theme);
    const periods = times.filter((when): when is number => typeof when === 'number');
    const windows = times.filter((when) => typeof when !== 'number');
    const offersPeriods = periods.length > 0 || (review.periods !== null && themesOf(review).includes('rate'));
    this.box.hidden = windows.length < 2 && !offersPeriods;
    if (this.box.hidden) {
      this.stop();
      return;
    }
    if (periods.length === 0) this.stop();
    const focused = this.focusedName();
    const hints: Child[] = [];
    if (periods.length === 0 && offersPeriods) {
      const toRate = () => {
        store.set({ theme: 'rate', when: (review.periods?.size ?? 1) - 1 });
      };
      hints.push(
        html('button', { type: 'button', class: 'plain', 'data-name': 'to-rate', click: toRate }, say('time.to_rate')),
      );
    }
    const windowButtons = windows.map((when) =>
      html(
        'button',
        {
          type: 'button',
          'data-name': String(when),
          'aria-pressed': String(state.when === when),
          click: () => {
            this.stop();
            store.set({ when });
          },
        },
        whenWords(context, when),
      ),
    );
    this.box.setAttribute('role', 'group');
    this.box.setAttribute('aria-label', say('time.label'));
    this.box.replaceChildren(
      ...(windows.length > 1 || periods.length > 0 ? [html('div', { class: 'choice' }, ...windowButtons)] : []),
      ...(periods.length > 0 ? this.slider(context, periods) : []),
      ...hints.filter((child): child is HTMLElement => child instanceof HTMLElement),
      ...(times.length > 1 ? this.comparison(context, times) : []),
    );
    if (focused !== null) this.box.querySelector<HTMLElement>(`[data-name="${focused}"]`)?.focus();
  }

  private focusedName(): string | null {
    const { activeElement } = document;
    return activeElement instanceof HTMLElement && this.box.contains(activeElement)
      ? (activeElement.dataset['name'] ?? null)
      : null;
  }

  private slider(context: Context, periods: readonly number[]): HTMLElement[] {
    const { review, store, state, say, language } = context;
    const at = typeof state.when === 'number' ? state.when : periods.length - 1;
    const input = html('input', {
      type: 'range',
      min: 0,
      max: periods.length - 1,
      step: 1,
      'data-name': 'slider',
      'aria-label': say('time.slider'),
      'aria-valuetext': timeWindow(windowOf(review, at), language),
      input: (event) => {
        this.stop();
        store.set({ when: Number((event.target as HTMLInputElement).value) });
      },
    });
    input.value = String(at);
    const play = () => {
      if (this.timer !== null) {
        this.stop();
        this.render({ ...context, state: store.state });
        return;
      }
      const next = () => {
        const { when } = store.state;
        store.set({ when: typeof when === 'number' && when + 1 < periods.length ? when + 1 : 0 });
      };
      this.timer = setInterval(next, STEP_MS);
      next();
      this.render({ ...context, state: store.state });
    };
    const isPlaying = this.timer !== null;
    return [
      html(
        'button',
        {
          type: 'button',
          class: 'play',
          'data-name': 'play',
          'aria-label': say(isPlaying ? 'time.pause' : 'time.play'),
          title: say(isPlaying ? 'time.pause' : 'time.play'),
          click: play,
        },
        isPlaying ? '❚❚' : '▶',
      ),
      input,
      html(
        'output',
        { class: 'period', 'data-active': String(typeof state.when === 'number') },
        timeWindow(windowOf(review, at), language),
      ),
    ];
  }

  private comparison(context: Context, times: readonly When[]): HTMLElement[] {
    const { store, state, say } = context;
    const start = () => {
      this.stop();
      const yearBefore =
        typeof state.when === 'number' ? (context.review.periods?.yearBefore(state.when) ?? null) : null;
      if (state.against === null && yearBefore !== null) {
        store.set({ when: yearBefore, against: state.when, tab: 'compare' });
        return;
      }
      const against = state.when === 'baseline' ? 'current' : times.includes('baseline') ? 'baseline' : times[0];
      const other = against === state.when ? (times.find((when) => when !== state.when) ?? null) : (against ?? null);
      // Read from left to right: what was before stands on the left.
      store.set(
        state.against === null
          ? { when: other ?? state.when, against: state.when, tab: 'compare' }
          : { when: state.against, against: null },
      );
    };
    const button = html(
      'button',
      {
        type: 'button',
        class: 'plain',
        'data-name': 'compare',
        'aria-pressed': String(state.against !== null),
        click: start,
      },
      say(state.against === null ? 'time.compare' : 'time.compare.end'),
    );
    if (state.against === null) return [button];
    const choose = (name: 'when' | 'against', label: string) => {
      const select = html(
        'select',
        {
          'aria-label': label,
          'data-name': `choose-${name}`,
          change: (event) => {
            const { value } = event.target as HTMLSelectElement;
            const when = value === 'current' || value === 'baseline' ? value : Number(value);
            store.set(name === 'when' ? { when } : { against: when });
          },
        },
        ...times.map((when) => html('option', { value: String(when) }, whenWords(context, when))),
      );
      select.value = String(state[name]);
      return select;
    };
    return [
      html(
        'span',
        { class: 'sides' },
        choose('when', say('compare.left')),
        ' ↔ ',
        choose('against', say('compare.right')),
      ),
      button,
    ];
  }
}
