import { isOrganizationName, organizationTitle, type Organization } from '../management/organization.ts';
import { plainText, quotedText } from '../text/plainText.ts';
import type { InsertionForm } from './insertionForms.ts';
import type { InsertionLanguage } from './insertionLanguages.ts';

/** An organization whose ID is known to be one. */
export interface InsertedOrganization {
  readonly organization: Organization;
  /** Of its document. */
  readonly uri: string;
}

export interface InsertionText {
  readonly form: InsertionForm;
  readonly text: string;
}

/** What an organization becomes in a file; `undefined` where it cannot. */
type TextOf = (inserted: InsertedOrganization, language: InsertionLanguage) => string | undefined;

/** In the order in which they are offered; the first is what a drop inserts. */
const forms: readonly (readonly [form: InsertionForm, textOf: TextOf])[] = [
  ['id', ({ organization }) => organization.id],
  ['name', ({ organization }) => nameOf(organization)],
  ['setting', ({ organization }, { setting }) => setting?.replace('…', organization.id)],
  ['link', (inserted, { isMarkdown }) => (isMarkdown ? markdownLink(inserted) : inserted.uri)],
  ['terraform', ({ organization }, { isTerraform }) => (isTerraform ? dataSource(organization) : undefined)],
  ['deployCli', ({ organization }, { isDeployCli }) => (isDeployCli ? listEntry(organization) : undefined)],
];

/**
 * The forms that all of these organizations can have in a file. However an organization is called, its text has one
 * meaning there and shows all of it.
 */
export function insertionTexts(
  inserted: readonly InsertedOrganization[],
  language: InsertionLanguage,
): readonly InsertionText[] {
  return forms.flatMap(([form, textOf]) => {
    const texts = inserted.map((each) => textOf(each, language));
    return texts.includes(undefined) ? [] : [{ form, text: texts.join(form === 'terraform' ? '\n\n' : '\n') }];
  });
}

/** The name, where it is one that Auth0 allows: then it means nothing else in any language. */
function nameOf({ name }: Organization): string | undefined {
  return name !== undefined && isOrganizationName(name) ? name : undefined;
}

/** Only what has a meaning between brackets is escaped, for those who read the source. */
function markdownLink({ organization, uri }: InsertedOrganization): string {
  const text = plainText(organizationTitle(organization)).replace(/[\\`*_~[\]<>|$]|&(?=[#\w])/g, '\\$&');
  return `[${text}](${uri})`;
}

/**
 * Its label is the name, which may have hyphens there, but begins with a letter or `_`.
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/data-sources/organization
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
 */
function dataSource(organization: Organization): string {
  const name = (nameOf(organization) ?? organization.id).replace(/^[\d-]/, '_$&');
  return `data "auth0_organization" "${name}" {\n  organization_id = "${organization.id}"\n}`;
}

/** The Deploy CLI knows organizations by their names. Always in quotes, since a name can be `no` or `1e3`. */
function listEntry(organization: Organization): string | undefined {
  const { display_name: displayName } = organization;
  const name = nameOf(organization);
  if (name === undefined) {
    return undefined;
  }
  const entry = `- name: ${quotedText(name)}`;
  return displayName === undefined ? entry : `${entry}\n  display_name: ${quotedText(displayName)}`;
}
