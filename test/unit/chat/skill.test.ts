import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { planOf } from '../../../src/access/factReader.ts';
import { requestsForApplication } from '../../../src/chat/toolInput.ts';
import { repository } from '../../vscode/folders.ts';

interface Manifest {
  readonly contributes: {
    readonly chatSkills: readonly { readonly path: string }[];
    readonly languageModelTools: readonly { readonly name: string }[];
  };
}

const { contributes } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Manifest;
const [{ path } = assert.fail(), ...others] = contributes.chatSkills;
const [, header = '', body = ''] = readFileSync(join(repository, path), 'utf8').split(/^---\n/m);

describe('The skill', () => {
  it('has a name and a description as VS Code and the specification want them', () => {
    // https://agentskills.io/specification
    const { name, description, ...rest } = parse(header) as Readonly<Record<string, string>>;
    assert.deepEqual([name, basename(path), others, rest], [basename(dirname(path)), 'SKILL.md', [], {}]);
    assert.match(name ?? '', /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.ok(description && description.length <= 1024);
  });

  it('is one page, and says of each tool what it is for and what it costs', () => {
    assert.ok(body.trim().split('\n').length <= 60);
    const named = Array.from(body.matchAll(/^\|.*`(\w+)`/gm), ([, name = '']) => name);
    const names = contributes.languageModelTools.map(({ name }) => name);
    assert.deepEqual(named.toSorted(), names.toSorted());
  });

  it('says what an explanation costs, from an organization alone to all by name', () => {
    const question = { domain: 'acme.eu.auth0.com', organizationId: 'org_1' };
    const whole = { ...question, clientId: 'Portal', userId: 'auth0|1' };
    const [least, byId] = [question, whole].map((asked) => planOf(asked, undefined, {}).requests);
    const { requests, attempts } = planOf(whole, undefined, { profile: { user_id: 'auth0|1' } });
    // The name of the organization, an application whose name can be an ID, and an address in two spellings.
    const before = 1 + requestsForApplication('customer-portal-production') + 2;
    const cost = `${least} to ${byId}, by names at most ${requests + before}, with repeats ${attempts + 3 * before}`;
    assert.ok(body.includes(cost), cost);
  });
});
