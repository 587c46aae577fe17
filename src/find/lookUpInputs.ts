import { ApiError } from '../api/apiError.ts';
import { isCompleteOrganizationId, isOrganizationName, type Organization } from '../api/organization.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { idsIn } from '../organizations/organizationIds.ts';
import type { Tenants } from '../tenants/tenants.ts';

/** A text that is looked up, and the answers so far. */
export interface LookUp extends LookUpInput {
  /** One organization of an ID, and of a name one in each tenant that has it. */
  readonly found: readonly FoundOrganization[];
  /** The tenants that do not have it. */
  readonly lackedBy: readonly string[];
  /** The tenants that are still to be asked, one after the other. Empty once the organization with an ID is found. */
  readonly toAsk: readonly string[];
  /** Why tenants of `toAsk` have not answered. */
  readonly failures?: readonly LookUpFailure[];
}

/** An organization that was found. */
export interface FoundOrganization extends KnownOrganization {
  /** When it was read, if it was known before. */
  readonly readAt?: Date | undefined;
}

/** A tenant that has not answered. */
interface LookUpFailure {
  readonly domain: string;
  readonly error: ApiError;
}

/** What is known without a request. */
export type Knowledge = Pick<
  KnownOrganizations,
  'domains' | 'finder' | 'byName' | 'withoutId' | 'mayHaveId' | 'readAt'
>;

/**
 * The tenants that may have some of the organizations, also those of which all is loaded: it can be new since. Each tenant
 * can have another organization with the same name.
 */
export function tenantsFor(inputs: readonly LookUpInput[], known: Knowledge): readonly string[] {
  const find = known.finder();
  const candidates = new Set(
    inputs.flatMap(({ key }) => {
      if (!key || (key.kind === 'id' && find(key.value))) {
        return [];
      }
      return key.kind === 'id' ? known.mayHaveId(key.value) : known.domains;
    }),
  );
  return known.domains.filter((domain) => candidates.has(domain));
}

/**
 * Finds what is known, and plans the requests for the rest. An ID is looked for until it is found; a name in each tenant,
 * since each can have another organization with it.
 * @param asked the tenants that may be asked; names are looked up in these alone
 */
export function planLookUps(
  inputs: readonly LookUpInput[],
  known: Knowledge,
  asked: readonly string[],
): readonly LookUp[] {
  const findId = known.finder();
  const hasNames = inputs.some(({ key }) => key?.kind === 'name');
  const named = hasNames ? asked.map((domain) => ({ domain, organizations: known.byName(domain) })) : [];
  const withTime = (found: KnownOrganization): FoundOrganization => ({ ...found, readAt: known.readAt(found) });
  const findName = (name: string): readonly FoundOrganization[] =>
    named.flatMap(({ domain, organizations }) => {
      const organization = organizations.get(name);
      return organization ? [withTime({ domain, organization })] : [];
    });
  const candidates = (id: string) => known.mayHaveId(id).filter((domain) => asked.includes(domain));
  return inputs.map((input) => {
    const { key } = input;
    if (!key) {
      return { ...input, found: [], lackedBy: [], toAsk: [] };
    }
    if (key.kind === 'id') {
      const found = findId(key.value);
      return found
        ? { ...input, found: [withTime(found)], lackedBy: [], toAsk: [] }
        : { ...input, found: [], lackedBy: known.withoutId(key.value), toAsk: candidates(key.value) };
    }
    const found = findName(key.value);
    const toAsk = asked.filter((domain) => !found.some((place) => place.domain === domain));
    return { ...input, found, lackedBy: [], toAsk };
  });
}

/** The look-ups that are not finished. */
export function openLookUps(lookUps: readonly LookUp[]): readonly LookUp[] {
  return lookUps.filter(({ toAsk }) => toAsk.length > 0);
}

