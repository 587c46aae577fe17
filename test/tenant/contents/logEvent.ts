import type { EventSample } from './eventSamples.ts';
import type { Person } from './model.ts';

/** A log event, as the Management API sends it. */
export type LogEvent = Readonly<Record<string, unknown>> & { readonly log_id: string; readonly type: string };

/** An event and when it happened, in milliseconds since 1970. */
export interface DatedEvent {
  readonly event: LogEvent;
  readonly happenedAt: number;
}

/** @param number differs between the events of a tenant that happened at the same time */
export function datedEvent(
  sample: EventSample,
  person: Partial<Person>,
  happenedAt: number,
  number: number,
): DatedEvent {
  const date = new Date(happenedAt).toISOString();
  const logId = `900${date.replaceAll(/\D/g, '')}${String(number).padStart(35, '0')}`;
  const event = {
    _id: logId,
    log_id: logId,
    date,
    connection: 'acme-db',
    connection_id: 'con_0000000000000001',
    client_id: 'PortalClient00000000000000000001',
    client_name: 'Portal',
    ip: '203.0.113.7',
    user_agent: 'Chrome 138.0.0 / Mac OS X 10.15.7',
    hostname: 'login.acme.example',
    user_id: person.user_id,
    user_name: person.email ?? person.name,
    strategy: 'auth0',
    strategy_type: 'database',
    audience: 'https://api.acme.example',
    scope: 'openid profile email',
    isMobile: false,
    location_info: { country_code: 'SE', city_name: 'Uppsala', latitude: 59.86, longitude: 17.64 },
    ...sample,
    // The specification of the API has this form as well.
    ...(typeof sample['date'] === 'object' && { date: { $date: date } }),
  };
  return { happenedAt, event };
}
