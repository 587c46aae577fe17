import * as l10n from '@vscode/l10n';
import { type Item, textField } from '../sections/section.ts';
import { type Argument, argumentLines, block, hclString, hclValue } from '../text/hcl.ts';
import { comment, type Lines } from '../text/lines.ts';
import type { OrganizationParts, Part } from './organizationParts.ts';

/** Hands out labels of resources and data sources, each once per type. */
export class Labels {
  readonly #taken = new Set<string>();

  /**
   * The label of a name as `auth0 terraform generate` makes it, with a number if it is taken.
   * @param texts names that make up the label, at least one with a letter from a to z
   * @see https://github.com/auth0/auth0-cli/blob/main/internal/cli/terraform_fetcher.go
   */
  take(type: string, ...texts: readonly string[]): string {
    const label = texts
      .map(wordsOf)
      .filter(Boolean)
      .join('_')
      .replace(/^[\d_]+/, '');
    let unique = label;
    for (let number = 2; this.#taken.has(`${type}.${unique}`); number++) {
      unique = `${label}_${number}`;
    }
    this.#taken.add(`${type}.${unique}`);
    return unique;
  }
}

/** Whether a label can be made of the text alone. */
export function isLabelled(text: string): boolean {
  return /[a-z]/i.test(text);
}

function wordsOf(text: string): string {
  return text
    .replace(/[^a-zA-Z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}

/** An organization whose blocks are written. */
export interface OrganizationBlocks {
  readonly parts: OrganizationParts;
  readonly labels: Labels;
  /** The label of its resource. */
  readonly label: string;
  /** Its ID as an expression. */
  readonly reference: string;
  /** The IDs of applications as expressions, keyed by client ID. */
  readonly applications: Map<string, string>;
}

/** What becomes of items that are missing in the code. */
export function removedByApply(): string {
  return l10n.t('Where Terraform manages them, an apply of this code removes them.');
}

/** A resource of an item that has an ID below the organization, and its import block. */
export function itemBlocks(
  { parts, labels, label, reference }: OrganizationBlocks,
  type: string,
  { id, names, args }: { readonly id: string; readonly names: readonly string[]; readonly args: readonly Argument[] },
  ...comments: Lines
): readonly Lines[] {
  const own = labels.take(type, label, ...names);
  const resource = block(['resource', type, own], argumentLines([['organization_id', reference], ...args]));
  return [[comment(id), ...comments, ...resource], importBlock(`${type}.${own}`, `${parts.organization.id}::${id}`)];
}

/** @param to the address of the resource */
export function importBlock(to: string, id: string): Lines {
  return block(
    ['import'],
    argumentLines([
      ['to', to],
      ['id', hclString(id)],
    ]),
  );
}

/** The items that have an ID. Without one, an item can be neither referred to nor imported. */
export function itemsOf({ items }: Part, idField: string): readonly Item[] {
  return items.filter((item) => textField(item, idField) !== '');
}

/** The fields of an item as arguments, without those that are absent or null. */
export function argumentsOf(item: Item, names: readonly string[]): readonly Argument[] {
  return names.map((name) => [name, hclValue(item[name])]);
}

/** A comment that names the fields that have no argument, which is empty if all have one. */
export function leftOut(item: Item, known: readonly string[]): Lines {
  const names = Object.keys(item).filter((name) => !known.includes(name));
  return names.length === 0 ? [] : [comment(l10n.t('Fields without an argument: {0}', names.join(', ')))];
}
