import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
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
  const source = ts.createSourceFile(path, await readFile(path, 'utf8'), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\bl10n\.t$/.test(node.expression.getText(source))) {
      const [text] = node.arguments;
      assert.ok(
        text && ts.isStringLiteralLike(text),
        `${path}: ${node.getText(source)} has no text that is known here`,
      );
      texts.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}
