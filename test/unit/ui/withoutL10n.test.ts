import assert from 'node:assert/strict';
import type { allSections } from '../../../src/sections/organizationSections.ts';
import { ApiError } from '../../../src/api/apiError.ts';
import type { explain } from '../../../src/ui/failureTexts.ts';
import { builtValue, loader } from '../../package/builtFiles.ts';

describe('In a fork of VS Code without translations', () => {
  it('the built code speaks English', () => {
    const built = builtValue(loader(), 'src/ui/failureTexts.ts', 'explain') as typeof explain;
    const refused = new ApiError('refused', { networkCode: 'ECONNREFUSED' });
    assert.equal(built(refused).meaning, 'The connection was refused (ECONNREFUSED).');
  });
});

describe('In another language', () => {
  it('the built code takes the translations as it is activated: Eclipse Theia has none while it is loaded', () => {
    const bundle: Record<string, string> = {};
    const load = loader(bundle);
    const { activate } = load('./extension.cjs') as { activate: (context: unknown) => void };
    const built = builtValue(load, 'src/sections/organizationSections.ts', 'allSections') as typeof allSections;
    const sections = built().map(({ section }) => section);
    for (const { title, remark = '', emptyRemark = '' } of sections)
      Object.assign(bundle, { [title]: 'Titre', [remark]: 'Remarque', [emptyRemark]: 'Remarque' });
    // It goes no further: there is no context.
    assert.throws(() => {
      activate(undefined);
    }, TypeError);
    for (const { title, remark = 'Remarque', emptyRemark = 'Remarque' } of sections)
      assert.deepEqual([title, remark, emptyRemark], ['Titre', 'Remarque', 'Remarque']);
  });
});
