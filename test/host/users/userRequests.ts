import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentInFront } from '../../../src/commands/commandTarget.ts';
import type { Organization } from '../../tenant/server.ts';
import { contentOf, type HostTenant, requestsOf, run } from '../tenants.ts';

/** A document of a user. */
export interface UserContent {
  readonly user: Readonly<Record<string, unknown>> & { readonly error?: PartError };
  readonly organizations: Part & { readonly items: readonly (Organization & { readonly roles?: unknown })[] };
  readonly roles: Part;
}

interface Part {
  readonly complete: boolean;
  readonly error?: PartError;
}

interface PartError {
  readonly reason: string;
  readonly scopes?: readonly string[];
}

/** The fields of a profile that are asked for, in a query. */
export const profileQuery =
  'fields=user_id,email,email_verified,phone_number,username,name,nickname,given_name,family_name,picture,blocked,identities,last_login,logins_count,created_at,updated_at&include_fields=true';

/** The parameters of a first page. */
export const firstPageQuery = 'page=0&per_page=100&include_totals=true';

export function profileOf(userId: string): string {
  return `GET /api/v2/users/${encodeURIComponent(userId)}?${profileQuery}`;
}

export function organizationsOf(userId: string): string {
  return `GET /api/v2/users/${encodeURIComponent(userId)}/organizations?${firstPageQuery}`;
}

export function rolesIn(organizationId: string | undefined, userId: string, page = 0): string {
  const query = firstPageQuery.replace('page=0', `page=${page}`);
  return `GET /api/v2/organizations/${organizationId}/members/${encodeURIComponent(userId)}/roles?${query}`;
}

/** The requests that a tenant got, with queries as they read before they are encoded. */
export async function asked(tenant: HostTenant): Promise<readonly string[]> {
  return (await requestsOf(tenant)).map((request) => {
    const [path = '', query] = request.split('?');
    return query === undefined ? path : `${path}?${decodeURIComponent(query.replaceAll('+', ' '))}`;
  });
}

/** What was read for the page that a command has opened: the JSON, which takes no request. */
export async function openedContent(opening: Thenable<vscode.Uri | undefined>): Promise<UserContent> {
  const uri = await opening;
  assert.ok(uri);
  assert.equal(documentInFront()?.toString(), uri.toString());
  const json = await run<vscode.Uri>('openUserJson', uri);
  assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), json.toString());
  return (await contentOf(json)) as UserContent;
}
