import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { ApiError } from '../../../src/api/apiError.ts';
import type { explain } from '../../../src/ui/failureTexts.ts';
import { repository } from '../../vscode/folders.ts';

describe('In a fork of VS Code without translations', () => {
  it('the built code speaks English', () => {
    const code = readFileSync(join(repository, 'dist', 'failureTexts.cjs'), 'utf8');
    const module = { exports: {} as { explain: typeof explain } };
    const outside = createRequire(import.meta.url);
    const run = compileFunction(code, ['module', 'exports', 'require']) as (...given: readonly unknown[]) => void;
    run(module, module.exports, (name: string) => (name === 'vscode' ? {} : (outside(name) as unknown)));
    const refused = new ApiError('refused', { networkCode: 'ECONNREFUSED' });
    assert.equal(
      module.exports.explain(refused, 'acme.eu.auth0.com').meaning,
      'acme.eu.auth0.com refused the connection (ECONNREFUSED): nothing listens there.',
    );
  });
});
