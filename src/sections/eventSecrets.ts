import { mask, maskSecrets } from './maskSecrets.ts';
import type { Item } from './section.ts';

/** Parts of field names that always name a secret. */
const secretPart =
  /pass(?:word|wd|code|phrase)|pwd|secret|token|ticket|credential|assertion|cookie|authorization$|jwt|verifier|nonce|signature|(?:api|private|recovery)_?key/i;

/**
 * Field names that hold a code or a link, or that repeat a request or a response, in which anything can be secret. The
 * codes of a status, an error or a country are not secret.
 */
const secretName =
  /(?:^|_)(?:otp|pin|qs|query|body|payload|headers?|links?)(?:$|_)|(?<!(?:status|error|reason|country|continent|postal)_)(?<![a-z])codes?$/;

const jsonWebToken = /\beyJ[\w-]{4,}(?:\.[\w-]*){0,4}/g;
const url = /\b([a-z][a-z\d+.-]{0,20}:\/\/)([^\s"'<>?#]*)([?#][^\s"'<>]*)?/gi;
const relativeQuery = /([?#])[^\s"'<>?#=]*=[^\s"'<>]*/g;
const parameter = /(?<![\w.-])([\w.-]{1,64})=[^\s"'<>&;,]+/g;
const jsonField = /(\\{0,8}")([\w.-]{1,64})\1(\s{0,9}:\s{0,9})\1[^]{0,10000}?\1/g;
const bearer = /\b(Bearer|Basic) +[\w+/=.~-]+/gi;

/**
 * Masks everything in a log event that can be a secret: requests and responses that it repeats, tickets, codes, tokens,
 * passwords, and the parameters of links, also inside texts.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export function maskEvent(event: Item): Item {
  return maskSecrets(event, isSecret, maskText);
}

function isSecret(field: string): boolean {
  const words = field.replace(/([a-z\d])([A-Z])|-/g, '$1_$2').toLowerCase();
  return secretPart.test(words) || secretName.test(words);
}

function maskText(text: string): string {
  return text
    .replace(jsonWebToken, mask)
    .replace(bearer, `$1 ${mask}`)
    .replace(
      url,
      (_, scheme: string, rest: string, query?: string) =>
        scheme + rest.replace(/^[^/]*@/, `${mask}@`) + (query ? `${query.charAt(0)}${mask}` : ''),
    )
    .replace(relativeQuery, `$1${mask}`)
    .replace(parameter, (whole, name: string) => (isSecret(name) ? `${name}=${mask}` : whole))
    .replace(jsonField, (whole, quote: string, name: string, colon: string) =>
      isSecret(name) ? `${quote}${name}${quote}${colon}${quote}${mask}${quote}` : whole,
    );
}
