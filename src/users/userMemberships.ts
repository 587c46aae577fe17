import * as vscode from 'vscode';
import { ApiError, isDenied, isFailure, isRefusal, recover } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { readOrganization } from '../api/organization.ts';
import { MadeContent } from '../documents/documentKinds.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { documentLink } from '../documents/openDocument.ts';
import { describedError, unreadSection } from '../sections/readSections.ts';
import { type Item, textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { UserReference } from './userAddress.ts';
import { userPage } from './userPage.ts';
import {
  readOrganizationsOfUser,
  readRolesOfMember,
  readUserById,
  type User,
  type UserDocument,
  type UserReading,
} from './usersClient.ts';

/**
 * The number of organizations up to which the roles of a user are read unasked, with one request each. With the profile
 * and the organizations, that is at most five requests.
 */
const MOST_UNASKED_ROLES = 3;

/**
 * Reads a user for the documents.
 * @param before what a refresh replaces. A failure leaves it as it is where it has the roles, which the new reading lacks
 * @throws ApiError
 */
export async function readUser(
  tenants: Tenants,
  user: UserReference,
  context: RequestContext,
  before?: UserReading,
): Promise<UserReading> {
  const { domain, withAllRoles } = user;
  const document = await readUserAndOrganizations(tenants, user, context);
  const isWithRoles = withAllRoles || !hasCostlyRoles(document);
  const { roles, organizations } = before?.document ?? {};
  const hadRoles = !roles?.error && organizations?.items.some((organization) => 'roles' in organization);
  const isKept = hadRoles ? isRefusal : isFailure;
  return {
    document: isWithRoles ? await addRoles(tenants, domain, document, context, isKept) : document,
    readAtMs: Date.now(),
  };
}

/** The content of a user's document: the JSON, or the page as Markdown. */
export function userContent(
  tenants: Pick<Tenants, 'titleOf'>,
  { domain, isPage = false }: UserReference,
  reading: UserReading,
): MadeContent {
  if (!isPage) {
    return new MadeContent(reading.document, reading);
  }
  const markdown = userPage(reading, {
    tenant: tenants.titleOf(domain),
    language: vscode.env.language,
    linkTo: (item) => {
      const organization = readOrganization(item);
      return (
        organization && documentLink(organizationUri(domain, organization), { domain, id: organization.id, path: [] })
      );
    },
  });
  return new MadeContent(markdown, reading);
}

/** Whether the roles of a user need so many requests that a person decides. */
export function hasCostlyRoles({ organizations }: UserDocument): boolean {
  return organizations.items.length > MOST_UNASKED_ROLES;
}

/**
 * Reads a user and the organizations, but no roles.
 * @param known the profile, if it has just been read
 * @throws ApiError if the token allows neither, or for any other reason
 */
export async function readUserAndOrganizations(
  tenants: Tenants,
  { domain, userId }: Pick<UserReference, 'domain' | 'userId'>,
  context: RequestContext,
  known?: User,
): Promise<UserDocument> {
  const user = known ?? (await recover(readUserById(tenants, domain, userId, context), isDenied, refusal));
  const organizations = await recover(readOrganizationsOfUser(tenants, domain, userId, context), isDenied, refusal);
  if (user instanceof ApiError && organizations instanceof ApiError) {
    throw user;
  }
  return {
    user: user instanceof ApiError ? { user_id: userId, error: await describedError(user) } : user,
    organizations: organizations instanceof ApiError ? await unreadSection(organizations) : organizations,
    roles: { complete: false },
  };
}

/**
 * Reads the roles in each organization of a user, with one request each. A failure keeps what was read before: the user is
 * what a person has asked for.
 * @param isKept which failures the document tells
 * @throws ApiError any other
 */
export async function addRoles(
  tenants: Tenants,
  domain: string,
  document: UserDocument,
  context: RequestContext,
  isKept: (error: ApiError) => boolean = isFailure,
): Promise<UserDocument> {
  const { user, organizations } = document;
  const priority = hasCostlyRoles(document) ? 'background' : context.priority;
  const items: Item[] = [];
  let isWhole = organizations.complete;
  for (const organization of organizations.items) {
    const member = { userId: user.user_id, organizationId: textField(organization, 'id') };
    const roles = await recover(readRolesOfMember(tenants, domain, member, { ...context, priority }), isKept, refusal);
    if (roles instanceof ApiError) {
      items.push(...organizations.items.slice(items.length));
      const error = await describedError(roles);
      return { user, organizations: { ...organizations, items }, roles: { complete: false, error } };
    }
    items.push({ ...organization, roles: roles.items });
    isWhole &&= roles.complete;
  }
  return { user, organizations: { ...organizations, items }, roles: { complete: isWhole } };
}

function refusal(error: ApiError): ApiError {
  return error;
}
