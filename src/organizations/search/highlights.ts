import { isPlain, normalizedText } from './normalizedText.ts';

/** A part of a text in UTF-16 units; the end is the first one behind it. */
export type Range = readonly [start: number, end: number];

// Marks are put into order when a text is normalized, so they can only be looked at together with their letter.
const letterWithMarks = /\P{M}\p{M}*|\p{M}+/gu;

/** The length that parts of texts have when they are normalized; texts share most of their letters. */
export type NormalizedLengths = Map<string, number>;

/** Where the words, which are normalized, occur in a text, which is not: in order, and joined where they touch. */
export function highlights(text: string, words: readonly string[], lengths: NormalizedLengths): readonly Range[] {
  const found = occurrences(normalizedText(text), words);
  if (found.length === 0 || isPlain(text)) {
    return joined(found);
  }
  const origins = originsOf(text, lengths);
  return joined(found.map(([start, end]) => [origins[start]?.[0] ?? 0, origins[end - 1]?.[1] ?? text.length]));
}

/** In the order of their starts. */
function occurrences(text: string, words: readonly string[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const word of words) {
    for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
      ranges.push([start, start + word.length]);
    }
  }
  return words.length > 1 ? ranges.sort((left, right) => left[0] - right[0]) : ranges;
}

/** For each unit of the normalized text the part of the text that it was made of. */
function originsOf(text: string, lengths: NormalizedLengths): readonly Range[] {
  const origins: Range[] = [];
  for (const { 0: part, index } of text.matchAll(letterWithMarks)) {
    const end = index + part.length;
    const length = lengths.get(part) ?? normalizedText(part).length;
    lengths.set(part, length);
    const last = origins.at(-1);
    if (length === 0 && last) {
      // What is left out belongs to what precedes it.
      origins[origins.length - 1] = [last[0], end];
    }
    for (let unit = 0; unit < length; unit++) {
      origins.push([index, end]);
    }
  }
  return origins;
}

function joined(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  let last: Range | undefined;
  for (const range of ranges) {
    if (last && range[0] <= last[1]) {
      last = [last[0], Math.max(last[1], range[1])];
      result[result.length - 1] = last;
    } else {
      last = range;
      result.push(range);
    }
  }
  return result;
}
