import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { repository } from '../vscode/folders.ts';

describe('The strings in the code', () => {
  it('are the strings that have a French translation', async () => {
    const files = globSync('src/**/*.ts', { cwd: repository });
    const sources = await Promise.all(files.map((file) => readFile(join(repository, file), 'utf8')));
    // The tool reads one long file in half the time that many short ones take it.
    const strings = await getL10nJson([{ extension: '.ts', contents: sources.join('\n') }]);
    const french = await readFile(join(repository, 'l10n', 'bundle.l10n.fr.json'), 'utf8');
    const translated = Object.keys(JSON.parse(french) as object);
    assert.deepEqual(Object.keys(strings).toSorted(), translated.toSorted());
  });
});
