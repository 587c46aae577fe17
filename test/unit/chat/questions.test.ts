import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../vscode/folders.ts';
import { developerQuestions } from './developerQuestions.ts';
import { type Question, questions } from './questions.ts';

interface Tool {
  readonly name: string;
  readonly modelDescription: string;
  readonly inputSchema: {
    readonly properties: Readonly<Record<string, { readonly type: string; readonly enum?: readonly unknown[] }>>;
    readonly required?: readonly string[];
  };
}

const { contributes } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  readonly contributes: { readonly languageModelTools: readonly Tool[] };
};
const tools = contributes.languageModelTools;

/** What a language model sees of the tools. */
const seen = tools.map(({ name, modelDescription, inputSchema }) => ({ name, modelDescription, inputSchema }));

describe('The tools for language models', () => {
  it('take little of the context of a model, and say no sentence twice', () => {
    assert.ok(JSON.stringify(seen, undefined, 1).length < 12_500);
    assert.ok(JSON.stringify(seen).length < 10_000, String(JSON.stringify(seen).length));
    const sentences = tools.flatMap(({ modelDescription }) => modelDescription.split(/(?<=[.:]) /));
    assert.deepEqual(
      sentences.filter((sentence, place) => sentences.indexOf(sentence) < place),
      [],
    );
  });

  it('take the input that must come first for each of 40 questions, which have all tools', () => {
    assert.equal(questions.length, 40);
    const typed = developerQuestions.map(([ask, tool, input]): Omit<Question, 'why'> => ({ ask, tool, input }));
    for (const { ask, tool: first, input: main, or = [] } of [...questions, ...typed]) {
      for (const { tool = first, input } of [{ input: main }, ...or]) {
        const { properties, required = [] } = tools.find(({ name }) => name === tool)?.inputSchema ?? assert.fail(tool);
        for (const [field, value] of Object.entries(input)) {
          const { type, enum: values } = properties[field] ?? assert.fail(`${ask}: ${field}`);
          assert.equal(Array.isArray(value) ? 'array' : typeof value, type, `${ask}: ${field}`);
          assert.ok(values?.includes(value) ?? true, `${ask}: ${field}`);
        }
        assert.ok(required.every((field) => Object.hasOwn(input, field)));
      }
    }
    assert.deepEqual(
      [...new Set(questions.map(({ tool }) => tool))].toSorted(),
      tools.map(({ name }) => name).toSorted(),
    );
  });
});
