import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allSections, organizationSections } from '../src/sections/organizationSections.ts';
import { repository } from './vscode/folders.ts';

type Properties = Readonly<Record<string, unknown>>;

interface ListSchema {
  readonly properties: Properties;
}

interface EverythingSchema {
  readonly definitions: { readonly sections: ListSchema };
}

interface ItemSchema {
  readonly definitions: { readonly list: { readonly description: string } };
}

/** What the document of everything holds of a section. */
const parts = {
  en: 'Object with items, complete and, after a failure, error.',
  fr: 'Objet avec items, complete et, après un échec, error.',
};

/** The files that name all sections, and each of them as it is with those that the source has. */
export const sectionPages: Readonly<Record<string, (text: string) => string>> = {
  'package.json': withChoices,
  'docs/browse.md': (text) => replaced(text, /(?<=what is inside: )[^.]+/, titles('and')),
  'docs/browse.fr.md': (text) => replaced(text, /(?<=ce qu’elle contient\u00a0: )[^.]+/, titles('et', frenchTexts())),
  'schemas/en/list.schema.json': withLists,
  'schemas/fr/list.schema.json': withLists,
  'schemas/en/everything.schema.json': withSections('en'),
  'schemas/fr/everything.schema.json': withSections('fr'),
};

/** The page with the sections, from the page in the repository. */
export function withAllSections(page: string): string {
  return sectionPages[page]?.(read(page)) ?? '';
}

export function read(page: string): string {
  return readFileSync(join(repository, page), 'utf8');
}

/** The sections that a language model can ask for. */
function withChoices(manifest: string): string {
  const names = allSections().map((section) => `\n                "${section.names.join('/')}"`);
  return replaced(
    manifest,
    /(?<="section": {\s+"type": "string",\s+"enum": )\[[^\]]*\]/,
    `[${names.join(',')}\n              ]`,
  );
}

function replaced(text: string, place: RegExp, list: string): string {
  assert.match(text, place);
  return text.replace(place, list);
}

/** The titles of the rows, as a sentence lists them. */
function titles(and: string, translations: Readonly<Record<string, string>> = {}): string {
  const names = organizationSections.map(({ title }) => `**${translations[title] ?? title}**`);
  return `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1) ?? ''}`;
}

function frenchTexts(): Readonly<Record<string, string>> {
  return JSON.parse(read('l10n/bundle.l10n.fr.json')) as Record<string, string>;
}

/** The lists of all sections, by the field that holds their items. */
function withLists(text: string): string {
  const schema = JSON.parse(text) as ListSchema;
  const lists = allSections().flatMap(({ section: { schema: item, source } }) =>
    item !== undefined && 'field' in source ? [[source.preferred?.field ?? source.field, listOf(item)] as const] : [],
  );
  return written({ ...schema, properties: { ...schema.properties, ...Object.fromEntries(lists) } });
}

/** The sections of the document of everything. What is said of one stays; of a new one it is what its list says. */
function withSections(language: 'en' | 'fr'): (text: string) => string {
  return (text) => {
    const schema = JSON.parse(text) as EverythingSchema;
    const { sections } = schema.definitions;
    const missing = organizationSections.flatMap(({ name, schema: item, isLog }) =>
      item === undefined || isLog || name in sections.properties ? [] : [[name, sectionOf(language, item)] as const],
    );
    const properties = { ...sections.properties, ...Object.fromEntries(missing) };
    return written({ ...schema, definitions: { ...schema.definitions, sections: { ...sections, properties } } });
  };
}

function sectionOf(language: 'en' | 'fr', item: string): object {
  const { definitions } = JSON.parse(read(`schemas/${language}/${item}.schema.json`)) as ItemSchema;
  const [sentence = ''] = definitions.list.description.split('\n');
  return {
    description: `${sentence}\n${parts[language]}`,
    properties: {
      items: listOf(item),
      complete: { $ref: '#/definitions/complete' },
      error: { $ref: '#/definitions/error' },
    },
  };
}

function listOf(item: string): object {
  return { $ref: `./${item}.schema.json#/definitions/list` };
}

function written(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const page of Object.keys(sectionPages)) writeFileSync(join(repository, page), withAllSections(page));
}
