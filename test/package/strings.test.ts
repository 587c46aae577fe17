import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { repository } from '../vscode/folders.ts';

describe('The strings in the code', () => {
  it('are the strings that have a French translation', async () => {
    const files = globSync('src/**/*.ts', { cwd: repository });
    const texts = await Promise.all(files.map((file) => textsOf(join(repository, file))));
    const french = await readFile(join(repository, 'l10n', 'bundle.l10n.fr.json'), 'utf8');
    const translated = Object.keys(JSON.parse(french) as object);
    assert.deepEqual([...new Set(texts.flat())].sort(), translated.sort());
  });
});

/** The texts that a file gives to `l10n.t`. */
async function textsOf(path: string): Promise<readonly string[]> {
  const source = await readFile(path, 'utf8');
  const { program, errors } = parseSync(path, source);
  assert.deepEqual(errors, [], path);
  const texts: string[] = [];
  new Visitor({
    CallExpression: ({ start, end, callee, arguments: [text] }) => {
      if (!/\bl10n\.t$/.test(source.slice(callee.start, callee.end))) return;
      assert.ok(
        text?.type === 'Literal' && typeof text.value === 'string',
        `${path}: ${source.slice(start, end)} has no text that is known here`,
      );
      texts.push(text.value);
    },
  }).visit(program);
  return texts;
}
