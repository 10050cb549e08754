import type { DensityScale } from '../map/density-scale';
import { surfaceOf } from '../map/map-view';
import type { Context } from '../page/context';
import { download } from '../page/download';
import { html } from '../page/element';
import type { Review } from '../page/review';
import type { Fills } from '../theme/fills';
import { sizeOf, type Orientation, type PaperSize } from './paper';
import { sheet } from './sheet';

/** Dots a millimetre of a picture: 200 dpi. */
const DOTS = 200 / 25.4;

/** Shows the sheet as it will be printed; prints it, or saves it as a drawing or a picture. */
export class PrintDialog {
  readonly dialog = html('dialog', { class: 'print' });
  private size: PaperSize = 'A4';
  private orientation: Orientation = 'landscape';
  private drawing: SVGSVGElement | null = null;

  constructor(
    private readonly review: Review,
    private readonly parts: {
      readonly fills: Fills;
      readonly scales: Readonly<Record<'density' | 'density_change', DensityScale>>;
    },
  ) {
    this.dialog.addEventListener('close', () => {
      this.dialog.replaceChildren();
      this.drawing = null;
      delete document.documentElement.dataset['paper'];
    });
  }

  async open(context: Context): Promise<void> {
    await surfaceOf(this.review, context.state.theme, context.state.when)?.load();
    this.draw(context);
    this.dialog.showModal();
  }

  private draw(context: Context): void {
    const { say, state } = context;
    const scale = this.parts.scales[state.theme === 'density_change' ? 'density_change' : 'density'];
    const map = { review: this.review, state, fill: this.parts.fills.get(state.theme, state.when), scale };
    this.drawing = sheet(context, map, { size: this.size, orientation: this.orientation });
    document.documentElement.dataset['paper'] = `${this.size}-${this.orientation}`;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['name'] : undefined;
    const choice = <T extends string>(
      name: string,
      word: string,
      values: readonly (readonly [T, string])[],
      now: T,
      set: (value: T) => void,
    ) => {
      const select = html(
        'select',
        {
          'data-name': name,
          'aria-label': word,
          change: (event) => {
            const found = values.find(([value]) => value === (event.target as HTMLSelectElement).value);
            if (found !== undefined) set(found[0]);
            this.draw(context);
          },
        },
        ...values.map(([value, label]) => html('option', { value }, label)),
      );
      select.value = now;
      return select;
    };
    const button = (name: string, word: string, press: () => void) =>
      html('button', { type: 'button', class: 'plain', 'data-name': name, click: press }, word);
    this.dialog.setAttribute('aria-label', say('print.title'));
    this.dialog.replaceChildren(
      html(
        'div',
        { class: 'choices' },
        choice(
          'paper',
          say('print.paper'),
          [
            ['A4', 'A4'],
            ['A3', 'A3'],
          ],
          this.size,
          (value) => {
            this.size = value;
          },
        ),
        choice(
          'orientation',
          say('print.orientation'),
          [
            ['landscape', say('print.landscape')],
            ['portrait', say('print.portrait')],
          ],
          this.orientation,
          (value) => {
            this.orientation = value;
          },
        ),
        button('go', say('print.go'), () => {
          window.print();
        }),
        button('svg', say('export.svg'), () => {
          download('diaban.svg', 'image/svg+xml', this.text());
        }),
        button('png', say('export.png'), () => {
          void this.savePicture();
        }),
        button('close', say('print.close'), () => {
          this.dialog.close();
        }),
      ),
      html('div', { class: 'sheet', tabindex: 0, role: 'region', 'aria-label': say('print.title') }, this.drawing),
    );
    if (focused !== undefined) this.dialog.querySelector<HTMLElement>(`[data-name="${focused}"]`)?.focus();
  }

  private text(): string {
    return this.drawing === null ? '' : new XMLSerializer().serializeToString(this.drawing);
  }

  /** The drawing as a picture at 200 dpi. */
  private async savePicture(): Promise<void> {
    const { width, height } = sizeOf({ size: this.size, orientation: this.orientation });
    const image = new Image();
    const url = URL.createObjectURL(new Blob([this.text()], { type: 'image/svg+xml' }));
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * DOTS);
    canvas.height = Math.round(height * DOTS);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    const blob = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, 'image/png');
    });
    if (blob !== null) download('diaban.png', 'image/png', blob);
  }
}
