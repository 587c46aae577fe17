/** How the values of a field can be searched. */
export interface LuceneField {
  readonly isCaseSensitive: boolean;
  /** Where a value may have a `*`; a contained text and an ending need 3 characters. */
  readonly wildcards: 'none' | 'end' | 'both';
  /** Whether `[2026-08-01 TO *]` is a value, as for dates. */
  readonly hasRanges?: boolean;
  /** How many characters at the beginning of a value are found, all by default. */
  readonly longestIndexed?: number;
}

const leastContained = 3;
const range = /^([[{])\s*(\S+)\s+TO\s+(\S+)\s*([\]}])$/;

/** What a value of a query, as it is written, finds in a field. */
export function matcherOf(
  field: string,
  rules: LuceneField,
  written: string,
  refuse: (cause: string) => Error,
): (text: string) => boolean {
  if (/^[[{]/.test(written)) {
    const [, open = '', from = '', to = '', close = ''] = range.exec(written) ?? [];
    if (!rules.hasRanges || open === '') {
      throw refuse(`Unsupported range on ${field}`);
    }
    const [first, last] = [from, to].map((bound) => bound.replaceAll(/\\(.)|"/g, '$1'));
    return (text) => isInside(text, { first, isFirstIn: open === '[', last, isLastIn: close === ']' });
  }
  const fold = (text: string) => (rules.isCaseSensitive ? text : text.toLowerCase());
  const { start, literal, end, hasStarWithin } = readWildcards(written);
  if (hasStarWithin || (start && rules.wildcards !== 'both') || (end && rules.wildcards === 'none')) {
    throw refuse(`Unsupported wildcard on ${field}`);
  }
  if (start && literal.length < leastContained) {
    throw refuse(`Substring matching on ${field} requires at least ${leastContained} characters`);
  }
  const wanted = fold(literal);
  const matches = (text: string) => {
    if (start) {
      return end ? text.includes(wanted) : text.endsWith(wanted);
    }
    return end ? text.startsWith(wanted) : text === wanted;
  };
  return (text) => matches(fold(text).slice(0, rules.longestIndexed));
}

/** A star counts as a wildcard unless it is escaped or quoted. */
function readWildcards(written: string) {
  const isQuoted = written.startsWith('"');
  const inner = isQuoted ? written.slice(1, -1) : written;
  const parts = [...inner.matchAll(/\\(.)|(.)/gsu)].map(([, escaped, plain = '']) =>
    escaped !== undefined || isQuoted ? { text: escaped ?? plain } : plain === '*' ? '*' : { text: plain },
  );
  const start = parts[0] === '*';
  const end = parts.length > 1 && parts.at(-1) === '*';
  const middle = parts.slice(start ? 1 : 0, end ? -1 : undefined);
  const literal = middle.map((part) => (part === '*' ? '' : part.text)).join('');
  return { start, literal, end, hasStarWithin: middle.includes('*') };
}

interface Bounds {
  readonly first: string | undefined;
  readonly isFirstIn: boolean;
  readonly last: string | undefined;
  readonly isLastIn: boolean;
}

/** ISO dates are in the order of their texts. A day stands for all its moments, which begin with its text. */
function isInside(text: string, { first = '*', isFirstIn, last = '*', isLastIn }: Bounds): boolean {
  const isAfter = first === '*' || (text.startsWith(first) ? isFirstIn : text > first);
  const isBefore = last === '*' || (text.startsWith(last) ? isLastIn : text < last);
  return isAfter && isBefore;
}
