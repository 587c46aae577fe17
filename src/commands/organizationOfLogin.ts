import * as vscode from 'vscode';
import { userUri } from '../documents/documentUri.ts';
import type { OrganizationDocuments } from '../documents/organizationDocuments.ts';
import { back, type Choice, choose, type Step } from '../input/ask.ts';
import { isRecord } from '../management/jsonFields.ts';
import { type Organization, readOrganization } from '../management/organization.ts';
import { objectField, objectListField } from '../sections/section.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { chooseOrganizationOrBack } from './findOrganization.ts';
import { organizationItem } from './organizationPickItems.ts';

/** The answer of a person. `undefined`: the person cancels. */
export type OrganizationAnswer = Organization | typeof back | undefined;

/** The question for the organization of a login. */
export interface OrganizationOfLogin {
  readonly domain: string;
  readonly title: string;
  readonly step: Step;
  /** The answer before. */
  readonly before: Organization | undefined;
  /** The ID of the user who logs in, if it is known. */
  readonly userId: string | undefined;
}

/** Asks for the organization of a login, first among those of the user where an open document tells them. */
export async function chooseOrganizationOfLogin(
  services: ExtensionServices,
  { userId, before, ...question }: OrganizationOfLogin,
): Promise<OrganizationAnswer> {
  const ofUser = userId === undefined ? [] : await organizationsInDocument(services.documents, question.domain, userId);
  for (;;) {
    const chosen = ofUser.length === 0 ? 'other' : await chooseAmong(ofUser, question);
    if (chosen !== 'other') {
      return chosen;
    }
    const answer = await chooseOrganizationOrBack(services, { ...question, text: before?.name ?? before?.id ?? '' });
    if (answer !== back || ofUser.length === 0) {
      return answer;
    }
  }
}

function chooseAmong(
  organizations: readonly Organization[],
  { domain, title, step }: Pick<OrganizationOfLogin, 'domain' | 'title' | 'step'>,
): Promise<OrganizationAnswer | 'other'> {
  const choices = organizations.map((organization): Choice<Organization | 'other'> => {
    const { label, description = '' } = organizationItem({ domain, organization });
    return { label, description, value: organization };
  });
  const other = { label: vscode.l10n.t('Another Organization…'), value: 'other' } as const;
  const placeholder = vscode.l10n.t('Organizations of the user');
  return choose<Organization | 'other'>([...choices, other], { title, placeholder, ...step });
}

/** The organizations in the document of a user, empty if it is not open. */
async function organizationsInDocument(
  documents: OrganizationDocuments,
  domain: string,
  userId: string,
): Promise<readonly Organization[]> {
  const uris = [false, true].map((withAllRoles) => userUri({ domain, userId, withAllRoles }));
  const [file] = await Promise.all(uris.flatMap((uri) => documents.cached(uri)?.catch(() => undefined) ?? []));
  const content: unknown = file && JSON.parse(new TextDecoder().decode(file.bytes));
  const items = objectListField(objectField(isRecord(content) ? content : {}, 'organizations'), 'items') ?? [];
  return items.flatMap((item) => readOrganization(item) ?? []);
}
