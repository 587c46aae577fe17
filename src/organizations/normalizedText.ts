// Matches accents, tone marks and vowel points, which people omit when they type; invisible characters, such as joiners
// and bidirectional controls; and the tatweel (U+0640), which stretches Arabic words. Marks that make another vowel or
// consonant (Indic, Thai) do not match.
const ignoredCharacters = /\p{Script=Inherited}|\p{Cf}|(?=\p{Diacritic})\p{Mn}|\u0640/gu;
const space = /[\s\p{Cc}]/gu;
const withoutDecomposition = /[ßæœøłđðħŧþıς‘’‛ʼ′“”„‟«»‐‑‒–—―−]/g;
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
  ...alike("'", '‘’‛ʼ′'),
  ...alike('"', '“”„‟«»'),
  ...alike('-', '‐‑‒–—―−'),
};

/** Maps each character to the plain one that people type instead. */
function alike(plain: string, others: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(others, (other) => [other, plain]));
}

/**
 * Normalizes a text for comparison: lower case, without accents, character widths and ligatures, and with a plain space
 * in place of every white space or control character.
 */
export function normalizedText(text: string): string {
  if (isPlain(text)) {
    return text.toLowerCase();
  }
  return text
    .normalize('NFKD')
    .replace(ignoredCharacters, '')
    .toLowerCase()
    .replace(withoutDecomposition, (letter) => plainLetters[letter] ?? letter)
    .replace(space, ' ');
}

/** Whether normalization changes only the case of a text. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
