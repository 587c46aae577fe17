import { isCompleteOrganizationId, isOrganizationName } from '../management/organization.ts';

/** The key by which an organization is looked up. */
export interface OrganizationKey {
  readonly kind: 'id' | 'name';
  readonly value: string;
}

/** A text that is looked up. */
export interface LookUpInput {
  readonly text: string;
  /** Absent if the text can be neither an ID nor a name. */
  readonly key?: OrganizationKey;
}

/** What separates IDs and names in lists, also in lists copied from JSON, SQL or Markdown. No ID or name has any of it. */
const separators = /[\s,;|"'`()[\]{}<>]+/;

/** What marks the entries of lists and the rules of tables in Markdown, YAML and mails. No name is without a letter or digit. */
const marker = /^(?:[-*+•–—:]*|\d+\.)$/;

/** The other marker, which without its bracket can be a name. */
const numberAtStart = /^[ \t]*\d+\)(?=[ \t])/gm;

/** The texts of a pasted list, in order. */
export function textsInList(list: string): readonly string[] {
  return list
    .replace(numberAtStart, '')
    .split(separators)
    .filter((text) => !marker.test(text));
}

/** The inputs for some texts. An organization is there once, at its first appearance. */
export function lookUpInputs(texts: readonly string[]): readonly LookUpInput[] {
  const inputs = new Map<string, LookUpInput>();
  for (const text of texts) {
    const key = organizationKey(text);
    const value = key?.value ?? text;
    if (!inputs.has(value)) {
      inputs.set(value, key ? { text, key } : { text });
    }
  }
  return [...inputs.values()];
}

/** Only a text with the length of an ID is an ID, since names can begin with `org_`, too. Names are lowercase. */
function organizationKey(text: string): OrganizationKey | undefined {
  if (isCompleteOrganizationId(text)) {
    return { kind: 'id', value: text };
  }
  const name = text.toLowerCase();
  return isOrganizationName(name) ? { kind: 'name', value: name } : undefined;
}
