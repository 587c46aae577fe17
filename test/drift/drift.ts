import type { AskedRequest } from './askedRequests.ts';
import { type Description, type Operation, type Parameter, type Part } from './description.ts';
import { type KnownField, knownFields } from './knownFields.ts';

/** What the local tenant, which is to be as Auth0 is, knows beside what the extension asks. */
export interface TenantKnowledge {
  /** @param path with real IDs, below `/api/v2` */
  readonly knowsPath: (path: string) => Promise<boolean>;
  readonly knowsParameter: (path: string, name: string) => Promise<boolean>;
  readonly scopesOf: (path: string) => Promise<readonly string[]>;
}

/** How a description differs from what the extension asks and reads, one line for each difference. */
export interface Drift {
  /** What the extension asks or reads, and the description does not have. */
  readonly gone: readonly string[];
  /** What the description allows no more as the extension asks it. */
  readonly changed: readonly string[];
  /** What neither the extension nor the local tenant knows. */
  readonly added: readonly string[];
}

/** Compares a description with the requests of the extension, and with what the local tenant knows beside them. */
export async function driftOf(
  description: Description,
  asked: readonly AskedRequest[],
  tenant: TenantKnowledge,
): Promise<Drift> {
  const lines = { gone: new Set<string>(), changed: new Set<string>(), added: new Set<string>() };
  const byOperation = new Map<Operation, AskedRequest[]>();
  const answers: Answer[] = [];
  for (const request of asked) {
    const operation = description.find(request.path);
    if (operation) {
      byOperation.set(operation, [...(byOperation.get(operation) ?? []), request]);
    } else {
      lines.gone.add(`GET ${request.path}`);
    }
  }
  for (const [operation, requests] of byOperation) {
    const path = requests[0]?.example ?? '';
    const title = `GET ${operation.path}`;
    if (operation.isDeprecated) lines.changed.add(`${title}: deprecated`);
    const sent = new Set(requests.flatMap(({ query }) => query.map(([name]) => name)));
    for (const name of sent) {
      const parameter = operation.parameters.find((other) => other.name === name);
      if (!parameter) {
        lines.gone.add(`${title}: parameter ${name}`);
        continue;
      }
      const values = new Set(
        requests.flatMap(({ query }) => query.flatMap(([other, value]) => (other === name ? value : []))),
      );
      for (const problem of problemsOf(description, parameter, values))
        lines.changed.add(`${title}: parameter ${name} ${problem}`);
      if (name === 'fields') {
        for (const field of unknownFields(description, operation, requests))
          lines.gone.add(`${title}: field ${field}, which is asked for`);
      }
    }
    for (const { name, isRequired } of operation.parameters) {
      if (isRequired && !requests.every(({ query }) => query.some(([other]) => other === name))) {
        lines.changed.add(`${title}: parameter ${name} is required`);
      } else if (!sent.has(name) && !(await tenant.knowsParameter(path, name))) {
        lines.added.add(`${title}: parameter ${name}`);
      }
    }
    const scopes = new Set(requests.flatMap((request) => request.scopes));
    for (const scope of scopes) {
      if (!operation.scopes.includes(scope)) lines.gone.add(`${title}: scope ${scope}`);
    }
    const known = new Set([...scopes, ...(await tenant.scopesOf(path))]);
    for (const scope of operation.scopes) {
      if (!known.has(scope)) lines.added.add(`${title}: scope ${scope}`);
    }
    for (const { schema, query, field } of requests) {
      if (schema === undefined || !operation.answer) continue;
      const theirs = description.fieldsIn(operation.answer, field);
      // Of what names its fields, no other one is read.
      const isChosen = query.some(([name]) => name === 'fields');
      answers.push({ title, schema, theirs, isChosen });
    }
  }
  for (const schema of new Set(answers.map((answer) => answer.schema))) {
    const all = answers.filter((answer) => answer.schema === schema && answer.theirs.size > 0);
    const fields = all.filter(({ isChosen }) => !isChosen).map(({ theirs }) => theirs);
    const title = all[0]?.title ?? '';
    compareFields(
      description,
      { title, known: knownFields(schema), all: all.map(({ theirs }) => theirs), read: fields },
      lines,
    );
  }
  for (const operation of description.operations) {
    const isOfOrganizations = operation.path.includes('organization');
    const path = operation.path.replace(/\{\w+\}/g, 'none');
    if (isOfOrganizations && !byOperation.has(operation) && !(await tenant.knowsPath(path))) {
      lines.added.add(`GET ${operation.path}`);
    }
  }
  return { gone: [...lines.gone], changed: [...lines.changed], added: [...lines.added] };
}

