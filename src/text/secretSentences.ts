import { looksSecret, mask } from './secretForms.ts';

/** How many words behind the name of a secret can be its value. */
const REACH = 3;

const word = /[^\s"“”<>{}()[\]]+/g;
const marksAround = /^['’‘]+|(?<!['’.,:;?])['’.,:;?]+$/g;

const name =
  /(?<![/\w])\w*(?:tokens?|tickets?|nonces?|secrets?|passwords?|passphrases?|credentials?|jwt|api[ _-]?keys?|(?:device|user|auth(?:orization)?|recovery|binding|reset)[ _-]?codes?)$/i;
const oneTimeCode =
  /(?:one-?time (?:pass)?(?:code|word)|(?<![/\w])(?:otp|pin|verification|security|mfa|sms)(?: code)?|passcode)s?$/i;

/** Words before the name or the ID of something else. */
const beforeId =
  /(?:^|_)(?:ids?|kid|clients?|app(?:lication)?s?|tenant|users?|organization|connection|request|trace|issuer|audience|host|domain|version|for)$/i;
/** Words between a name and its value. */
const filler = /^(?:is|was|value|provided|given|received|hash)$/i;
/** The end of a sentence, or a comma between two texts in JSON. */
const sentenceEnd = /[;.?!]$|^,/;

/**
 * Masks in sentences the words behind the name of a secret that look like its value, as in `Invalid token abc123…`. The end
 * of the sentence ends its reach, and so does a value that is masked already.
 */
export function maskSentences(text: string): string {
  let left = 0;
  let isOneTimeCode = false;
  let previous = '';
  return text.replace(word, (found) => {
    if (found.includes(mask)) {
      left = 0;
      return found;
    }
    const bare = found.replace(marksAround, '');
    const names = `${previous} ${bare}`;
    const isSecret =
      left > 0 &&
      ((isOneTimeCode && /^\d[\d-]{3,}$/.test(bare)) ||
        (!beforeId.test(previous.replace(/[a-z](?=[A-Z])/g, '$&_')) &&
          looksSecret(bare, left === REACH || filler.test(previous))));
    left = Math.max(left - 1, 0);
    if (name.test(names) || oneTimeCode.test(names)) {
      left = REACH;
      isOneTimeCode = oneTimeCode.test(names);
    }
    if (sentenceEnd.test(found)) {
      left = 0;
    }
    previous = bare;
    return isSecret ? found.replace(bare, mask) : found;
  });
}
