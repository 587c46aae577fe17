import assert from 'node:assert/strict';
import { paletteQueries } from '../paletteQueries.ts';
import { listed } from '../paletteRanking.ts';

describe('The command palette', () => {
  for (const { language, queries } of paletteQueries) {
    for (const [typed, name, place = 1] of queries) {
      it(`in ${language} has ${name} ${place === 1 ? 'first' : 'among the first two'} for “${typed}”`, () => {
        const names = listed(language, typed);
        assert.ok(names.slice(0, place).includes(name), names.join());
      });
    }
  }
});