/** The most requests that finishing the look-ups can take, apart from retries. */
export function maximumRequests(lookUps: readonly LookUp[]): number {
  return lookUps.reduce((sum, { toAsk }) => sum + toAsk.length, 0);
}

/** The key by which an organization is looked up. */
export interface OrganizationKey {
  readonly kind: 'id' | 'name';
  readonly value: string;
}

/** A text that is looked up. */
export interface LookUpInput {
  readonly text: string;
  /** Absent if the text can be neither an ID nor a name. */
  readonly key?: OrganizationKey;
}

/**
 * The texts of lists, also of lists copied from JSON, SQL or Markdown: what double quotes hold, or what stands between
 * separators, of which no ID or name has any.
 */
const textInList = /"([^"\r\n]*)"|[^\s,;|"'`“”„«»()[\]{}<>]+/g;

/** What marks the entries of lists and the rules of tables in Markdown, YAML and mails. No name is without a letter or digit. */
const marker = /^(?:[-*+•–—:]*|\d+\.)$/;

/** The other marker, which without its bracket can be a name. */
const numberAtStart = /^[ \t]*\d+\)(?=[ \t])/gm;

/** The texts of a pasted list, in order. */
export function textsInList(list: string): readonly string[] {
  return [...list.replace(numberAtStart, '').matchAll(textInList)]
    .map(([text, quoted]) => (quoted ?? text).trim())
    .filter((text) => !marker.test(text));
}

/** What a text asks to look up. */
export interface ListInputs {
  readonly inputs: readonly LookUpInput[];
  /** The same with the words beside the IDs that can be names, if there are some. */
  readonly withNames?: readonly LookUpInput[];
}

