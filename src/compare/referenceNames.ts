import * as l10n from '@vscode/l10n';
import { type ApiError, isDenied, recover } from '../api/apiError.ts';
import { isRecord, type JsonObject, readObject, textAt } from '../api/jsonFields.ts';
import { PageReader } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { applicationList } from '../sections/clients.ts';
import { firstTextField, type Item } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { grouped, idPath, type Kind, type Reference, referencesIn, ruleOf, type SectionRule } from './sectionRules.ts';

/** The names of the things of a tenant, by kind and ID. */
export type Names = Readonly<Record<Kind, ReadonlyMap<string, string>>>;

/** What is known of a tenant that tells no name. */
export const noNames: Names = ofEachKind(() => new Map<string, string>());

/** An ID without a name, and the field that it keeps from being compared. */
type Unnamed = Omit<Reference, 'kind'>;

/** The IDs without a name in an item: also its own, if nothing that it is matched by says what it is. */
export function unnamedIn(rule: SectionRule, item: Item, names: Names): readonly Unnamed[] {
  const field = idPath(rule);
  const isNamed = rule.matchedBy.some((path) => textAt(item, path).trim() !== '');
  const unnamed = referencesIn(rule, item).filter(({ kind, id }) => !names[kind].has(id));
  return isNamed ? unnamed : [...unnamed, { id: textAt(item, field), field }];
}

/** Collects names from the items of sections. */
export function namesIn(sections: Iterable<readonly [name: string, items: readonly Item[]]>): Names {
  const names = ofEachKind(() => new Map<string, string>());
  for (const [section, items] of sections) {
    const { names: named } = ruleOf(section);
    if (!named) {
      continue;
    }
    for (const item of items) {
      const own = textAt(item, named.name);
      const isOwned = named.owner !== undefined && textAt(item, named.owner) !== '';
      const id = textAt(item, named.id);
      if (id !== '' && own.trim() !== '') {
        addName(names[named.kind], id, named.owner === undefined ? own : roleName(own, isOwned));
      }
    }
  }
  return names;
}

/** A name that no other role has, whatever the tenant and the organization call theirs. */
function roleName(own: string, isOwned: boolean): string {
  return isOwned ? `${own} (organization)` : own.replace(/ \((?:organization|tenant)\)$/, '$& (tenant)');
}

/** Of several names, always the same one, whatever the order. */
function addName(names: Map<string, string>, id: string, name: string): void {
  const known = names.get(id);
  if (known === undefined || name < known) {
    names.set(id, name);
  }
}

/**
 * The names of what items refer to, without those that several things of their kind have: which one is meant cannot be
 * said.
 * @param own the names that sections tell
 * @param more names that the tenant has besides; there can be thousands, which are not copied
 */
export function uniqueNames(own: Names, more: Names, references: readonly Reference[]): Names {
  return ofEachKind((kind) => {
    const names = new Map(own[kind]);
    for (const { id } of references.filter((each) => each.kind === kind)) {
      const name = more[kind].get(id);
      if (name !== undefined) {
        addName(names, id, name);
      }
    }
    const counts = new Map<string, number>();
    for (const name of names.values()) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const [id, name] of counts.size > 0 ? more[kind] : []) {
      const count = counts.get(name);
      if (count !== undefined && names.get(id) !== name) {
        counts.set(name, count + 1);
      }
    }
    return new Map([...names].filter(([, name]) => counts.get(name) === 1));
  });
}

function ofEachKind<T>(make: (kind: Kind) => T): Readonly<Record<Kind, T>> {
  return {
    application: make('application'),
    connection: make('connection'),
    role: make('role'),
    profile: make('profile'),
  };
}

/** An item in the form in which it is compared, with the IDs in it that have no name. */
interface NamedItem {
  readonly normal: JsonObject;
  readonly unnamed: readonly Unnamed[];
}

/**
 * Says in each field with an ID without a name that it is not compared: in an item, and in the one of the other side that
 * is the same apart from such fields, or else is matched by the same texts; also in items that are left over beside it.
 */
