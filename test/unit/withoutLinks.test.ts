import assert from 'node:assert/strict';
import { withoutLinks } from '../../src/notifications/withoutLinks.ts';

describe('A text of a notification', () => {
  it('is the same to a person, without what VS Code makes a link of', () => {
    // The expression with which VS Code finds them: `vs/base/common/linkedText.ts`.
    const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
    const text =
      'Organization [Update](command:workbench.action.quit) could not be read. See [a](https://b.example "c").';
    assert.match(text, link);
    assert.doesNotMatch(withoutLinks(text), link);
    assert.equal(withoutLinks(text).replaceAll(' ', ''), text.replaceAll(' ', ''));
  });
});
