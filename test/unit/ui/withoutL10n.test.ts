import assert from 'node:assert/strict';
import type { organizationSections } from '../../../src/sections/organizationSections.ts';
import { ApiError } from '../../../src/api/apiError.ts';
import type { explain } from '../../../src/ui/failureTexts.ts';
import { loader } from '../../package/builtFiles.ts';

describe('In a fork of VS Code without translations', () => {
  it('the built code speaks English', () => {
    const file = loader()('./failureTexts.cjs') as { $: { 'ui/failureTexts': { explain: typeof explain } } };
    const refused = new ApiError('refused', { networkCode: 'ECONNREFUSED' });
    assert.equal(
      file.$['ui/failureTexts'].explain(refused, 'acme.eu.auth0.com').meaning,
      'acme.eu.auth0.com refused the connection (ECONNREFUSED): nothing listens there.',
    );
  });
});

describe('In another language', () => {
  it('what the built code says from the moment when it is loaded is in this language', () => {
    const file = loader({ Members: 'Membres' })('./extension.cjs') as {
      $: { 'sections/organizationSections': { organizationSections: typeof organizationSections } };
    };
    assert.equal(file.$['sections/organizationSections'].organizationSections[0]?.title, 'Membres');
  });
});
