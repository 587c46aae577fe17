import type { Result } from './group.ts';

/** One line of JSON with name, value, unit, limit and ok, in this order. */
export function jsonLine({ name, value, unit, limit, ok }: Result): string {
  return JSON.stringify({ name, value, unit, limit, ok });
}

/** The results as a table for people. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ name, value, unit, limit, ok }) => [
    ok ? 'ok  ' : 'MISS',
    name,
    value === null ? 'not measured' : number(value),
    `<= ${number(limit)}`,
    unit,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([ok = '', name = '', value = '', limit = '', unit = '']) =>
      [ok, name.padEnd(widths[1] ?? 0), value.padStart(widths[2] ?? 0), limit.padStart(widths[3] ?? 0), unit].join(
        '  ',
      ),
    )
    .join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 });
}
