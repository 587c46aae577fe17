import * as assert from 'node:assert/strict';
import { terminalLinks } from '../../../src/editor/organizationIdProviders.ts';

const id = 'org_VGZx1ySGh6PrYv0Y';
const unknownId = 'org_AAAAAAAAAAAAAAA1';

// `test/ui/terminal.test.ts` follows them in a terminal, for which VS Code has no command.
describe('The links of a line in a terminal', () => {
  const linksIn = (line: string, name = 'Acme') =>
    terminalLinks(
      {
        finder: () => (wanted) =>
          wanted === id ? { domain: 'acme.eu.auth0.com', organization: { id, display_name: name } } : undefined,
        tenants: { titleOf: () => 'Production', find: () => undefined },
      },
      line,
    ).map((link) => [line.slice(link.startIndex, link.startIndex + link.length), link.id, link.tooltip]);

  it('are on the IDs in the line, and say what is known about these', () => {
    assert.deepEqual(linksIn(`李雷 at ${id}, not at "${unknownId}"`), [
      [id, id, 'Open Acme of Production'],
      [unknownId, unknownId, 'Open Organization'],
    ]);
  });

  it('leave addresses and longer words alone', () => {
    assert.deepEqual(linksIn(`https://acme.example/${id} x${id} ${id}x org_responsibilities org_`), []);
  });

  it('show names as they are', () => {
    const [[, , tooltip] = []] = linksIn(id, 'A\u202e\n[x](command:y)');
    assert.equal(tooltip, 'Open A\\u202e [x] (command:y) of Production');
  });
});
