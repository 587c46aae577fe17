import assert from 'node:assert/strict';
import { readList, readTexts } from '../../../src/find/lookUpInputs.ts';

const idOf = (number: number) => `org_${String(number).padStart(16, '0')}`;

describe('A text', () => {
  const read = (text: string) => {
    const { inputs, withNames } = readList(text) ?? {};
    return [inputs, withNames].map((some) => some?.map((input) => input.text).join(' '));
  };

  it('with IDs is looked up for these alone, and has names besides only where words can be names', () => {
    for (const [text, ids, withNames] of [
      [`Why can’t acme (${idOf(1)}) log in?`, idOf(1), `Why acme ${idOf(1)} log`],
      [`${idOf(1)}, acme`, idOf(1), `${idOf(1)} acme`],
      [`https://x.example/${idOf(1)}/a. ?! a*b`, idOf(1), undefined],
      [`${idOf(1)} ${idOf(2)}`, `${idOf(1)} ${idOf(2)}`, undefined],
    ] as const) {
      assert.deepEqual(read(text), [ids, withNames], text);
    }
  });

  it('without IDs is a list of names, one a line, with commas, or with spaces that were line breaks', () => {
    for (const text of [
      'acme\nbeta_2',
      'acme, beta_2',
      '- acme\n- beta_2',
      '["acme", "beta_2"]',
      ' acme  beta_2 ',
      '“acme”, „beta_2“',
      '«\u00a0acme\u00a0»\n«beta_2»',
    ]) {
      assert.deepEqual(read(text), ['acme beta_2', undefined], text);
    }
    assert.deepEqual(read('ACME, a*b'), ['ACME a*b', undefined], 'what is no name is said in the table');
    assert.deepEqual(read('acme'), ['acme', undefined]);
  });

  it('has one name in double quotes, whatever stands in it', () => {
    const texts = (text: string) => readList(text)?.inputs.map((input) => input.text);
    assert.deepEqual(texts('acme, "O\'Brien & Sons", "beta"'), ['acme', "O'Brien & Sons", 'beta']);
    const withIds = `${idOf(1)}, "O'Brien & Sons", "org ${idOf(2)}"`;
    assert.deepEqual(read(withIds), [`${idOf(1)} ${idOf(2)}`, undefined]);
  });

  it('without IDs that is prose, or has nothing to look up, is none', () => {
    for (const text of ['Jane of acme cannot log in.', 'acme, cannot log in!', 'Acme Corporation', '', ' , ', '???']) {
      assert.equal(readList(text), undefined, text);
    }
  });

  it('is taken word by word where each was given by itself', () => {
    const texts = (given: readonly string[]) => readTexts(given)?.inputs.map(({ text }) => text);
    assert.deepEqual(texts([idOf(1), 'acme', `x=${idOf(2)}`, '???']), [idOf(1), 'acme', idOf(2), '???']);
    assert.equal(texts(['???']), undefined);
  });
});
