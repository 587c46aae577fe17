import { isSecretField } from '../text/secretNames.ts';
import { maskText } from '../text/secrets.ts';
import { maskSecrets } from './maskSecrets.ts';
import type { Item } from './section.ts';

/**
 * Masks everything in a log event that can be a secret: requests and responses that it repeats, tickets, codes, tokens,
 * passwords, and the parameters of links, also inside texts.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export function maskEvent(event: Item): Item {
  return maskSecrets(event, isSecretField, maskText);
}
