import { html } from '../page/element';

/** The line between the two sides of a comparison: dragged with mouse or finger, moved with the arrow keys. */
export class Swipe {
  readonly line: HTMLElement;
  private share = 0.5;

  constructor(
    private readonly frame: HTMLElement,
    private readonly onMove: (share: number) => void,
  ) {
    this.line = html(
      'div',
      {
        class: 'swipe',
        role: 'slider',
        tabindex: 0,
        'aria-orientation': 'horizontal',
        'aria-valuemin': 0,
        'aria-valuemax': 100,
        hidden: true,
        keydown: (event) => {
          const { key } = event as KeyboardEvent;
          const step = { ArrowLeft: -0.05, ArrowRight: 0.05, Home: -1, End: 1 }[key];
          if (step === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          this.moveTo(this.share + step);
        },
        pointerdown: (event) => {
          const { pointerId } = event as PointerEvent;
          event.preventDefault();
          this.line.setPointerCapture(pointerId);
          this.line.focus();
        },
        pointermove: (event) => {
          const { pointerId, clientX } = event as PointerEvent;
          if (!this.line.hasPointerCapture(pointerId)) return;
          const { left, width } = this.frame.getBoundingClientRect();
          this.moveTo((clientX - left) / width);
        },
      },
      html('span', { 'aria-hidden': 'true' }, '◂▸'),
    );
  }

  show(shown: boolean, label: string): void {
    this.line.hidden = !shown;
    this.line.setAttribute('aria-label', label);
    if (shown) this.moveTo(this.share);
  }

  private moveTo(share: number): void {
    this.share = Math.min(Math.max(share, 0), 1);
    this.line.style.left = `${this.share * 100}%`;
    this.line.setAttribute('aria-valuenow', String(Math.round(this.share * 100)));
    this.onMove(this.share);
  }
}
