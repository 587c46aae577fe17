import { mask } from './plainText.ts';
import { looksSecret } from './secretLooks.ts';
import { spokenKind } from './secretNames.ts';

/** How many words behind the name of a secret can be its value. */
const REACH = 3;

/** A line end that is an escape of JSON is apart from the words around it. People write codes in two halves. */
const word = /\\{1,8}[nrt]|\d{3}[ \u00a0]\d{3}(?![\w-])|(?:(?!\\{1,8}[nrt])[^\s"`“”„«»<>{}()[\]])+/g;
const marksAround = /^['’‘#]+|(?<!['’.,:;?])['’.,:;?]+$/g;

/** What a person types. Other things have numbers of other lengths beside any code. */
const numbers = {
  login: /^\d[\d\s-]{3,}$/,
  code: /^\d{3}[\s-]?\d{3}$|^(?:[B-DF-HJ-NP-TV-XZ]{4}-?){2}$/,
  secret: /(?!)/,
};

/** A code before what says so, as in the text message that Auth0 sends for a second factor. */
const codeIsYours =
  /(?<![\w.-])(?:[A-Z]-)?(?:\d{3}[ -]\d{3}|\d{4,8})(?=\s(?:(?:is your|est votre|ist (?:ihr|dein))\s|as (?:your|the) [\w -]{0,20}(?:code|password)|to (?:verify|confirm|(?:log|sign) in)\b))/gi;

/** Words before a number that is no code. */
const beforeNumber =
  /^(?:errors?|erreur|fehler|status|failed|failure|http|at|to|after|in|on|by|since|last|of|from|for)$/i;

/** Words before the name or the ID of something else. */
const beforeId =
  /(?:^|_)(?:ids?|kid|clients?|app(?:lication)?s?|tenant|users?|organization|connection|request|trace|issuer|audience|host|domain|version|for)$/i;
/** Words between a name and its value. */
const filler = /^(?:is|was|est|ist|lautet|value|provided|given|received|hash|got)$/i;
/** The end of a sentence, or a comma between two texts in JSON. */
const sentenceEnd = /[;.?!]$|^,/;

/**
 * Masks in sentences the words behind the name of a secret that look like its value, as in `Invalid token abc123…`. The end
 * of the sentence ends its reach, and so does a value that is masked already.
 */
export function maskSentences(text: string): string {
  let left = 0;
  let kind: keyof typeof numbers = 'secret';
  let isInList = false;
  let previous = '';
  let beforePrevious = '';
  return text.replace(codeIsYours, mask).replace(word, (found) => {
    if (found.includes(mask)) {
      // More values follow the first of a list, but so can another field.
      isInList = /s .*,$/i.test(`${previous} ${found}`);
      left = isInList ? 1 : 0;
      return found;
    }
    if (/^(?:\\+[nrt]|-)$/.test(found)) {
      return found;
    }
    const bare = found.replace(marksAround, '');
    const isSecret =
      left > 0 &&
      (!isInList || /^[\w.~-]+,?$/.test(found)) &&
      ((!beforeNumber.test(previous) && numbers[kind].test(bare)) ||
        ((left === REACH || !beforeId.test(previous.replace(/[a-z](?=[A-Z])/g, '$&_'))) &&
          looksSecret(bare, left === REACH || isInList)));
    isInList &&= isSecret;
    const next = bare.includes('/') ? undefined : spokenKind(`${beforePrevious} ${previous} ${bare}`.slice(-64));
    if (next) {
      left = next === 'code' ? 1 : REACH;
      kind = next;
    } else if (!filler.test(bare) && (kind === 'secret' || ![previous, bare].includes('for'))) {
      left = Math.max(left - 1, isSecret ? 1 : 0);
    }
    if (sentenceEnd.test(found)) {
      left = 0;
    }
    beforePrevious = previous;
    previous = bare;
    return isSecret ? found.replace(bare, mask) : found;
  });
}
