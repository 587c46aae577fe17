import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { DocumentKind } from '../documents/documentKinds.ts';
import { documentUri } from '../documents/documentUri.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText } from '../text/plainText.ts';
import { userAddress, userDocumentation, userForm, userOf, type UserReference } from './userAddress.ts';
import type { UserReading } from './usersClient.ts';

/** The URI of a document of a user. */
export function userUri(user: UserReference): vscode.Uri {
  return documentUri(userAddress(user), userForm);
}

/** Users with their organizations, and with the roles there, as JSON and as pages. */
export function userDocuments(tenants: Tenants): DocumentKind {
  /** The page and the JSON of a user that are refreshed together are made of one reading. */
  const readings = new WeakMap<RequestContext, Map<string, Promise<UserReading>>>();
  return {
    ...userForm,
    isReport: false,
    read: async (address, context, _purpose, source) => {
      const user = userOf(address);
      if (!user) {
        throw new ApiError('notFound');
      }
      const { readUser, userContent } = await import('./userMemberships.ts');
      const key = JSON.stringify({ ...user, isPage: false });
      const ofContext = readings.get(context) ?? new Map<string, Promise<UserReading>>();
      readings.set(context, ofContext);
      const reading = ofContext.get(key) ?? readUser(tenants, user, context, source as UserReading | undefined);
      ofContext.set(key, reading);
      return userContent(tenants, user, await reading);
    },
    describeRefresh: ({ path: [, userId = ''] }) => Promise.resolve(l10n.t('Reading {0}', plainText(userId))),
    failureOf: (address) => ({
      what: l10n.t('User {0} of {1} could not be read', userOf(address)?.userId ?? '', tenants.titleOf(address.domain)),
      documentation: userDocumentation.id,
    }),
  };
}
