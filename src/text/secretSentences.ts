import { mask } from './plainText.ts';
import { looksSecret } from './secretLooks.ts';

/** How many words behind the name of a secret can be its value. */
const REACH = 3;

/** A line end that is an escape of JSON is apart from the words around it. */
const word = /\\{1,8}[nrt]|(?:(?!\\{1,8}[nrt])[^\s"`“”„«»<>{}()[\]])+/g;
const marksAround = /^['’‘]+|(?<!['’.,:;?])['’.,:;?]+$/g;

const name = new RegExp(
  String.raw`(?<![/\w])(?:\w*(?:${[
    'tokens?|tickets?|nonces?|secrets?|passwords?|passphrases?|credentials?|jwt|api[ _-]?keys?',
    '(?:device|user|auth(?:orization)?|recovery|binding|reset)[ _-]?codes?',
  ].join('|')})|${[
    "(?:de|mots?) passe|jetons?|clés? api|code utilisateur|d[’']autorisation",
    'passw(?:ort|örter)|kennw(?:ort|örter)|(?:autorisierungs|geräte)code|api-?schlüssel',
  ].join('|')})$`,
  'i',
);
const oneTimeCode = new RegExp(
  String.raw`(?<![/\w])(?:${[
    'one[ -]?time (?:pass)?(?:code|word)s?|(?:[th]?otp|pin)s?|(?:otp|pin|mfa|2fa|sms|authenticator) codes?|passcodes?',
    '(?:your|verification|security|confirmation|activation|authentication|access|sign-?in|log-?in) codes?',
    'votre code|usage unique|de (?:vérification|confirmation|sécurité|connexion)',
    '(?:ihr|dein) code|einmal(?:code|passwort|kennwort)|(?:bestätigungs|sicherheits|verifizierungs)code',
  ].join('|')})$`,
  'i',
);
/** A code before what says so, as in the text message that Auth0 sends for a second factor. */
const codeIsYours =
  /(?<![\w.-])\d{4,8}(?=\s(?:(?:is your|est votre|ist (?:ihr|dein))\s|as (?:your|the) [\w -]{0,20}(?:code|password)))/gi;

/** Words before a number that is no code. */
const beforeNumber =
  /^(?:errors?|erreur|fehler|status|failed|failure|http|at|to|after|in|on|by|since|last|of|from|for)$/i;

/** Words before the name or the ID of something else. */
const beforeId =
  /(?:^|_)(?:ids?|kid|clients?|app(?:lication)?s?|tenant|users?|organization|connection|request|trace|issuer|audience|host|domain|version|for)$/i;
/** Words between a name and its value. */
const filler = /^(?:is|was|est|ist|lautet|value|provided|given|received|hash)$/i;
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
  let beforePrevious = '';
  return text.replace(codeIsYours, mask).replace(word, (found) => {
    if (found.includes(mask)) {
      left = 0;
      return found;
    }
    if (found.startsWith('\\') && /^\\+[nrt]$/.test(found)) {
      return found;
    }
    const bare = found.replace(marksAround, '');
    const names = `${beforePrevious} ${previous} ${bare}`;
    const isSecret =
      left > 0 &&
      ((isOneTimeCode && !beforeNumber.test(previous) && /^\d[\d-]{3,}$/.test(bare)) ||
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
    beforePrevious = previous;
    previous = bare;
    return isSecret ? found.replace(bare, mask) : found;
  });
}
