import { svg } from '../page/element';
import type { Part } from '../map/overlay-layers';

/** The sign of a part as it looks on the map, for legends on screen and on paper. */
export function overlaySign(part: Part): SVGSVGElement {
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
  const shape = {
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
  return svg('svg', { class: 'swatch', width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true' }, shape);
}
