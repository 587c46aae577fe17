import type { Organization } from '../../organization.ts';
import type { EventSample } from '../eventSamples.ts';
import type { Client } from '../model.ts';
import type { Plot, PlotEvent } from './plot.ts';

const nobody = {
  user_id: undefined,
  user_name: undefined,
  connection: undefined,
  connection_id: undefined,
  strategy: undefined,
  strategy_type: undefined,
};

/** What an event of a story tells of it. */
export function eventOf(event: PlotEvent, { account }: Plot, { id, name }: Organization, client: Client): EventSample {
  const { type, description, details, isAnonymous, isElsewhere, userName } = event;
  const { strategy } = account.connection;
  return {
    type,
    ...(description !== undefined && { description }),
    ...(details && { details }),
    ...(!isElsewhere && { organization_id: id, organization_name: name }),
    client_id: client.client_id,
    client_name: client.name,
    connection: account.connection.name,
    connection_id: account.connection_id,
    strategy,
    strategy_type: strategy === 'auth0' ? 'database' : 'enterprise',
    ...(isAnonymous && nobody),
    ...(userName !== undefined && { user_name: userName }),
  };
}
