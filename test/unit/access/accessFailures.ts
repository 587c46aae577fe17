import type { Item } from '../../../src/sections/section.ts';
import { acme, jane } from './accessFacts.ts';

/** A failed login of Jane to Acme through Billing. */
export function failure(description: string | null, more: Item = {}): Item {
  return {
    type: 'f',
    date: '2026-08-20T11:00:00.000Z',
    description,
    organization_id: acme.id,
    client_id: 'billing',
    user_id: jane.user_id,
    user_name: jane.email,
    ...more,
  };
}

export const anonymous = { user_id: null, user_name: '' };
export const notMember = `user ${jane.user_id} is not part of the ${acme.id} organization`;
