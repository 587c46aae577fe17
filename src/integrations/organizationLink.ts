import { keysIn } from '../documents/addressKeys.ts';
import { isClientId } from '../documents/explanationPath.ts';
import { isOrganizationId, isOrganizationName } from '../management/organization.ts';
import { parseDomain, type DomainProblem } from '../management/tenantDomain.ts';
import { isUserId } from '../users/userQuestion.ts';

/** What a link from outside VS Code opens. */
export type LinkTarget = OrganizationTarget | InsideTarget | TenantTarget;

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

/** Why a link is invalid: a problem with its domain, or any other problem. */
export type LinkProblem = DomainProblem | 'otherLink';

const isKeyOf = {
  id: isOrganizationId,
  name: isOrganizationName,
  user: isUserId,
  client: isClientId,
} as const;

/**
 * Parses `/open?domain={domain}&id={id}`, or the same with `name`, `user` or `client` in place of `id`. `section={path}`
 * after an ID names something in the organization. The domain of an organization is optional. Anyone can write a link, so
 * an ambiguous link is invalid: a repeated parameter, or both an ID and a name.
 */
export function parseLink(uri: {
  readonly path: string;
  readonly query: string;
}): LinkTarget | { readonly problem: LinkProblem } {
  const parameters = new URLSearchParams(uri.query);
  const kinds = Object.keys(isKeyOf) as readonly (keyof typeof isKeyOf)[];
  const [target, ...otherTargets] = kinds.flatMap((by) => parameters.getAll(by).map((key) => ({ by, key })));
  const [domain, ...otherDomains] = parameters.getAll('domain');
  const [section, ...otherSections] = parameters.getAll('section');
  const isRepeated = [otherTargets, otherDomains, otherSections].some(({ length }) => length > 0);
  if (uri.path !== '/open' || !target || isRepeated || !isKeyOf[target.by](target.key)) {
    return { problem: 'otherLink' };
  }
  const { by, key } = target;
  const path = section === undefined ? undefined : keysIn(section);
  const isOrganization = by === 'id' || by === 'name';
  if (section !== undefined && (by !== 'id' || !path)) {
    return { problem: 'otherLink' };
  }
  if (domain === undefined) {
    return isOrganization && !path ? { by, key } : { problem: 'otherLink' };
  }
  const parsed = parseDomain(domain);
  if ('problem' in parsed) {
    return parsed;
  }
  return path ? { domain: parsed.domain, by: 'section', key, path } : { domain: parsed.domain, by, key };
}
