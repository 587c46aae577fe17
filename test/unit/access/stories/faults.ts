import type { StoryFault } from './storyTenant.ts';

/** A way in which an answer can be no answer, without the requests that it befalls. */
export interface Fault extends Omit<StoryFault, 'befalls'> {
  readonly name: string;
  /** Whether the answer says that there is no such thing, which it may be believed. */
  readonly denies?: true;
  /** Whether the answer is one, with texts that nobody expects. */
  readonly isReadable?: true;
}

const problem = (status: number, message: string, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: () => JSON.stringify({ statusCode: status, error: 'Refused', message }),
});
const page = '<!doctype html><title>524</title><p>A timeout occurred</p>';
const text = (value: string) => ({ status: 200, body: () => value });

/** A copy of an answer in which values are others: all of them, the items of a list, or an object that is the answer. */
function changed(answer: string, changes: 'values' | 'objects' | 'texts', change: (value: unknown) => unknown): string {
  const names = ['name', 'display_name', 'description', 'message', 'user_name', 'nickname', 'client_name', 'email'];
  const copy = (value: unknown, isTop: boolean, key = ''): unknown => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    // The frame of a list stays as it is.
    if (changes === 'objects' && isObject && !(isTop && 'start' in value)) {
      return change(value);
    }
    if (Array.isArray(value)) {
      return value.map((one) => copy(one, false, key));
    }
    if (isObject) {
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copy(field, false, name)]));
    }
    return (changes === 'values' && typeof value !== 'number') || (changes === 'texts' && names.includes(key))
      ? change(value)
      : value;
  };
  return JSON.stringify(copy(JSON.parse(answer), true));
}

const contents = (
  name: string,
  changes: 'values' | 'objects' | 'texts',
  change: (value: unknown) => unknown,
): Fault => ({
  name,
  status: 200,
  body: (answer) => changed(answer, changes, change),
  ...(changes === 'texts' && { isReadable: true }),
});

const hostile = '](command:evil) **x** <img src=x onerror=alert(1)> [a](https://evil.example) `c` | --- {0} ';

/** Every kind of answer that proves nothing. */
export const faults: readonly Fault[] = [
  { name: '403 for a scope', ...problem(403, 'Insufficient scope, expected any of: read:everything.') },
  { name: '403 for the plan', ...problem(403, 'Please upgrade your subscription to use this.') },
  {
    name: '403 for fields',
    ...problem(403, 'Some fields cannot be read with the permissions granted by the bearer token scopes.'),
  },
  { name: '404 of anything', denies: true, ...problem(404, 'Not Found') },
  { name: '429 with a time', ...problem(429, 'Global limit has been reached', { 'retry-after': '2' }) },
  { name: '429 without headers', ...problem(429, 'Global limit has been reached') },
  { name: '500', ...problem(500, 'Internal Server Error') },
  { name: '503 as a page', status: 503, type: 'text/html', body: () => page },
  { name: 'a body that is cut off', status: 200, isCut: true, body: (answer) => answer.slice(0, answer.length / 2) },
  { name: 'a page', status: 200, type: 'text/html', body: () => page },
  { name: 'no body', ...text('') },
  { name: 'null', ...text('null') },
  { name: 'an empty object', ...text('{}') },
  { name: 'a list of other things', ...text('[null, 1, "x", []]') },
  { name: 'a text', ...text('"healthy"') },
  { name: 'half of the JSON', status: 200, body: (answer) => answer.slice(0, answer.length / 2) },
  contents('null for each value', 'values', () => null),
  contents('numbers for texts', 'values', () => 7),
  contents('lists for values', 'values', () => []),
  contents('empty objects', 'objects', () => ({})),
  contents('null for objects', 'objects', () => null),
  contents('lists for objects', 'objects', () => []),
  contents('huge texts', 'texts', () => 'x'.repeat(20_000)),
  contents('hostile Markdown', 'texts', () => hostile),
];
