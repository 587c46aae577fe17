/** What conditions of the manifest ask for, by their names. What is not there is not set. */
export type Context = Readonly<Record<string, string | boolean>>;

/**
 * Whether a `when` of the manifest holds. It knows what our manifest uses: `&&`, `||`, `!`, `==`, `!=`, `=~` and parentheses.
 * @see https://code.visualstudio.com/api/references/when-clause-contexts
 */
export function holds(when: string | undefined, context: Context): boolean {
  const tokens = when?.match(/\(|\)|&&|\|\||!=|==|=~|!|'[^']*'|\/(?:\\.|[^/\\])+\/|[\w.:-]+/g) ?? [];
  let place = 0;
  const take = (token: string) => tokens[place] === token && ++place > 0;
  const either = (): boolean => {
    let result = both();
    while (take('||')) result = both() || result;
    return result;
  };
  const both = (): boolean => {
    let result = one();
    while (take('&&')) result = one() && result;
    return result;
  };
  const one = (): boolean => {
    if (take('!')) return !one();
    if (take('(')) {
      const result = either();
      if (!take(')')) throw new Error(`A parenthesis is open in ${when}`);
      return result;
    }
    const value = context[next()] ?? '';
    if (take('==')) return value === unquoted(next());
    if (take('!=')) return value !== unquoted(next());
    if (take('=~')) return new RegExp(next().slice(1, -1)).test(String(value));
    return value !== '' && value !== false;
  };
  const next = () => tokens[place++] ?? '';
  const result = when === undefined || either();
  if (place < tokens.length) throw new Error(`What is ${tokens[place]} in ${when}?`);
  return result;
}

function unquoted(text: string): string {
  return text.replace(/^'(.*)'$/, '$1');
}
