import { date, integer, percent, timeWindow } from '../language/numbers';
import { changeLabel } from '../map/density-scale';
import { surfaceOf } from '../map/map-view';
import { partLabel, partsOf } from '../map/overlay-parts';
import { roundLength } from '../map/scale-bar';
import { sayOr, themeWord, windowOf, type Context } from '../page/context';
import { svg, type Child } from '../page/element';
import { isHidden } from '../page/state';
import { overlaySign } from '../panel/overlay-sign';
import { countsOf } from '../theme/fill';
import { angleInWords, latitudeMarks, longitudeMarks } from './graticule';
import { groupByDistance } from './insets';
import { layoutOf, roundScale, type Layout, type Paper, type Rectangle } from './paper';
import { Frame } from './paths';
import { mapInFrame, numberedBoxes, paint, patterns, type SheetMap } from './sheet-map';

const FONT = '"Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif';

type Attributes = Parameters<typeof svg>[1];

function label(x: number, y: number, size: number, text: string, attributes: Attributes = {}): SVGTextElement {
  return svg('text', { x, y, 'font-size': size, ...attributes }, text);
}

/** Words on as many lines as the width asks for; a letter is taken as half its height wide. */
export function brokenInto(text: string, size: number, width: number): string[] {
  const most = Math.max(Math.floor(width / (size * 0.52)), 4);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function titleBlock(context: Context, layout: Layout): SVGElement[] {
  const { review, say, state, language } = context;
  const { header } = review;
  const { x, y, width } = layout.title;
  const big = layout.width > 300 ? 7 : 5.4;
  const markingWidth = header.marking === '' ? 0 : Math.min(header.marking.length * 2 + 8, 60);
  const lines = brokenInto(header.title, big, width - markingWidth - 6).slice(0, 2);
  const what = themeWord(context, state.theme, 'legend');
  const isChange = state.theme === 'change' || state.theme === 'density_change';
  const window = isChange
    ? say('legend.window.both', {
        before: timeWindow(header.windows.baseline, language),
        now: timeWindow(header.windows.current, language),
      })
    : timeWindow(windowOf(review, state.when), language);
  return [
    header.unit !== '' && label(x, y + 3.4, 3.2, header.unit.toLocaleUpperCase(language), { 'font-weight': 600 }),
    ...lines.map((line, i) => label(x, y + 4 + (i + 1) * big * 1.08, big, line, { 'font-weight': 700 })),
    label(x, y + 5.5 + (lines.length + 0.55) * big * 1.08, 3.6, `${what} · ${window}`),
    header.split_forced &&
      label(x, y + layout.title.height + 2, 2.6, brokenInto(say('header.forced'), 2.6, width)[0] ?? '', {
        fill: '#a01c1c',
        'font-weight': 700,
      }),
    header.marking !== '' &&
      svg(
        'g',
        {},
        svg('rect', {
          x: x + width - markingWidth,
          y,
          width: markingWidth,
          height: 7,
          fill: 'none',
          stroke: '#a01c1c',
          'stroke-width': 0.5,
        }),
        label(x + width - markingWidth / 2, y + 4.8, 3.2, header.marking.toLocaleUpperCase(language), {
          fill: '#a01c1c',
          'font-weight': 700,
          'text-anchor': 'middle',
        }),
      ),
  ].filter((child): child is SVGTextElement | SVGGElement => child !== false);
}

/** Ticks and degrees of WGS 84: meridians along the upper edge, parallels along the right one. */
function degreeMarks(context: Context, frame: Frame): SVGElement[] {
  const { graticule } = context.review;
  if (graticule === null) return [];
  const { paper } = frame;
  const thin = { stroke: '#7a3b00', 'stroke-width': 0.25 };
  const small = { 'font-size': 2.2, fill: '#7a3b00', 'text-anchor': 'middle' };
  const side = paper.x + paper.width;
  return [
    ...longitudeMarks(graticule, frame).flatMap(({ at, degrees }) => [
      svg('line', { x1: at, x2: at, y1: paper.y - 1, y2: paper.y + 1.2, ...thin }),
      svg('text', { x: at, y: paper.y - 1.5, ...small }, angleInWords(degrees)),
    ]),
    ...latitudeMarks(graticule, frame).flatMap(({ at, degrees }) => [
      svg('line', { x1: side - 1.2, x2: side + 1, y1: at, y2: at, ...thin }),
      svg('text', { x: side + 3, y: at, transform: `rotate(-90 ${side + 3} ${at})`, ...small }, angleInWords(degrees)),
    ]),
  ];
}

/** Lines of the plane's own grid with their numbers in kilometres: east along the bottom, north along the left side. */
function grid(frame: Frame): { step: number; lines: SVGElement[]; numbers: SVGElement[] } {
  const [left, bottom, right, top] = frame.extent;
  const step = roundLength(1, (right - left) / 3.2);
  const lines: SVGElement[] = [];
  const numbers: SVGElement[] = [];
  const { paper } = frame;
  const thin = { stroke: '#3c6e91', 'stroke-width': 0.12, 'stroke-opacity': 0.6 };
  const small = { 'font-size': 2.2, fill: '#23485f' };
  for (let east = Math.ceil(left / step) * step; east <= right; east += step) {
    const x = frame.x(east);
    lines.push(svg('line', { x1: x, x2: x, y1: paper.y, y2: paper.y + paper.height, ...thin }));
    numbers.push(
      svg('text', { x, y: paper.y + paper.height + 2.6, 'text-anchor': 'middle', ...small }, `${east / 1000}`),
    );
  }
  for (let north = Math.ceil(bottom / step) * step; north <= top; north += step) {
    const y = frame.y(north);
    lines.push(svg('line', { y1: y, y2: y, x1: paper.x, x2: paper.x + paper.width, ...thin }));
    const turn = `rotate(-90 ${paper.x - 1} ${y})`;
    numbers.push(
      svg('text', { x: paper.x - 1, y, 'text-anchor': 'middle', transform: turn, ...small }, `${north / 1000}`),
    );
  }
  return { step, lines, numbers };
}

/** A bar of a round length, in four fields, with the scale in words. */
function scaleBar(context: Context, frame: Frame, x: number, y: number, width: number): SVGElement[] {
  const metres = roundLength(frame.scale / 1000, width - 12);
  const length = (metres * 1000) / frame.scale;
  const unit =
    metres >= 1000 ? `${integer(metres / 1000, context.language)} km` : `${integer(metres, context.language)} m`;
  const fields = [0, 1, 2, 3].map((i) =>
    svg('rect', {
      x: x + (i * length) / 4,
      y: y + 4.4,
      width: length / 4,
      height: 1.6,
      fill: i % 2 === 0 ? '#111111' : '#ffffff',
      stroke: '#111111',
      'stroke-width': 0.2,
    }),
  );
  return [
    label(x, y + 2.6, 3, context.say('sheet.scale', { scale: integer(frame.scale, context.language) })),
    ...fields,
    label(x, y + 9, 2.5, '0', { 'text-anchor': 'middle' }),
    label(x + length, y + 9, 2.5, unit, { 'text-anchor': 'middle' }),
  ];
}

function north(context: Context, frame: Frame): SVGElement {
  const x = frame.paper.x + frame.paper.width - 6;
  const y = frame.paper.y + 4;
  return svg(
    'g',
    { 'data-part': 'north' },
    svg('rect', { x: x - 4, y: y - 3, width: 8, height: 15, fill: '#ffffff', 'fill-opacity': 0.8 }),
    label(x, y, 3.2, context.say('map.north'), { 'text-anchor': 'middle', 'font-weight': 700 }),
    svg('path', { d: `M${x} ${y + 1.2}l2.6 9l-2.6 -2.4z`, fill: '#111111' }),
    svg('path', { d: `M${x} ${y + 1.2}l-2.6 9l2.6 -2.4z`, fill: '#ffffff', stroke: '#111111', 'stroke-width': 0.2 }),
  );
}

interface Line {
  readonly sign: SVGElement;
  readonly text: string;
  readonly count: string;
}

function legendLines(context: Context, map: SheetMap, frame: Frame): Line[] {
  const { say, language, review, state } = context;
  const box = (fill: string) => svg('rect', { width: 7, height: 4, fill, stroke: '#333333', 'stroke-width': 0.15 });
  const lines: Line[] = [];
  if (map.fill !== null) {
    const counts = countsOf(map.fill);
    const { fill } = map;
    fill.categories.forEach((category, i) => {
      const isAlways = fill.theme === 'class' && ['stable', 'contained', 'complex'].includes(category.key);
      if (((counts[i] ?? 0) === 0 && !isAlways) || isHidden(state, `${fill.theme}:${category.key}`)) return;
      lines.push({
        sign: box(paint(category.look)),
        text: category.label(say, language),
        count: integer(counts[i] ?? 0, language),
      });
    });
    const borderline = Array.from({ length: review.areas.size }, (_, row) => row).filter((row) =>
      review.areas.borderline(row),
    ).length;
    if (fill.theme === 'class' && borderline > 0) {
      const mark = svg(
        'g',
        {},
        svg('circle', { cx: 3.5, cy: 2, r: 1.7, fill: '#ffffff', stroke: '#111111', 'stroke-width': 0.3 }),
        label(3.5, 3, 2.8, '?', { 'text-anchor': 'middle', 'font-weight': 700 }),
      );
      lines.push({ sign: mark, text: say('borderline'), count: integer(borderline, language) });
    }
  } else if (surfaceOf(review, state.theme, state.when) !== null) {
    const limits = map.scale.limits.map((limit) => changeLabel(limit, language, state.theme === 'density_change'));
    map.scale.colours.forEach((colour, i) => {
      const [low, high] = [limits[i - 1], limits[i]];
      const text =
        low === undefined
          ? say('legend.below', { high: high ?? '' })
          : high === undefined
            ? say('legend.above', { low })
            : say('legend.between', { low, high });
      lines.unshift({ sign: box(colour), text, count: '' });
    });
  }
  for (const [part, source] of [...partsOf(review)].reverse()) {
    if (part === 'reach' || isHidden(state, `layer:${part}`)) continue;
    const sign = overlaySign(part, source.mark);
    sign.setAttribute('width', '7');
    sign.setAttribute('height', '4.3');
    const { shown, all } = part === 'treated' ? numberedBoxes(map, frame) : { shown: 0, all: 0 };
    const numbers = shown < all ? ` (${say('sheet.numbers', { shown: integer(shown, language) })})` : '';
    lines.push({
      sign,
      text: partLabel(context, part, source) + numbers,
      count: integer(source.rows.length, language),
    });
  }
  return lines;
}

/** What the figures of the legend are: a surface's unit, a rate, or what its rows are. */
function legendUnit(context: Context, { fill }: SheetMap): string {
  const { review, state, language } = context;
  const surface = surfaceOf(review, state.theme, state.when);
  if (surface !== null) return surface.data.unit[language];
  if (fill !== null && fill.layer !== 'areas')
    return sayOr(context, `rows.${fill.layer}`, themeWord(context, state.theme, 'theme'));
  return state.theme === 'rate' ? (review.areas.column('rate')?.unit?.[language] ?? '') : context.say('header.areas');
}

/** Heading, unit and lines, in columns, closer together where they would not fit; returns where the next thing may stand. */
function legendBlock(
  context: Context,
  map: SheetMap,
  frame: Frame,
  box: Rectangle,
  columns: number,
): { parts: SVGElement[]; bottom: number } {
  const parts: SVGElement[] = [
    label(box.x, box.y + 3.4, 3.8, themeWord(context, context.state.theme, 'legend'), { 'font-weight': 700 }),
    label(box.x, box.y + 7.4, 2.7, legendUnit(context, map), { fill: '#444444' }),
  ];
  const width = box.width / columns - (columns > 1 ? 4 : 0);
  const lines = legendLines(context, map, frame).map((line) => ({
    ...line,
    broken: brokenInto(line.text, 2.9, width - 20),
  }));
  const top = box.y + 10;
  const heightOf = ({ broken }: { broken: readonly string[] }) => 5.4 + (broken.length - 1) * 3.3;
  const needed = lines.reduce((sum, line) => sum + heightOf(line), 0) / columns + (columns > 1 ? 8.7 : 0);
  const closer = Math.min(1, (box.y + box.height - top) / needed);
  let [x, y, bottom] = [box.x, top, top];
  for (const line of lines) {
    if (columns > 1 && y + heightOf(line) * closer > box.y + box.height + 0.1 && x === box.x)
      [x, y] = [box.x + width + 4, top];
    parts.push(svg('g', { transform: `translate(${x} ${y})` }, line.sign));
    line.broken.forEach((text, i) =>
      parts.push(label(x + 9, y + 3 + i * 3.3 * closer, 2.9 * Math.max(closer, 0.8), text)),
    );
    if (line.count !== '')
      parts.push(
        label(x + width - 1, y + 3, 2.9 * Math.max(closer, 0.8), line.count, {
          'text-anchor': 'end',
          'font-weight': 600,
        }),
      );
    y += heightOf(line) * closer;
    bottom = Math.max(bottom, y);
  }
  return { parts, bottom };
}

function foot(context: Context, layout: Layout, gridStep: number): SVGElement[] {
  const { review, say, language } = context;
  const { header } = review;
  const { x, y, width, height } = layout.foot;
  const signs = Math.min(width * 0.42, 130);
  const crs = [header.crs.name, header.crs.definition].filter((text) => text !== '').join(', ');
  const named = header.sources.map(
    (source) => `${source.name} (${sayOr(context, `source.${source.role}`, source.role)})`,
  );
  const sources = [...new Set(named)].join(', ');
  const approval =
    header.rule.unit === '' ? say('footer.rule.unapproved') : say('footer.rule.unit', { unit: header.rule.unit });
  const rule = `${say('footer.rule.value', { name: header.rule.name, version: header.rule.version })} (${header.rule.hash}), ${approval}`;
  const { in_windows: count, located } = header.incidents;
  const facts = [
    say('sheet.as_of', { date: date(header.as_of, language) }),
    sources !== '' && say('sheet.sources', { sources }),
    say('sheet.incidents', {
      count: integer(count, language),
      share: percent(count > 0 ? located / count : 0, language),
    }),
    crs !== '' && say('sheet.crs', { crs }),
    say('sheet.grid', { crs: header.crs.name, km: String(gridStep / 1000) }) +
      (review.graticule === null ? '' : `; ${say('sheet.graticule')}`),
    header.rule.name !== '' && say('sheet.rule', { rule }),
    `${say('sheet.run', { run: header.run_id })} · diaban ${header.program_version} · ${say('sheet.page')}`,
  ].filter((fact): fact is string => typeof fact === 'string');
  const lines = facts.flatMap((fact) => brokenInto(fact, 2.45, width - signs - 4));
  const half = signs / 2;
  const sign = (key: 'sheet.sign.left' | 'sheet.sign.right', at: number) => [
    label(at, y + 9, 2.9, say(key), { 'text-anchor': 'middle', 'font-weight': 700 }),
    label(at, y + 12.6, 2.4, say('sheet.sign.hint'), { 'text-anchor': 'middle', 'font-style': 'italic' }),
    svg('line', {
      x1: at - half / 2 + 4,
      x2: at + half / 2 - 4,
      y1: y + height - 2,
      y2: y + height - 2,
      stroke: '#777777',
      'stroke-width': 0.2,
      'stroke-dasharray': '0.8 0.8',
    }),
  ];
  const today = new Date();
  const iso = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('-');
  return [
    svg('line', { x1: x, x2: x + width, y1: y, y2: y, stroke: '#111111', 'stroke-width': 0.25 }),
    ...lines.map((line, i) => label(x, y + 4 + i * 3.15, 2.45, line)),
    label(x + width - signs / 2, y + 4, 2.6, say('sheet.date', { date: date(iso, language) }), {
      'text-anchor': 'middle',
      'font-style': 'italic',
    }),
    ...sign('sheet.sign.left', x + width - signs * 0.75),
    ...sign('sheet.sign.right', x + width - signs * 0.25),
  ];
}

/** Insets two by two, each at its own round scale. */
function insetMaps(
  context: Context,
  map: SheetMap,
  box: Rectangle,
  extents: readonly (readonly [number, number, number, number])[],
): SVGElement[] {
  if (extents.length === 0 || box.height < 8) return [];
  const columns = Math.min(extents.length, 2);
  const rows = Math.ceil(extents.length / columns);
  const [width, height] = [box.width / columns - 2, box.height / rows - 4];
  return extents.flatMap((extent, i) => {
    const paper = {
      x: box.x + (i % columns) * (width + 2),
      y: box.y + Math.floor(i / columns) * (height + 4),
      width,
      height,
    };
    const scale = roundScale(
      Math.max((extent[2] - extent[0]) / (width * 0.8), (extent[3] - extent[1]) / (height * 0.8), 10),
    );
    const frame = new Frame(paper, extent, scale);
    return [
      mapInFrame(map, frame, `inset${i}`),
      label(
        paper.x,
        paper.y + height + 2.6,
        2.1,
        context.say('sheet.inset', { scale: integer(scale, context.language) }),
      ),
    ];
  });
}

/** A whole sheet as one SVG drawing in millimetres. */
export function sheet(context: Context, map: SheetMap, paper: Paper): SVGSVGElement {
  const layout = layoutOf(paper);
  const { review } = context;
  const grouping = groupByDistance(review.areas.polygons.flat(), layout.map.width / layout.map.height);
  const { main, insets } = Number.isFinite(grouping.main[0]) ? grouping : { main: surfaceExtent(context), insets: [] };
  const fit = Math.max(
    (main[2] - main[0]) / (layout.map.width - 6),
    (main[3] - main[1]) / (layout.map.height - 6),
    0.01,
  );
  const frame = new Frame(layout.map, main, roundScale(fit));
  const { step, lines, numbers } = grid(frame);
  const isWide = paper.orientation === 'landscape';
  const { legend: side } = layout;
  // Beside the map: legend, insets, scale, from top to bottom. Below it: legend in two columns, then scale and insets.
  const third = side.width * 0.64;
  const legend = legendBlock(
    context,
    map,
    frame,
    isWide ? { ...side, height: side.height - (insets.length > 0 ? 72 : 16) } : { ...side, width: third },
    isWide ? 1 : 2,
  );
  const scaleAt = isWide ? { x: side.x + 1, y: side.y + side.height - 11 } : { x: side.x + third + 3, y: side.y };
  const insetBox = isWide
    ? { x: side.x, y: legend.bottom + 3, width: side.width, height: Math.min(scaleAt.y - legend.bottom - 7, 80) }
    : { x: scaleAt.x, y: side.y + 14, width: side.width - third - 3, height: side.height - 16 };
  const looks = map.fill?.categories.map((category) => category.look) ?? [];
  const title = `${review.header.title}: ${themeWord(context, context.state.theme, 'legend')}`;
  const children: Child[] = [
    svg('title', {}, title),
    svg('defs', {}, ...patterns(looks)),
    svg('rect', { width: layout.width, height: layout.height, fill: '#ffffff' }),
    ...titleBlock(context, layout),
    mapInFrame(map, frame, 'mainmap', lines),
    svg('g', { 'data-part': 'grid' }, ...numbers),
    svg('g', { 'data-part': 'graticule' }, ...degreeMarks(context, frame)),
    north(context, frame),
    svg('g', { 'data-part': 'legend' }, ...legend.parts),
    svg(
      'g',
      { 'data-part': 'scale' },
      ...scaleBar(context, frame, scaleAt.x, scaleAt.y, isWide ? side.width : side.width - third - 3),
    ),
    svg('g', { 'data-part': 'insets' }, ...insetMaps(context, map, insetBox, insets)),
    svg('g', { 'data-part': 'foot' }, ...foot(context, layout, step)),
  ];
  return svg(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      width: `${layout.width}mm`,
      height: `${layout.height}mm`,
      'font-family': FONT,
      fill: '#111111',
      role: 'img',
      'aria-label': title,
      'data-scale': frame.scale,
    },
    ...children,
  );
}

function surfaceExtent(context: Context): [number, number, number, number] {
  const data = context.review.density?.data;
  if (data === undefined) return [0, 0, 1000, 1000];
  return [data.x_min, data.y_max - data.rows * data.cell_m, data.x_min + data.columns * data.cell_m, data.y_max];
}
