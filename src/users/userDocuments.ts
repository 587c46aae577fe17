import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { DocumentKind } from '../documents/documentKinds.ts';
import { documentUri } from '../documents/documentUri.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText } from '../text/plainText.ts';
import { userAddress, userDocumentation, userForm, userOf, type UserReference } from './userAddress.ts';

/** The URI of a document of a user. */
export function userUri(user: UserReference): vscode.Uri {
  return documentUri(userAddress(user), userForm);
}

/** Users with their organizations, and with the roles there, as JSON and as pages. */
export function userDocuments(tenants: Tenants): DocumentKind {
  return {
    ...userForm,
    isReport: false,
    read: async (address, context) => {
      const user = userOf(address);
      if (!user) {
        throw new ApiError('notFound');
      }
      const { readUserContent } = await import('./userMemberships.ts');
      return readUserContent(tenants, user, context);
    },
    describeRefresh: ({ path: [, userId = ''] }) => Promise.resolve(l10n.t('Reading {0}', plainText(userId))),
    failureOf: (address) => ({
      what: l10n.t('User {0} of {1} could not be read', userOf(address)?.userId ?? '', tenants.titleOf(address.domain)),
      documentation: userDocumentation.id,
    }),
  };
}
