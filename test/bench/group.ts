/** One number of the benchmark and the most that it may be. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly limit: number;
}

/** Metrics that are measured together. */
export interface Group {
  readonly metrics: readonly Metric[];
  /** The values of the metrics by their names. */
  measure(): Promise<Readonly<Record<string, number>>>;
}

/** What the benchmark says about a metric. */
export interface Result extends Metric {
  /** `null` where it could not be measured, which is a miss. */
  readonly value: number | null;
  readonly ok: boolean;
}

/** Measures a group. A group that fails is told on stderr and misses all its limits. */
export async function resultsOf(group: Group): Promise<readonly Result[]> {
  const values = await group.measure().catch((error: unknown): Readonly<Record<string, number>> => {
    console.error(error);
    return {};
  });
  return group.metrics.map(({ name, unit, limit }) => {
    const value = values[name];
    return { name, value: value === undefined ? null : rounded(value), unit, limit, ok: (value ?? Infinity) <= limit };
  });
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