/** How a parameter does not allow what is sent, or allows more. */
function problemsOf(description: Description, parameter: Parameter, values: ReadonlySet<string>): readonly string[] {
  const { schema, isDeprecated } = parameter;
  const allowed = description.valuesOf(schema);
  const { minimum, maximum, maxLength } = schema;
  const isPageLength = ['take', 'per_page'].includes(parameter.name);
  return [
    ...(isDeprecated ? ['is deprecated'] : []),
    ...[...values].flatMap((value) => [
      ...(allowed && !allowed.includes(value) ? [`does not allow ${value}`] : []),
      ...(typeof minimum === 'number' && Number(value) < minimum ? [`is at least ${minimum}, not ${value}`] : []),
      ...(typeof maximum === 'number' && Number(value) > maximum ? [`is at most ${maximum}, not ${value}`] : []),
      ...(isPageLength && typeof maximum === 'number' && Number(value) < maximum
        ? [`is up to ${maximum}, and ${value} is sent`]
        : []),
      ...(typeof maxLength === 'number' && value.length > maxLength
        ? [`has at most ${maxLength} characters, not ${value.length}`]
        : []),
    ]),
  ];
}

/** The fields that are asked for by name and that the answer does not have. */
function unknownFields(
  description: Description,
  { answer }: Operation,
  requests: readonly AskedRequest[],
): readonly string[] {
  if (!answer) return [];
  return requests.flatMap(({ query, field: list }) => {
    const theirs = description.fieldsIn(answer, list);
    const names = query.flatMap(([name, value]) => (name === 'fields' ? value.split(',') : []));
    return theirs.size === 0 ? [] : names.filter((name) => !theirs.has(name));
  });
}

/** The fields that come as an answer to a request. */
interface Answer {
  readonly title: string;
  readonly schema: string;
  readonly theirs: ReadonlyMap<string, Part>;
  /** Whether the request names the fields that it reads. */
  readonly isChosen: boolean;
}

interface FieldComparison {
  readonly title: string;
  readonly known: ReadonlyMap<string, KnownField>;
  /** The fields of each answer that holds such things. Not every answer has each of them. */
  readonly all: readonly ReadonlyMap<string, Part>[];
  /** Of these, the answers of which every field is read. */
  readonly read: readonly ReadonlyMap<string, Part>[];
  /** The names of the fields that hold these, with a dot behind each. */
  readonly above?: string;
  readonly isShared?: boolean;
}

function compareFields(
  description: Description,
  { title, known, all, read, above = '', isShared = false }: FieldComparison,
  lines: { readonly gone: Set<string>; readonly added: Set<string> },
): void {
  const add = (to: Set<string>, what: string) => to.add(`${title}: ${what}`);
  if (all.length > 0 && !isShared) {
    for (const name of known.keys()) {
      if (!all.some((fields) => fields.has(name))) add(lines.gone, `field ${above}${name}`);
    }
  }
  for (const name of new Set(read.flatMap((fields) => [...fields.keys()]))) {
    if (!known.has(name)) add(lines.added, `field ${above}${name}`);
  }
  for (const [name, field] of known) {
    const schemas = all.flatMap((fields) => fields.get(name) ?? []);
    const values = new Set(schemas.flatMap((schema) => description.valuesOf(schema) ?? []));
    if (values.size > 0 && field.values.length > 0) {
      for (const value of field.values) {
        if (!values.has(value)) add(lines.gone, `value ${value} of ${above}${name}`);
      }
      for (const value of field.isOpen ? [] : values) {
        if (!field.values.includes(value)) add(lines.added, `value ${value} of ${above}${name}`);
      }
    }
    const inside = (answers: FieldComparison['all']) =>
      answers
        .flatMap((fields) => fields.get(name) ?? [])
        .map((schema) => description.fieldsIn(schema))
        .filter(({ size }) => size > 0);
    if (field.fields.size > 0) {
      const inner = { title, known: field.fields, all: inside(all), read: inside(read), isShared: field.isShared };
      compareFields(description, { ...inner, above: `${above}${name}.` }, lines);
    }
  }
}
