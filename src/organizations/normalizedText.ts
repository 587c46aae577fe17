// Marks that make another vowel or consonant (Indic, Thai) stay; accents, tone and vowel points that people leave out go,
// and so does what cannot be seen, such as joiners and bidirectional controls and the stroke that stretches Arabic
// words.
const leftOut = /\p{Script=Inherited}|\p{Cf}|(?=\p{Diacritic})\p{Mn}|\u0640/gu;
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

/** Characters that people type as another one. */
function alike(plain: string, others: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(others, (other) => [other, plain]));
}

/**
 * A text in the form in which texts are compared: lower case, without accents, widths and ligatures, and with every
 * white space and control character as a plain space.
 */
export function normalizedText(text: string): string {
  if (isPlain(text)) {
    return text.toLowerCase();
  }
  return text
    .normalize('NFKD')
    .replace(leftOut, '')
    .toLowerCase()
    .replace(withoutDecomposition, (letter) => plainLetters[letter] ?? letter)
    .replace(space, ' ');
}

/** Whether nothing but the case of a text changes when it is normalized. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
