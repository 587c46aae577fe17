/**
 * Whether no letter or digit precedes a position of `SearchKeys.text`. Beyond ASCII, the first bytes of a character tell
 * the blocks of punctuation, symbols and emoji from those of letters.
 */
export function startsWord(text: string, position: number): boolean {
  const before = text.charCodeAt(position - 1);
  if (before < 0x80) {
    return !((before >= 0x61 && before <= 0x7a) || (before >= 0x30 && before <= 0x39));
  }
  const second = text.charCodeAt(position - 2);
  const third = text.charCodeAt(position - 3);
  return (
    second === 0xc2 || third === 0xe2 || (third === 0xe3 && second === 0x80) || text.charCodeAt(position - 4) === 0xf0
  );
}
