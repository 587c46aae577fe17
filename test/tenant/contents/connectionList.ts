import type { Cursors } from '../cursors.ts';
import { checkpointPage, checkpointRules } from '../paging.ts';
import type { Query, QueryRules } from '../queryValidation.ts';
import { connectionFilter, fieldRules, pickFields } from './fields.ts';
import type { TenantConnection } from './model.ts';
import { connectionFields, strategies } from './names.ts';

export const connectionListRules = {
  ...checkpointRules,
  ...fieldRules(connectionFields),
  strategy: {
    type: 'strings',
    among: strategies,
    description: 'Provide strategies to only retrieve connections with such strategies',
  },
} as const satisfies QueryRules;

/** Connections with the fields that are asked for, and the scopes allow. */
interface ConnectionQuestion {
  readonly query: Query<typeof connectionListRules>;
  readonly scopes: ReadonlySet<string>;
}

/** The connections of the strategies that are asked for. */
export function ofStrategies(
  connections: readonly TenantConnection[],
  { strategy: wanted }: ConnectionQuestion['query'],
): readonly TenantConnection[] {
  return connections.filter(({ strategy = '' }) => wanted?.includes(strategy) ?? true);
}

/** A page of them. */
export function connectionPage(
  connections: readonly TenantConnection[],
  { query, scopes }: ConnectionQuestion,
  cursors: Cursors<number>,
): object {
  const isSent = connectionFilter(query, scopes);
  const found = ofStrategies(connections, query).map((connection, createdAt) => ({ createdAt, connection }));
  const { items, ...next } = checkpointPage(found, query, { cursors, idOf: ({ connection }) => connection.id });
  return { connections: items.map(({ connection }) => pickFields(connection, isSent)), ...next };
}
