import { SnapshotError } from './snapshotProblem.ts';

/** A line of a file. */
export interface FileLine {
  /** Counted from 1. */
  readonly number: number;
  /** Where the line begins in the file, and its length without the line break, in bytes. */
  readonly start: number;
  readonly length: number;
  readonly text: string;
  /** Whether a line break ends the line. Only the last line of a file can lack it. */
  readonly isEnded: boolean;
}

/** The longest line that is read, in bytes. An organization with 10,000 members takes about a tenth of it. */
export const LONGEST_LINE = 64 * 1024 * 1024;

const lineFeed = 0x0a;

/**
 * Splits a file into lines. No more than a line is in memory.
 * @param chunks the bytes of the file, in pieces of any size
 * @throws SnapshotError `notUtf8` or `tooLong`
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, longest = LONGEST_LINE): AsyncIterable<FileLine> {
  let number = 1;
  let start = 0;
  let length = 0;
  let parts: Uint8Array[] = [];
  const take = (isEnded: boolean): FileLine => {
    const line = { number, start, length, text: decoded(parts, number), isEnded };
    number += 1;
    start += length + 1;
    length = 0;
    parts = [];
    return line;
  };
  for await (const chunk of chunks) {
    let begin = 0;
    for (let end = chunk.indexOf(lineFeed); begin < chunk.length; end = chunk.indexOf(lineFeed, begin)) {
      const isEnded = end >= 0;
      const part = chunk.subarray(begin, isEnded ? end : chunk.length);
      begin += part.length + 1;
      length += part.length;
      if (length > longest) {
        throw new SnapshotError({ kind: 'tooLong', line: number });
      }
      parts.push(part);
      if (isEnded) {
        yield take(true);
      }
    }
  }
  if (length > 0) {
    yield take(false);
  }
}

function decoded(parts: readonly Uint8Array[], line: number): string {
  // An editor may have added a byte order mark, which the decoder drops.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
  } catch {
    throw new SnapshotError({ kind: 'notUtf8', line });
  }
}
