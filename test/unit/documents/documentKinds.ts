import assert from 'node:assert/strict';
import { applicationForm, explanationForm } from '../../../src/access/explanationAddress.ts';
import { orderedForm, sideForm, summaryForm } from '../../../src/compare/comparisonDocuments.ts';
import { type DocumentAddress, toUriComponents, type UriComponents } from '../../../src/documents/documentAddress.ts';
import { type DocumentForm, DocumentKinds, listForm, organizationForm } from '../../../src/documents/documentKinds.ts';
import { userForm } from '../../../src/users/userAddress.ts';

/** The forms of all kinds of documents. */
export const documentForms: readonly DocumentForm[] = [
  listForm,
  organizationForm,
  userForm,
  applicationForm,
  explanationForm,
  orderedForm,
  sideForm,
  summaryForm,
];

export const documentKinds = new DocumentKinds(documentForms);

/** The components of the URI of a document. */
export function toUri(address: DocumentAddress): UriComponents {
  const form = formOf(address);
  assert.ok(form, JSON.stringify(address));
  return toUriComponents(address, form.fileOf(address));
}

/** The document that a URI leads to, `undefined` if there is none. */
export function fromUri(components: UriComponents): DocumentAddress | undefined {
  return documentKinds.find(components)?.address;
}

export function formOf(address: DocumentAddress | undefined): DocumentForm | undefined {
  return address && documentKinds.of(address);
}
