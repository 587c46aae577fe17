import { type DocumentAddress, explanations, organizationFolder } from '../documents/documentAddress.ts';
import type { DocumentForm } from '../documents/documentKinds.ts';
// Both IDs consist of letters, digits, - and _.
import { isClientId, isClientId as isInvitationId } from '../sections/clients.ts';
import { isUserId, usersName } from '../users/userAddress.ts';
import type { AccessQuestion } from './facts.ts';

/** How much of the name of a person a tab shows, in UTF-16 code units. */
const PERSON_LENGTH = 60;

/** The first part of the paths of applications and their folder, and the part before the ID of one in other paths. */
const applicationsName = 'clients';

/**
 * The parts before the key of a person in paths, what the key is, and whether a text can be one. In place of an email
 * address stands `email` again.
 */
const persons = [
  [usersName, 'userId', isUserId],
  ['invitations', 'invitationId', isInvitationId],
  ['email', 'email', Boolean],
] as const;

/**
 * The address of an explanation, such as
 * `…/access/{client ID}/{person} – {name}.md?{id}/access/clients/{client ID}/users/{user ID}`. A person without an account
 * is `invitations/{invitation ID}`, or `email/email`: no email address that was typed stands in the address of a document.
 * @param name the name of the organization
 * @param person the name of the person; the ID stands in its place if it is an email address
 */
export function explanationAddress(question: AccessQuestion, name: string, person = ''): DocumentAddress {
  const { domain, organizationId, clientId } = question;
  const application = clientId === undefined ? [] : [applicationsName, clientId];
  const [kind, field] = persons.find(([, one]) => question[one] !== undefined) ?? [];
  const title = person.includes('@') ? '' : person.slice(0, PERSON_LENGTH).trim();
  return {
    domain,
    id: organizationId,
    name,
    ...(kind && /[\p{L}\p{N}]/u.test(title) && { person: title }),
    path: [explanations, ...application, ...(kind ? [kind, field === 'email' ? kind : (question[field] ?? '')] : [])],
  };
}

/**
 * The question that a document answers, `undefined` for a document that is not an explanation. An email address is empty:
 * the window alone keeps it.
 */
export function accessQuestion({ domain, id, path }: DocumentAddress): AccessQuestion | undefined {
  if (id === undefined) {
    return undefined;
  }
  const [, kind, key = ''] = path;
  const hasClient = kind === applicationsName && isClientId(key);
  const [lastKind, lastKey = ''] = path.slice(hasClient ? 3 : 1);
  const [, field] = persons.find(([one, , isKey]) => one === lastKind && isKey(lastKey)) ?? [];
  const question = {
    domain,
    organizationId: id,
    ...(hasClient && { clientId: key }),
    ...(field && { [field]: field === 'email' ? '' : lastKey }),
  };
  return explanationAddress(question, '').path.join('\0') === path.join('\0') ? question : undefined;
}

export const explanationForm: DocumentForm = {
  names: [explanations],
  isOfOrganization: true,
  has: (address) => accessQuestion(address) !== undefined,
  fileOf: (address) => {
    const { id = '', name = '', person } = address;
    const { clientId } = accessQuestion(address) ?? {};
    const [key] = address.path.slice(clientId === undefined ? 2 : 4);
    const organization = name || id;
    return {
      titles: [explanations, ...(clientId === undefined ? [] : [clientId])],
      lastTitle: key === undefined ? organization : `${person ?? key} – ${organization}`,
      type: 'md',
    };
  },
  formerFileOf: ({ id = '', name = '', path }) => {
    const ids = path.filter((_, place) => place > 0 && place % 2 === 0);
    return { titles: [organizationFolder(id, name), ...ids, explanations], type: 'md' };
  },
  schemaOf: () => undefined,
};

/** The address of the document of an application, `…/clients/{id}.json?clients/{id}`. */
export function applicationAddress(domain: string, clientId: string): DocumentAddress {
  return { domain, path: [applicationsName, clientId] };
}

/** The client ID of the application that a document shows, `undefined` for any other document. */
export function applicationOf({ id, path }: DocumentAddress): string | undefined {
  const [first, clientId = '', ...rest] = path;
  const isApplication = id === undefined && first === applicationsName && isClientId(clientId) && rest.length === 0;
  return isApplication ? clientId : undefined;
}

export const applicationForm: DocumentForm = {
  names: [applicationsName],
  isOfOrganization: false,
  has: (address) => applicationOf(address) !== undefined,
  fileOf: ({ path }) => ({ titles: path, type: 'json' }),
  schemaOf: () => 'application.schema.json',
};