export function settleUnnamed<T extends NamedItem>(
  sides: readonly [readonly T[], readonly T[]],
  { matchedBy, references = {} }: SectionRule,
): readonly [readonly T[], readonly T[]] {
  const fieldsOf = ({ unnamed }: T) => [...new Set(unnamed.map(({ field }) => field))];
  const all = sides.flat();
  const kinds = new Map(all.map((item) => [item, fieldsOf(item).join(' ')]));
  const isNameless = (item: T) => kinds.get(item) !== '';
  if (!all.some(isNameless)) {
    return sides;
  }
  const keyOf = ({ normal }: T) =>
    JSON.stringify(
      matchedBy.map((path) => (Object.hasOwn(references, path) ? '' : textAt(normal, path).toLowerCase())),
    );
  const texts = new Map(all.map((item) => [item, JSON.stringify([item.normal, item.unnamed])]));
  const wholeText = (item: T) => texts.get(item) ?? '';
  // A tenant can send its items in another order each time.
  const inOrder = (own: readonly T[]) => own.toSorted((one, other) => (wholeText(one) < wholeText(other) ? -1 : 1));
  const [first, second] = [inOrder(sides[0]), inOrder(sides[1])];
  const unnamedFields = [...new Set(all.flatMap(fieldsOf))];
  const textWithout = (fields: readonly string[], { normal }: T) =>
    JSON.stringify(fields.reduce((before, field) => withText(before, field.split('.'), ''), normal));
  const namedText = (item: T) => keyOf(item) + textWithout(unnamedFields, item);
  const isUnnamed = (item: T, other: T) => isNameless(item) || isNameless(other);
  // Made once for each kind of others: the pairs can be many.
  const namedParts = new Map(all.map((item) => [item, new Map<string, string>()]));
  const namedPart = (item: T, other: T) => {
    const [made, kind = ''] = [namedParts.get(item), kinds.get(other)];
    const text = made?.get(kind) ?? textWithout([...fieldsOf(item), ...fieldsOf(other)], item);
    made?.set(kind, text);
    return text;
  };
  const isSame = (item: T, other: T) => isUnnamed(item, other) && namedPart(item, other) === namedPart(other, item);
  const partners = new Map<T, T>();
  const isLeft = (each: T) => !partners.has(each);
  // Only items with one text can match.
  for (const [groupOf, isMatch] of [
    [wholeText, (item: T, other: T) => !isUnnamed(item, other)],
    [namedText, isSame],
    [keyOf, isUnnamed],
  ] as const) {
    const others = grouped(second.filter(isLeft), groupOf);
    for (const [text, items] of grouped(first.filter(isLeft), groupOf)) {
      pairUp(items, others.get(text) ?? [], isMatch, partners);
    }
  }
  const settle = (own: readonly T[], others: readonly T[]): readonly T[] => {
    const left = new Map(others.filter(isNameless).map((item) => [keyOf(item), item.unnamed]));
    return own.map((item) => {
      // Which of several items the other side lacks is not known either, if one of its items has no name.
      const unnamed = partners.get(item)?.unnamed ?? left.get(keyOf(item)) ?? [];
      return { ...item, normal: withUnnamed(item.normal, [...item.unnamed, ...unnamed]) };
    });
  };
  return [settle(sides[0], second), settle(sides[1], first)];
}

/** Pairs as many items as possible, each with the first of the others that it fits. */
function pairUp<T extends object>(
  items: readonly T[],
  others: readonly T[],
  isMatch: (item: T, other: T) => boolean,
  partners: Map<T, T>,
): void {
  const takeFirst = (list: T[], item: T) => {
    const place = list.findIndex((other) => isMatch(item, other));
    return place < 0 ? undefined : list.splice(place, 1)[0];
  };
  const free = [...others];
  let hopeful = others;
  for (const item of items) {
    let partner = takeFirst(free, item);
    const untried = partner ? [] : [...hopeful];
    // An item that fits several leaves its partner to one that fits no other. Each of these waits for that of the next one.
    const waiting = [item];
    while (!partner && waiting.length > 0) {
      const wanted = takeFirst(untried, waiting.at(-1) ?? item);
      const rival = wanted && partners.get(wanted);
      if (rival) waiting.push(rival);
      else waiting.pop();
      partner = rival && takeFirst(free, rival);
    }
    // What was tried in vain is of no use to a later item either, and would be tried again and again.
    hopeful = partner ? hopeful : untried;
    while (partner) {
      const taker = waiting.pop() ?? item;
      const former = partners.get(taker);
      partners.set(taker, partner).set(partner, taker);
      partner = former;
    }
  }
}

function withUnnamed(normal: JsonObject, unnamed: readonly Unnamed[]): JsonObject {
  return unnamed.reduce((before, { field }) => {
    const reasons = unnamed.filter((other) => other.field === field).map(describeUnnamed);
    const why = [...new Set(reasons)].sort().join(' ');
    return withText(before, field.split('.'), l10n.t('Not compared: {0}', why));
  }, normal);
}

/** Puts a text in the place of a field, if there is one. */
function withText(value: JsonObject, [field = '', ...below]: readonly string[], text: string): JsonObject {
  const { [field]: content } = value;
  if (content === undefined) {
    return value;
  }
  return { ...value, [field]: below.length > 0 && isRecord(content) ? withText(content, below, text) : text };
}

/** Why a field is not compared. */
export function describeUnnamed({ id }: Unnamed): string {
  return l10n.t('The name of {0} is not known, or not unique.', id);
}

/** Tells the names of things of a tenant that no section of an organization tells. */
export type ReadNames = (references: readonly Reference[], context: RequestContext) => Promise<Names>;

