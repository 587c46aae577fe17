import { mask, maskSecrets } from './maskSecrets.ts';
import type { Item } from './section.ts';

/** Parts of field names that always name a secret. */
const secretPart =
  /pass(?:word(?!less)|wd|code|phrase)|pwd|secret|token|ticket|credential|assertion|cookie|authorization$|jwt|verifier|nonce|signature|saml_?re|(?:api|private|recovery|encryption|signing|access)_?key/;

/** Field names that hold a code or a link, or that repeat a request or a response, in which anything can be secret. */
const secretName =
  /(?:^|_)(?:otp|pin|pass|qs|query|body|payload|headers?|links?)(?:$|_)|(?<![a-z])codes?$|^(?:otp|auth|user|device)codes?$/;

/** Field names that tell of a secret, or of a code that is none. */
const harmlessName =
  /^accessed_secrets$|_(?:type|method)$|(?:^|_)(?:status|error|reason|response|language|country|continent|subdivision|postal)_codes?$/;

const jsonWebToken = /(?:\b|(?<=_|%[\dA-Fa-f]{2}))eyJ[\w-]{4,}(?:\.[\w-]*){0,4}/g;
const url = /\b([a-z][a-z\d+.-]{0,20}:\/\/)([^\s"'<>?#]*)([?#][^\s"<>]*)?/gi;
const relativeQuery = /([?#])[^\s"'<>?#=]*=[^\s"<>]*/g;
/** A single word in small letters follows in sentences such as "Basic authentication is not allowed". */
const bearer = /\b([Bb]earer|BEARER|[Bb]asic|BASIC) +(?![a-z]+(?:[\s.,:;!?)]|$))[\w+/=.~-]+/g;

/**
 * The beginning of a field: `"name":` of JSON, which can be inside other JSON, `name=`, and `name: "` as programs print
 * it. The value is not a part, because it can hold other fields.
 */
const fieldStart =
  /(?<!\\)(?<quote>\\{0,64}["'])(?<quoted>[^"'\\\n]{1,64})\k<quote>\s{0,9}[:=]\s{0,9}|(?<![\w.-])(?<bare>[\w.-]{1,64})[ \t]{0,9}(?:=[ \t]{0,9}|:[ \t]{0,9}(?=\\{0,64}["']))/g;

/** A value with its quotes, also if its end was cut off. The end of a list or an object is not looked for. */
const fieldValue = /^(?:(\\{0,64}["'])[^]*?(?:(?<!\\)\1|$)|[[{][^]*|[^\s&"'<>]*)/;

/**
 * Masks everything in a log event that can be a secret: requests and responses that it repeats, tickets, codes, tokens,
 * passwords, and the parameters of links, also inside texts.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export function maskEvent(event: Item): Item {
  return maskSecrets(event, isSecret, maskText);
}

/** @param holder the name of the field whose value holds the field */
function isSecret(field: string, holder = ''): boolean {
  const words = field.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])|-/g, '$1$2_').toLowerCase();
  return (
    (secretPart.test(words) || secretName.test(words)) &&
    !harmlessName.test(words) &&
    // An authorization code is never in an error.
    !(words === 'code' && holder === 'error')
  );
}

function maskText(text: string): string {
  return maskFields(
    text
      .replace(jsonWebToken, mask)
      .replace(bearer, `$1 ${mask}`)
      .replace(
        url,
        (_, scheme: string, rest: string, query?: string) =>
          scheme + rest.replace(/^[^/]*@/, `${mask}@`) + (query ? `${query.charAt(0)}${mask}` : ''),
      )
      .replace(relativeQuery, `$1${mask}`),
  );
}

function maskFields(text: string): string {
  let masked = '';
  let end = 0;
  for (const { 0: start, index, groups: { quoted, bare = quoted } = {} } of text.matchAll(fieldStart)) {
    if (index >= end && isSecret(bare ?? '')) {
      const from = index + start.length;
      const [value = '', quote = ''] = fieldValue.exec(text.slice(from)) ?? [];
      masked += text.slice(end, from) + quote + mask + quote;
      end = from + value.length;
    }
  }
  return masked + text.slice(end);
}
