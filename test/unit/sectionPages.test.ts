import assert from 'node:assert/strict';
import { read, sectionPages, withAllSections } from '../sectionPages.ts';

describe('The files that name the sections', () => {
  for (const page of Object.keys(sectionPages)) {
    it(`have all of them: ${page}; \`npm exec -- node test/sectionPages.ts\` writes it`, () => {
      assert.equal(read(page), withAllSections(page));
    });
  }
});
