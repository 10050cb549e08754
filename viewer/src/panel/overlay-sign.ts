import { isOwnPart, type Mark, type OwnPart, type Part, type Shape } from '../map/overlay-parts';
import { svg } from '../page/element';

/** Corners of a shape around (13, 8), 7 from its middle. */
const CORNERS: Readonly<Record<Exclude<Shape, 'circle'>, string>> = {
  square: 'M7.5 2.5H18.5V13.5H7.5Z',
  diamond: 'M13 0.6L20.4 8L13 15.4L5.6 8Z',
  triangle: 'M13 0.8L20.6 14.4H5.4Z',
  hexagon: 'M13 0.8L19.2 4.4V11.6L13 15.2L6.8 11.6V4.4Z',
};

function markSign(mark: Mark): SVGElement[] {
  if (mark.kind === 'line')
    return [svg('path', { d: 'M2 12C9 2 16 14 24 4', fill: 'none', stroke: mark.colour, 'stroke-width': 2.2 })];
  if (mark.kind === 'level') {
    const dash = mark.heavy ? null : '3 2';
    const width = mark.heavy ? 2.6 : 1.2;
    return [
      svg('path', { d: 'M2 8H24', fill: 'none', stroke: mark.colour, 'stroke-width': width, 'stroke-dasharray': dash }),
    ];
  }
  const look = { fill: mark.colour, stroke: '#ffffff', 'stroke-width': 1 };
  const shape =
    mark.shape === 'circle'
      ? svg('circle', { cx: 13, cy: 8, r: 6.8, ...look })
      : svg('path', { d: CORNERS[mark.shape], ...look });
  const y = mark.shape === 'triangle' ? 12.4 : 11;
  const letter = svg(
    'text',
    { x: 13, y, 'font-size': 8, 'font-weight': 700, 'text-anchor': 'middle', fill: '#ffffff' },
    mark.letter,
  );
  return [shape, letter];
}

function ownSign(part: OwnPart): SVGElement {
  const box = (stroke: string, dash: string | null) =>
    svg('rect', {
      x: 5,
      y: 2,
      width: 16,
      height: 12,
      fill: '#ffffff',
      stroke,
      'stroke-width': 2,
      'stroke-dasharray': dash,
    });
  const dot = (fill: string) => svg('circle', { cx: 13, cy: 8, r: 3.4, fill });
  return {
    treated: () => box('#0b3d91', null),
    control: () => box('#0b3d91', '5 3'),
    displacement: () => box('#5a5a5a', '1.6 3'),
    views: () => svg('path', { d: 'M4 8L22 1V15Z', fill: '#ffec9a', stroke: '#7a5c00' }),
    reach: () => svg('circle', { cx: 13, cy: 8, r: 7, fill: 'none', stroke: '#7a5c00', 'stroke-dasharray': '3 2.4' }),
    uncovered: () => dot('#a01c1c'),
    coverage: () => dot('#1a7f37'),
    incidents: () => dot('#30363d'),
    existing: () => svg('rect', { x: 8, y: 3, width: 10, height: 10, fill: '#101418', stroke: '#ffffff' }),
    proposed: () => svg('circle', { cx: 13, cy: 8, r: 6.4, fill: '#ffd60a', stroke: '#101418', 'stroke-width': 1.6 }),
  }[part]();
}

/** The sign of a part as it looks on the map, for legends on screen and on paper. */
export function overlaySign(part: Part, mark: Mark | null = null): SVGSVGElement {
  const shapes = isOwnPart(part) ? [ownSign(part)] : mark === null ? [] : markSign(mark);
  return svg('svg', { class: 'swatch', width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true' }, ...shapes);
}
