import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { explain } from '../../../src/ui/failureTexts.ts';
import { loader } from '../../package/builtFiles.ts';

describe('In a fork of VS Code without translations', () => {
  it('the built code speaks English', () => {
    const file = loader()('./failureTexts.cjs') as { $: { 'src/ui/failureTexts.ts': { explain: typeof explain } } };
    const refused = new ApiError('refused', { networkCode: 'ECONNREFUSED' });
    assert.equal(
      file.$['src/ui/failureTexts.ts'].explain(refused, 'acme.eu.auth0.com').meaning,
      'acme.eu.auth0.com refused the connection (ECONNREFUSED): nothing listens there.',
    );
  });
});