/** What separates the entries of lists, in which a space can stand. */
const entrySeparators = /[\t\n\r,;|"'`“”„«»()[\]{}<>]+/;

/**
 * Reads a text. Of one with IDs, the IDs alone are meant: the words around them can be prose. Without an ID, it has to be a
 * list of names: one word between separators, or lower case words alone, since an input turns line breaks into spaces.
 * @returns `undefined` for prose without IDs, and without anything that could be looked up
 */
export function readList(text: string): ListInputs | undefined {
  const words = textsInList(text);
  const parts = words.map((word) => ({ word, ids: idsOf(word) }));
  const inputs = lookUpInputs(parts.flatMap(({ ids }) => ids));
  if (inputs.length > 0) {
    const meant = parts.flatMap(({ word, ids }) => (ids.length > 0 ? ids : organizationKey(word) ? [word] : []));
    const withNames = lookUpInputs(meant);
    return withNames.length > inputs.length ? { inputs, withNames } : { inputs };
  }
  const entries = text
    .replace(numberAtStart, '')
    .replace(/"[^"\r\n]*"/g, '"x"')
    .split(entrySeparators);
  const isList = words.every(isOrganizationName) || entries.every((entry) => textsInList(entry).length <= 1);
  return isList ? readable(words) : undefined;
}

/** Reads texts of which each is an ID, a name or a text with IDs. */
export function readTexts(texts: readonly string[]): ListInputs | undefined {
  return readable(
    textsInList(texts.join('\n')).flatMap((text) => {
      const ids = idsOf(text);
      return ids.length > 0 ? ids : [text];
    }),
  );
}

/** An ID is found also inside a text, such as a web address or `organization=org_…`. */
function idsOf(text: string): readonly string[] {
  return idsIn(text).map(({ id }) => id);
}

function readable(texts: readonly string[]): ListInputs | undefined {
  const inputs = lookUpInputs(texts);
  return inputs.some(({ key }) => key !== undefined) ? { inputs } : undefined;
}

/** The inputs for some texts. An organization is there once, at its first appearance. */
export function lookUpInputs(texts: readonly string[]): readonly LookUpInput[] {
  const inputs = new Map<string, LookUpInput>();
  for (const text of texts) {
    const key = organizationKey(text);
    const value = key?.value ?? text;
    if (!inputs.has(value)) {
      inputs.set(value, key ? { text, key } : { text });
    }
  }
  return [...inputs.values()];
}

/** Only a text with the length of an ID is an ID, since names can begin with `org_`, too. Names are lowercase. */
function organizationKey(text: string): OrganizationKey | undefined {
  if (isCompleteOrganizationId(text)) {
    return { kind: 'id', value: text };
  }
  const name = text.toLowerCase();
  return isOrganizationName(name) ? { kind: 'name', value: name } : undefined;
}

/**
 * Asks a tenant for one organization.
 * @returns `undefined` if the tenant does not have it
 * @throws ApiError
 */
type AskTenant = (domain: string, key: OrganizationKey) => Promise<Organization | undefined>;

/** The number of requests at once. The rate limiter decides how many a second. */
const AT_ONCE = 4;

/**
 * Makes the planned requests, tenant by tenant: a tenant is asked only for IDs that were found in none before it. A failure
 * ends the requests of its kind to its tenant, and what was not answered keeps the failure. A second run makes the requests that are
 * left.
 * @param domains the tenants in the order in which they are asked
 * @param onAnswer called after each answer
 */
export async function runLookUps(
  lookUps: readonly LookUp[],
  domains: readonly string[],
  ask: AskTenant,
  onAnswer: () => void = () => undefined,
): Promise<readonly LookUp[]> {
  const results = lookUps.map(({ failures, ...lookUp }): LookUp => lookUp);
  for (const domain of domains) {
    await askTenant(results, domain, ask, onAnswer);
  }
  return results;
}

/** Puts the answers in place of the look-ups. */
async function askTenant(results: LookUp[], domain: string, ask: AskTenant, onAnswer: () => void): Promise<void> {
  const questions = results
    .flatMap((lookUp, place) => {
      const { key, toAsk } = lookUp;
      return key && toAsk.includes(domain) ? [{ lookUp, place, key }] : [];
    })
    .values();
  // A token can lack the scope for names and have the one for IDs.
  const stops: Partial<Record<OrganizationKey['kind'], ApiError>> = {};
  const work = async () => {
    for (const { lookUp, place, key } of questions) {
      const stop = stops[key.kind];
      try {
        if (stop) {
          throw stop;
        }
        results[place] = withAnswer(lookUp, domain, await ask(domain, key));
        onAnswer();
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
        // The tenant refuses this key, but may answer the others.
        if (error.reason !== 'badRequest') {
          stops[key.kind] ??= error;
        }
        results[place] = { ...lookUp, failures: [...(lookUp.failures ?? []), { domain, error }] };
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function withAnswer(lookUp: LookUp, domain: string, organization: Organization | undefined): LookUp {
  const { key, found, lackedBy } = lookUp;
  const toAsk = lookUp.toAsk.filter((other) => other !== domain);
  return organization
    ? { ...lookUp, found: [...found, { domain, organization }], toAsk: key?.kind === 'id' ? [] : toAsk }
    : { ...lookUp, lackedBy: [...lackedBy, domain], toAsk };
}

/** A row of the table. */
export interface TableRow {
  readonly input: string;
  readonly organization?: Organization;
  /** The tenants that the row is about. */
  readonly domains: readonly string[];
  readonly result: string;
}

/** The names of the columns of the table, as in `docs/commands.md`. */
export const tableColumns = ['input', 'id', 'name', 'tenant', 'result'];

/**
 * The cells of the table, as in `docs/commands.md`. The name is the one that is unique in a tenant: the display name
 * stands behind each ID in the editor.
 */
export function cellsOf(rows: readonly TableRow[], tenants: Pick<Tenants, 'titlesOf'>): readonly (readonly string[])[] {
  return rows.map(({ input, organization: { id = '', name = '' } = {}, domains, result }) => [
    input,
    id,
    name,
    tenants.titlesOf(domains),
    result,
  ]);
}
