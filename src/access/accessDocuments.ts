import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { apiReference, documentationOf } from '../api/organizationsClient.ts';
import type { DocumentAddress } from '../documents/documentAddress.ts';
import type { DocumentKind } from '../documents/documentKinds.ts';
import { documentUri } from '../documents/documentUri.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { Tenants } from '../tenants/tenants.ts';
import {
  applicationAddress,
  applicationForm,
  applicationOf,
  explanationAddress,
  explanationForm,
} from './explanationAddress.ts';
import type { AccessQuestion } from './facts.ts';

const explaining = () => import('./explanationDocument.ts');

/** The URI of the document with an explanation. For the names see `explanationAddress`. */
export function explanationUri(question: AccessQuestion, name: string, person?: string): vscode.Uri {
  return documentUri(explanationAddress(question, name, person), explanationForm);
}

/** The URI of the document of an application. */
export function applicationUri(domain: string, clientId: string): vscode.Uri {
  return documentUri(applicationAddress(domain, clientId), applicationForm);
}

/** Explanations of logins. One is made again only to refresh it, and is otherwise the text that it was not kept. */
export function explanationDocuments(tenants: Tenants, store: OrganizationStore): DocumentKind {
  // The document has the name that was read for it.
  const placeOf = ({ domain, id = '', name = id }: DocumentAddress) =>
    tenants.placeOf(domain, store.find(domain, id) ?? { id, name });
  return {
    ...explanationForm,
    isReport: true,
    read: async (...reading) => (await explaining()).readExplanation({ tenants, store }, ...reading),
    failureOf: (address) => failedExplanation(placeOf(address)),
    describeRefresh: async (address) => (await explaining()).describeRefresh(placeOf(address)),
  };
}

/** The task of an explanation, for a message about its failure. @param place the organization in its tenant */
export function failedExplanation(place: string): ReturnType<DocumentKind['failureOf']> {
  return {
    what: l10n.t('The failed login to {0} could not be explained', place),
    documentation: documentationOf.get,
  };
}

/** Applications of a tenant. */
export function applicationDocuments(tenants: Tenants): DocumentKind {
  return {
    ...applicationForm,
    isReport: false,
    read: async (address, context) => {
      const { readApplication } = await import('./readFacts.ts');
      return readApplication(tenants, { domain: address.domain, clientId: applicationOf(address) ?? '' }, context);
    },
    failureOf: (address) => ({
      what: l10n.t(
        'Application {0} of {1} could not be read',
        applicationOf(address) ?? '',
        tenants.titleOf(address.domain),
      ),
      documentation: `${apiReference}/clients/get-clients-by-id`,
    }),
  };
}
