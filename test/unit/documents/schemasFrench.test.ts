import assert from 'node:assert/strict';
import { assertSetAsFrench } from '../frenchTypography.ts';
import { part, readSchemas, type Schema, schemasIn } from './schemaFiles.ts';

/** What a schema says in both languages, and the keys of what it describes. */
interface Explanation {
  readonly place: string;
  readonly english: string;
  readonly french: string;
  readonly keys: readonly string[];
}

const english = readSchemas('schemas/en');
const french = readSchemas('schemas/fr');

describe('The French schemas of the documents', () => {
  it('are the English ones in all but what they say', () => {
    const silent = (schemas: ReadonlyMap<string, Schema>) =>
      new Map(Array.from(schemas, ([file, root]) => [file, withoutDescriptions(root)]));
    assert.deepEqual(silent(french), silent(english));
  });

  it('leave nothing in English', () => {
    const untranslated = explanations().filter((said) => said.french.trim() === '' || said.french === said.english);
    assert.deepEqual(untranslated, []);
  });

  it('keep what is no text: values, keys, numbers and paragraphs', () => {
    for (const { place, english, french, keys } of explanations())
      assert.deepEqual(kept(french, keys), kept(english, keys), place);
  });

  it('are set as French is', () => {
    for (const { place, french } of explanations()) {
      assertSetAsFrench(french);
      assert.doesNotMatch(french, /(?<!\u00a0)[;:!?»](?![\w/])|«(?!\u00a0)/, `${place}: these marks have a space`);
    }
  });
});

/** A schema whose descriptions are empty. A property can have the name of that keyword, and stays. */
function withoutDescriptions(root: Schema): unknown {
  return JSON.parse(
    JSON.stringify(root, (key, value: unknown) => (key === 'description' && typeof value === 'string' ? '' : value)),
  );
}

function explanations(): readonly Explanation[] {
  return Array.from(english).flatMap(([file, root]) => {
    const translations = new Map(schemasIn(french.get(file) ?? {}).map(({ path, schema }) => [path, schema]));
    return schemasIn(root)
      .filter(({ schema }) => 'description' in schema)
      .map(({ path, schema }) => ({
        place: `${file} ${path}`,
        english: descriptionOf(schema),
        french: descriptionOf(translations.get(path)),
        keys: Object.keys(part(schema, 'properties')),
      }));
  });
}

function descriptionOf(schema: Schema = {}): string {
  const { description } = schema;
  return typeof description === 'string' ? description : '';
}

/** What a text has in both languages, in one order: the keys are those that its second line names. */
function kept(text: string, keys: readonly string[]): readonly string[] {
  const plain = text.replace(/«\u00a0|\u00a0»/g, '"').replace(/(?<=\d)[,\u202f](?=\d{3})/g, '');
  const marked = plain.match(/"[^"]+"|\w*_\w*|#\w+|\b(?:true|false|null)\b|\d+|\n/g) ?? [];
  const words = plain.split('\n')[1]?.match(/[\w-]+/g) ?? [];
  return [...marked, ...words.filter((word) => keys.includes(word))].toSorted();
}