/**
 * Reads names of a tenant once: of all applications together, and of each connection by itself. What the tenant refuses
 * has no name, and is asked for again in another context alone, since the token can be another one then. No application
 * has a name if the list of them was not read to its end: another may have the same name.
 * @param beforePage called before each page of the list. If it throws `cancelled`, the list counts as refused
 */
export function namesOfTenant(
  tenants: Pick<Tenants, 'pages' | 'read'>,
  domain: string,
  beforePage?: () => Promise<void>,
): ReadNames {
  let applications: Promise<ReadonlyMap<string, string>> | undefined;
  const connections = new Map<string, string>();
  const refused = new Set<string>();
  let last: RequestContext | undefined;
  const readOnce = async (context: RequestContext) => {
    const names = await readApplications(tenants, domain, context, beforePage);
    if (!names) {
      refused.add(applicationList.path);
    }
    return names ?? new Map<string, string>();
  };
  const readConnection = async (id: string, context: RequestContext) => {
    const query = { fields: 'name', include_fields: 'true' };
    const path = `/connections/${encodeURIComponent(id)}`;
    const answer = await recover(tenants.read(domain)(path, query, context), isNoAnswer, () => ({}));
    const name = isRecord(answer) ? firstTextField(answer, 'name') : '';
    if (name === '') {
      refused.add(id);
    } else {
      connections.set(id, name);
    }
  };
  return async (references, context) => {
    if (last !== context) {
      applications = refused.has(applicationList.path) ? undefined : applications;
      refused.clear();
      last = context;
    }
    if (references.some(({ kind }) => kind === 'application')) {
      applications ??= readOnce(context).catch((error: unknown) => {
        // A failure is no answer.
        applications = undefined;
        throw error;
      });
    }
    // Before the connections: after a failure of theirs, nobody would wait for it.
    const application = (await applications) ?? noNames.application;
    for (const { kind, id } of references) {
      if (kind === 'connection' && !connections.has(id) && !refused.has(id)) {
        await readConnection(id, context);
      }
    }
    return { ...noNames, application, connection: connections };
  };
}

function isNoAnswer(error: ApiError): boolean {
  return isDenied(error) || error.reason === 'notFound' || error.reason === 'missingFeature';
}

/** @returns `undefined` if the tenant refuses the list, or sends no more of it */
async function readApplications(
  tenants: Pick<Tenants, 'pages'>,
  domain: string,
  context: RequestContext,
  beforePage?: () => Promise<void>,
): Promise<ReadonlyMap<string, string> | undefined> {
  const pages = new PageReader(tenants.pages(domain, applicationList, readObject), (item) =>
    firstTextField(item, 'client_id'),
  );
  const isDeclined = (error: ApiError) => error.reason === 'cancelled' && !context.signal.aborted;
  await recover(
    pages.readToEnd(context, beforePage),
    (error) => isNoAnswer(error) || isDeclined(error),
    () => undefined,
  );
  if (!pages.isComplete) {
    return undefined;
  }
  const names = pages.items.map((item) => [firstTextField(item, 'client_id'), firstTextField(item, 'name')] as const);
  // A blank name would read as none.
  return new Map(names.filter(([, name]) => name !== ''));
}

/** The names of the roles that an organization owns, by their IDs, which are new for every organization. */
export function ownedRoles(roles: readonly Item[]): ReadonlyMap<string, string> {
  return namesIn([['roles', roles.filter((role) => textAt(role, 'owner_id') !== '')]]).role;
}

/** An item with what tells roles that the organization owns from others in place of their IDs. @param owned their names by their IDs */
export function withOwnedRoles(item: Item, owned: ReadonlyMap<string, string>): Item {
  const { roles } = item;
  const named = (role: unknown): unknown => {
    if (typeof role === 'string') return owned.get(role) ?? role;
    return isRecord(role) && owned.has(textAt(role, 'id')) ? { name: role['name'], type: 'organization' } : role;
  };
  return Array.isArray(roles) ? { ...item, roles: roles.map(named) } : item;
}

/**
 * Tells of an item which of its roles can be the same as one of the other organization of its tenant, if it is not known
 * which roles the organizations own: it has another ID and no other name.
 * @param others the items of the other organization
 */
export function unclearRoles(others: readonly Item[]): (item: Item) => readonly Unnamed[] {
  const roles = others.flatMap(rolesOf);
  const [ids, names] = [new Set(roles.map(({ id }) => id)), new Set(roles.map(({ name }) => name))];
  return (item) => rolesOf(item).filter(({ id, name }) => !ids.has(id) && names.has(name));
}

/** The roles of a member, or of an invitation, which has their IDs alone. */
function rolesOf({ roles }: Item): readonly (Unnamed & { readonly name: string })[] {
  const own: readonly unknown[] = Array.isArray(roles) ? roles : [];
  return own.map((role) => {
    const fields = isRecord(role) ? role : { id: role };
    return { id: textAt(fields, 'id'), name: textAt(fields, 'name'), field: 'roles' };
  });
}
