import assert from 'node:assert/strict';
import type { allSections } from '../../../src/sections/organizationSections.ts';
import { ApiError } from '../../../src/api/apiError.ts';
import type { explain } from '../../../src/ui/failureTexts.ts';
import { loader } from '../../package/builtFiles.ts';

describe('In a fork of VS Code without translations', () => {
  it('the built code speaks English', () => {
    const file = loader()('./failureTexts.cjs') as { $: { failureTexts: { explain: typeof explain } } };
    const refused = new ApiError('refused', { networkCode: 'ECONNREFUSED' });
    assert.equal(
      file.$.failureTexts.explain(refused, 'acme.eu.auth0.com').meaning,
      'acme.eu.auth0.com refused the connection (ECONNREFUSED): nothing listens there.',
    );
  });
});

describe('In another language', () => {
  it('the built code takes the translations as it is activated: Eclipse Theia has none while it is loaded', () => {
    const bundle: Record<string, string> = {};
    const file = loader(bundle)('./extension.cjs') as {
      activate: (context: unknown) => void;
      $: { organizationSections: { allSections: typeof allSections } };
    };
    const sections = file.$.organizationSections.allSections().map(({ section }) => section);
    for (const { title, remark = '', emptyRemark = '' } of sections)
      Object.assign(bundle, { [title]: 'Titre', [remark]: 'Remarque', [emptyRemark]: 'Remarque' });
    // It goes no further: there is no context.
    assert.throws(() => {
      file.activate(undefined);
    }, TypeError);
    for (const { title, remark = 'Remarque', emptyRemark = 'Remarque' } of sections)
      assert.deepEqual([title, remark, emptyRemark], ['Titre', 'Remarque', 'Remarque']);
  });
});
