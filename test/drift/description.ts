/** Any object of an OpenAPI description. */
export type Part = Readonly<Record<string, unknown>>;

/** What a description says of reading one path. */
export interface Operation {
  /** As the description spells it, such as `/organizations/{id}`. */
  readonly path: string;
  readonly isDeprecated: boolean;
  readonly parameters: readonly Parameter[];
  /** Of the security requirements and of the texts of refusals. */
  readonly scopes: readonly string[];
  readonly answer: Part | undefined;
}

/** A query parameter. */
export interface Parameter {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  readonly schema: Part;
}

/** An OpenAPI description of the Management API, as far as it is about reading. */
export class Description {
  readonly operations: readonly Operation[];
  readonly #root: Part;

  /** @param root the parsed file */
  constructor(root: unknown) {
    this.#root = partOf(root);
    this.operations = Object.entries(partOf(this.#root['paths'])).flatMap(([path, item]) => {
      const { get, parameters: shared } = partOf(item);
      return get === undefined ? [] : this.#operation(path, partOf(get), listOf(shared));
    });
  }

  /** @param path with `{}` in place of each ID */
  find(path: string): Operation | undefined {
    return this.operations.find((operation) => operation.path.replace(/\{\w+\}/g, '{}') === path);
  }

  /** The part that a reference leads to, or the part itself. */
  resolve(value: unknown): Part {
    const part = partOf(value);
    const reference = part['$ref'];
    if (typeof reference !== 'string' || !reference.startsWith('#/')) {
      return part;
    }
    let found: unknown = this.#root;
    for (const key of reference.slice(2).split('/')) {
      found = partOf(found)[key.replaceAll('~1', '/').replaceAll('~0', '~')];
    }
    return this.resolve(found);
  }

  /**
   * The fields of the objects that a schema stands for, of an array those of its items, of alternatives those of each.
   * @param list the field that holds the items, if the schema is of a list
   */
  fieldsIn(value: unknown, list?: string): ReadonlyMap<string, Part> {
    const schema = this.resolve(value);
    const parts = ['oneOf', 'anyOf', 'allOf'].flatMap((key) => listOf(schema[key]));
    const fields = partOf(schema['properties']);
    const inner = [...parts, ...('items' in schema ? [schema['items']] : [])];
    const isList = list !== undefined && list in fields;
    const own = isList
      ? this.fieldsIn(fields[list])
      : new Map(Object.entries(fields).map(([name, field]) => [name, partOf(field)]));
    return new Map([...own, ...inner.flatMap((part) => [...this.fieldsIn(part, list)])]);
  }

  /** The only texts that a schema allows, also as items of a list; `undefined` if it allows others. */
  valuesOf(value: unknown): readonly string[] | undefined {
    const schema = this.resolve(value);
    const values = listOf(schema['enum']).filter((text) => typeof text === 'string');
    if (values.length > 0) {
      return values;
    }
    return 'items' in schema ? this.valuesOf(schema['items']) : undefined;
  }

  #operation(path: string, get: Part, shared: readonly unknown[]): Operation {
    const parameters = [...shared, ...listOf(get['parameters'])].map((parameter) => this.resolve(parameter));
    const security = listOf(get['security']).flatMap((requirement) =>
      Object.values(partOf(requirement)).flatMap(listOf),
    );
    const { 200: answer, 403: refusal } = partOf(get['responses']);
    const content = partOf(partOf(this.resolve(answer)['content'])['application/json']);
    return {
      path,
      isDeprecated: get['deprecated'] === true,
      parameters: parameters
        .filter((parameter) => parameter['in'] === 'query')
        .map((parameter) => ({
          name: String(parameter['name']),
          isRequired: parameter['required'] === true,
          isDeprecated: parameter['deprecated'] === true,
          schema: this.resolve(parameter['schema']),
        })),
      scopes: [...new Set([...scopesIn(security.join(' ')), ...scopesIn(JSON.stringify(refusal ?? ''))])],
      answer: 'schema' in content ? this.resolve(content['schema']) : undefined,
    };
  }
}

/** The scopes in a text. */
export function scopesIn(text: string): readonly string[] {
  return text.match(/\bread:[\w]+/g) ?? [];
}

/** An object, or an empty one in place of anything else. */
export function partOf(value: unknown): Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
