import type { Bundle, ColumnData } from '../../src/bundle/schema';

/** Two squares side by side on a 2 m lattice, with the columns given. */
export function bundle(columns: readonly ColumnData[] = []): Bundle {
  return {
    schema: 'diaban.review/1',
    language: 'vi',
    header: {
      title: 'Thử',
      unit: '',
      marking: '',
      run_id: 'abc',
      program_version: '0.1.0',
      rule: { name: 'evidence', version: '1', hash: 'ff', unit: '' },
      split_forced: false,
      as_of: '2017-12-14',
      windows: {
        baseline: { from: '2015-12-15', to: '2016-12-14' },
        current: { from: '2016-12-15', to: '2017-12-14' },
      },
      crs: { definition: 'EPSG:9209', name: 'VN-2000' },
      incidents: { in_windows: 10, located: 9 },
      sources: [],
      bandwidth: { m: 0, rule: '' },
    },
    layers: [
      {
        id: 'areas',
        kind: 'area',
        rows: 2,
        topology: {
          origin: [1000, 2000],
          quantum_m: 2,
          arcs: [
            [5, 0, 0, 5],
            [5, 5, -5, 0, 0, -5, 5, 0],
            [5, 0, 5, 0, 0, 5, -5, 0],
          ],
          areas: [[[[0, 1]]], [[[2, -1]]]],
        },
        columns,
      },
    ],
    rasters: [],
  };
}

export function column(name: string, values: ColumnData['values']): ColumnData {
  const first = values.find((value) => value !== null);
  const type = typeof first === 'string' ? 'text' : typeof first === 'boolean' ? 'boolean' : 'real';
  return { name, type, values };
}
