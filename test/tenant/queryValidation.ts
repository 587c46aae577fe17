import { badQuery } from './failures.ts';

interface IntegerRule {
  readonly type: 'integer';
  readonly description: string;
  readonly minimum: number;
  readonly maximum?: number;
}

interface BooleanRule {
  readonly type: 'boolean';
  readonly description: string;
}

interface StringRule {
  readonly type: 'string';
  readonly description: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
}

/** A parameter that can be sent more than once. */
interface StringsRule {
  readonly type: 'strings';
  readonly description: string;
  readonly maxItems?: number;
  /** All that it can be. */
  readonly among?: readonly string[];
}

type Rule = IntegerRule | BooleanRule | StringRule | StringsRule;

/** The query parameters that an endpoint knows; it refuses any other. */
export type QueryRules = Readonly<Record<string, Rule>>;

type Value<R extends Rule> = R extends IntegerRule
  ? number
  : R extends BooleanRule
    ? boolean
    : R extends StringsRule
      ? readonly string[]
      : string;

export type Query<R extends QueryRules> = { readonly [Name in keyof R]?: Value<R[Name]> };

/** The parameters of a request, or a refusal in the words of the Management API. */
export function readQuery<R extends QueryRules>(rules: R, sent: URLSearchParams): Query<R> {
  const names = [...new Set(sent.keys())];
  const unknown = names.filter((name) => !Object.hasOwn(rules, name));
  if (unknown.length > 0) {
    throw badQuery(`'Additional properties not allowed: ${unknown.join(',')}'`);
  }
  const values = Object.entries(rules)
    .filter(([name]) => sent.has(name))
    .map(([name, rule]) => [name, readValue(name, rule, sent.getAll(name))] as const);
  return Object.fromEntries(values) as Query<R>;
}

function readValue(name: string, rule: Rule, sent: readonly string[]): number | boolean | string | readonly string[] {
  const refuse = (cause: string) => badQuery(`'${cause}' on property ${name} (${rule.description})`);
  const [text = ''] = sent;
  if (rule.type === 'strings') {
    if (rule.maxItems !== undefined && sent.length > rule.maxItems) {
      throw refuse(`Array is too long (${sent.length}), maximum ${rule.maxItems}`);
    }
    const odd = sent.find((item) => rule.among?.includes(item) === false);
    if (odd !== undefined) {
      throw refuse(`No enum match for: ${odd}`);
    }
    return sent;
  }
  if (sent.length > 1) {
    throw refuse(`Expected type ${rule.type} but found type array`);
  }
  switch (rule.type) {
    case 'integer': {
      if (!/^-?\d{1,15}$/.test(text)) {
        throw refuse('Expected type integer but found type string');
      }
      const value = Number(text);
      if (value < rule.minimum) {
        throw refuse(`Value ${value} is less than minimum ${rule.minimum}`);
      }
      if (rule.maximum !== undefined && value > rule.maximum) {
        throw refuse(`Value ${value} is greater than maximum ${rule.maximum}`);
      }
      return value;
    }
    case 'boolean':
      if (text !== 'true' && text !== 'false') {
        throw refuse('Expected type boolean but found type string');
      }
      return text === 'true';
    case 'string':
      if (rule.minLength !== undefined && text.length < rule.minLength) {
        throw refuse(`String is too short (${text.length} chars), minimum ${rule.minLength}`);
      }
      if (rule.maxLength !== undefined && text.length > rule.maxLength) {
        throw refuse(`String is too long (${text.length} chars), maximum ${rule.maxLength}`);
      }
      if (rule.pattern && !rule.pattern.test(text)) {
        throw refuse(`String does not match pattern ${rule.pattern.source}: ${text}`);
      }
      return text;
  }
}
