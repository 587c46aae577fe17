/** A query as a tree. */
export type Term =
  | { readonly type: 'or' | 'and'; readonly terms: readonly Term[] }
  | { readonly type: 'not'; readonly term: Term }
  /** As it is written, so a word, a text in quotes, or a range. */
  | { readonly type: 'value'; readonly field?: string; readonly written: string };

const openBracket = /\s*\(/y;
const closeBracket = /\s*\)/y;
const and = /\s+AND(?=[\s(])/y;
const or = /\s+OR(?=[\s(])/y;
const not = /\s*(?:NOT(?=[\s(])|-)/y;
/** `+` and `-` are operators only in front of a word. */
const fieldName = /\s*((?![+-])(?:\\.|[^\s\\"(){}[\]^~?!:/*])+):/sy;
const value =
  /\s*("(?:\\.|[^"\\])*"|[[{][^\]}]*[\]}]|(?![+-]|(?:AND|OR|NOT)(?![^\s)]))(?:\\.|(?!&&|\|\|)[^\s\\"(){}[\]^~?!:/])+)/sy;
const rest = /\s*$/y;

/** Reads a query, of which nothing may be left. */
export function readSyntax(text: string, refuse: (cause: string) => Error): Term {
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = position;
    const match = pattern.exec(text) ?? undefined;
    position += match?.[0].length ?? 0;
    return match;
  };
  const refusal = () => refuse(`Invalid Lucene query at position ${position}`);

  /** Within `field:( … )` there are values alone. */
  const readOr = (field?: string): Term => {
    const terms = [readAnd(field)];
    while (take(or)) terms.push(readAnd(field));
    return { type: 'or', terms };
  };
  const readAnd = (field?: string): Term => {
    const terms = [readOne(field)];
    while (take(and)) terms.push(readOne(field));
    return { type: 'and', terms };
  };
  const readOne = (outer?: string): Term => {
    if (take(not)) {
      return { type: 'not', term: readOne(outer) };
    }
    const written = outer === undefined ? take(fieldName)?.[1] : undefined;
    const field = written?.replaceAll(/\\(.)/gsu, '$1') ?? outer;
    if (take(openBracket)) {
      const inner = readOr(field);
      if (!take(closeBracket)) throw refusal();
      return inner;
    }
    const found = take(value)?.[1];
    if (found === undefined) throw refusal();
    return { type: 'value', written: found, ...(field !== undefined && { field }) };
  };

  const term = readOr();
  if (!take(rest)) {
    throw refusal();
  }
  return term;
}
