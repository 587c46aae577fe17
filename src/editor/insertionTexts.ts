import * as l10n from '@vscode/l10n';
import { isOrganizationId, isOrganizationName, type Organization, organizationTitle } from '../api/organization.ts';
import { argumentLines, block, hclString } from '../text/hcl.ts';
import { comment } from '../text/lines.ts';
import { markdownLink, readableMarkdown } from '../text/markdown.ts';
import { yamlEntry, yamlItem } from '../text/yaml.ts';
import type { InsertionForm } from './insertionForms.ts';
import type { InsertionLanguage } from './insertionLanguages.ts';

export interface InsertedOrganization {
  readonly organization: Organization;
  /** The URI of the organization's document. */
  readonly uri: string;
}

export interface InsertionText {
  readonly form: InsertionForm;
  readonly text: string;
}

/** The text of an organization in one form; `undefined` if the file or the organization does not allow the form. */
type TextOf = (inserted: InsertedOrganization, language: InsertionLanguage) => string | undefined;

/** In the order of the choices. A drop inserts the first form. */
const forms: readonly (readonly [form: InsertionForm, textOf: TextOf])[] = [
  ['id', ({ organization }) => organization.id],
  ['name', ({ organization }) => nameOf(organization)],
  ['setting', ({ organization }, { setting }) => setting?.replace('…', organization.id)],
  ['link', (inserted, { isMarkdown }) => (isMarkdown ? linkTo(inserted) : inserted.uri)],
  ['terraform', ({ organization }, { isTerraform }) => (isTerraform ? dataSource(organization) : undefined)],
  ['deployCli', ({ organization }, { isDeployCli }) => (isDeployCli ? listEntry(organization) : undefined)],
];

/**
 * The forms that a file and all the organizations allow, none if the ID of one is not valid. No text of an organization
 * can change the meaning of a form or hide a part of it.
 */
export function insertionTexts(
  inserted: readonly InsertedOrganization[],
  language: InsertionLanguage,
): readonly InsertionText[] {
  if (!inserted.every(({ organization }) => isOrganizationId(organization.id))) {
    return [];
  }
  return forms.flatMap(([form, textOf]) => {
    const texts = inserted.map((each) => textOf(each, language));
    if (texts.includes(undefined)) {
      return [];
    }
    const text = texts.join(form === 'terraform' ? '\n\n' : '\n');
    return [{ form, text: form === 'deployCli' ? `${comment(removedUnlessListed())}\n${text}` : text }];
  });
}

/** The name if Auth0 allows it: such a name has no character that a language would escape. */
function nameOf({ name }: Organization): string | undefined {
  return name !== undefined && isOrganizationName(name) ? name : undefined;
}

function linkTo({ organization, uri }: InsertedOrganization): string {
  return markdownLink(readableMarkdown(organizationTitle(organization)), uri);
}

/**
 * The label is the organization's name. A Terraform identifier may contain hyphens, but begins with a letter or `_`.
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/data-sources/organization
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
 */
function dataSource(organization: Organization): string {
  const name = (nameOf(organization) ?? organization.id).replace(/^[\d-]/, '_$&');
  return block(
    ['data', 'auth0_organization', name],
    argumentLines([['organization_id', hclString(organization.id)]]),
  ).join('\n');
}

/**
 * What an entry that lists nothing does, also without AUTH0_ALLOW_DELETE.
 * @see https://github.com/auth0/auth0-deploy-cli/blob/master/src/tools/auth0/handlers/organizations.ts
 */
function removedUnlessListed(): string {
  return l10n.t('A deployment removes connections and client grants that are not listed here.');
}

/** The Deploy CLI identifies organizations by name. */
function listEntry(organization: Organization): string | undefined {
  const { display_name: displayName } = organization;
  const name = nameOf(organization);
  if (name === undefined) {
    return undefined;
  }
  const entries = Object.entries({ name, ...(displayName !== undefined && { display_name: displayName }) });
  return yamlItem(entries.flatMap(([key, value]) => yamlEntry(key, value))).join('\n');
}
