import { isOrganizationId, isOrganizationName } from '../api/organization.ts';
import { type DomainProblem, parseDomain } from '../api/tenantDomain.ts';
import { keysIn } from '../documents/documentAddress.ts';
import { isSearchText } from '../documents/vscodeLink.ts';
import { isClientId } from '../sections/clients.ts';
import { isUserId } from '../users/userAddress.ts';

/** What a link from outside VS Code leads to. */
export type LinkTarget = OrganizationTarget | InsideTarget | TenantTarget | LoginTarget | SearchTarget;

/** An organization. */
interface OrganizationTarget {
  /** Absent if the user has to choose the tenant. */
  readonly domain?: string;
  readonly by: 'id' | 'name';
  readonly key: string;
}

/** A section of an organization, or an item of one. */
interface InsideTarget {
  readonly domain: string;
  readonly by: 'section';
  /** The ID of the organization. */
  readonly key: string;
  /** Not empty. Its names of sections can be wrong. */
  readonly path: readonly string[];
}

/** A user or an application of a tenant. */
interface TenantTarget {
  readonly domain: string;
  readonly by: 'user' | 'client';
  /** The ID. */
  readonly key: string;
}

/** A failed login of a user to an organization, which is to be explained. */
interface LoginTarget {
  readonly domain: string;
  readonly by: 'login';
  /** The ID of the organization. */
  readonly key: string;
  readonly userId: string;
  readonly clientId: string | undefined;
}

/** A search for organizations. */
interface SearchTarget {
  /** Absent if the user has to choose the tenant. */
  readonly domain?: string;
  readonly by: 'search';
  /** The text to search for. */
  readonly key: string;
}

/** Why a link is invalid: a problem with its domain, or any other problem. */
export type LinkProblem = DomainProblem | 'otherLink';

/** The parameter of each target, by the path of the link. */
const parametersOf: Readonly<Record<string, readonly LinkParameter[]>> = {
  '/open': [
    { name: 'id', by: 'id', isValid: isOrganizationId },
    { name: 'name', by: 'name', isValid: isOrganizationName },
    { name: 'user', by: 'user', isValid: isUserId },
    { name: 'client', by: 'client', isValid: isClientId },
  ],
  '/find': [{ name: 'q', by: 'search', isValid: isSearchText }],
};

interface LinkParameter {
  readonly name: string;
  readonly by: Exclude<LinkTarget['by'], 'section' | 'login'>;
  readonly isValid: (text: string) => boolean;
}

/**
 * Parses `/open?domain={domain}&id={id}`, or the same with `name`, `user` or `client` in place of `id`, and
 * `/find?domain={domain}&q={text}`, and `/explain?domain={domain}&id={id}&user={user ID}&client={client ID}`, of which the
 * client is optional. `section={path}` after an ID names something in the organization. The domain of an organization or a
 * search is optional. Anyone can write a link, so an ambiguous link is invalid: a repeated parameter, or both an ID and a
 * name.
 */
export function parseLink(uri: {
  readonly path: string;
  readonly query: string;
}): LinkTarget | { readonly problem: LinkProblem } {
  const parameters = new URLSearchParams(uri.query);
  if (uri.path === '/explain') {
    return parseLogin(parameters);
  }
  const [target, ...otherTargets] = (parametersOf[uri.path] ?? []).flatMap(({ name, by, isValid }) =>
    parameters.getAll(name).map((text) => ({ by, key: by === 'user' ? userIdIn(text) : text, isValid })),
  );
  const [domain, ...otherDomains] = parameters.getAll('domain');
  const [section, ...otherSections] = parameters.getAll('section');
  const isRepeated = [otherTargets, otherDomains, otherSections].some(({ length }) => length > 0);
  if (!target || isRepeated || !target.isValid(target.key)) {
    return { problem: 'otherLink' };
  }
  const { by, key } = target;
  const path = section === undefined ? undefined : keysIn(section);
  const needsDomain = by === 'user' || by === 'client' || path !== undefined;
  if (section !== undefined && (by !== 'id' || !path)) {
    return { problem: 'otherLink' };
  }
  if (domain === undefined) {
    return needsDomain ? { problem: 'otherLink' } : { by, key };
  }
  const parsed = parseDomain(domain);
  if ('problem' in parsed) {
    return parsed;
  }
  return path ? { domain: parsed.domain, by: 'section', key, path } : { domain: parsed.domain, by, key };
}

/** No address has a space: it is the plus of a link whose parts are encoded once, and which VS Code has decoded. */
function userIdIn(text: string): string {
  return text.replace(/ (?=\S*@)/g, '+');
}

function parseLogin(parameters: URLSearchParams): LinkTarget | { readonly problem: LinkProblem } {
  const [given = '', key = '', user = '', clientId] = ['domain', 'id', 'user', 'client'].map((name) => {
    const [value, ...others] = parameters.getAll(name);
    return others.length === 0 ? value : '';
  });
  const userId = userIdIn(user);
  if (!isOrganizationId(key) || !isUserId(userId) || (clientId !== undefined && !isClientId(clientId))) {
    return { problem: 'otherLink' };
  }
  const parsed = parseDomain(given);
  return 'problem' in parsed ? parsed : { domain: parsed.domain, by: 'login', key, userId, clientId };
}
