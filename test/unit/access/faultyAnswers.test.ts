import assert from 'node:assert/strict';
import { explain, type Explanation } from '../../../src/access/explanation.ts';
import { report } from '../../../src/access/explanationReport.ts';
import { headline } from '../../../src/access/headline.ts';
import { readFacts } from '../../../src/access/readFacts.ts';
import { rendered } from '../text/renderedMarkdown.ts';
import { ApiError } from '../../../src/api/apiError.ts';
import { parts } from './explanations.ts';
import { type Fault, faults } from './stories/faults.ts';
import { questionOf, stories } from './stories/allStories.ts';
import type { Story } from './stories/story.ts';
import { StoryTenant } from './stories/storyTenant.ts';

/** Stories which make every kind of request, of which most have a certain answer. */
const asked: readonly string[] = [
  'an old wrong password, and a login today',
  'two accounts of one address, and the one that is asked about is of another connection',
  'the application asks for the email address and the domain is pending',
  'per-application access on, member access off for the application',
  'per-application access on and nothing associated',
  'third-party application that is allowed, connection not at the level of the domain',
  'the open invitation is for another application',
  'invited, and no domain is that of the address',
  'machine: the grant is not associated with the organization',
];

/** What the answers below a path prove. */
const proofs: readonly (readonly [path: RegExp, ...conditions: string[]])[] = [
  [/^organizations\/[^/]+$/, 'organizationExists', 'thirdPartyAccess', 'association', 'associatedApplications'],
  [/enabled_connections$/, 'connectionsEnabled', 'connectionsVisible', 'userConnection', 'applicationConnections'],
  [/discovery-domains$/, 'discoveryDomains', 'discoveryOfUser'],
  [/^organizations\/[^/]+\/clients\/[^/]+$/, 'association'],
  [/^organizations\/[^/]+\/clients$/, 'associatedApplications', 'associatedUsage'],
  [/client-grants$/, 'clientGrants', 'grantOrganization'],
  [/^clients$/, 'clientGrants'],
  [/^clients\/[^/]+$/, 'applicationExists', 'flow', 'organizationUsage', 'organizationSent', 'thirdPartyMode'],
  [/^clients\/[^/]+\/connections$/, 'applicationConnections'],
  [/^connections\/[^/]+$/, 'domainConnection'],
  [/^users\/[^/]+$/, 'userExists', 'userBlocked', 'userConnection', 'emailVerified'],
  [/^users-by-email$/, 'userExists', 'namesakes'],
  [/^users\/[^/]+\/organizations$/, 'member', 'anyMembership'],
  [/invitations$/, 'ownInvitation'],
];

/** What a 404 proves: that there is no such thing, and that a person has to sign up. */
const denials = ['organizationExists', 'applicationExists', 'userExists', 'signup'];

/** How many tenants answer side by side. The time goes by in waiting for them. */
const TENANTS = 8;

describe('A faulty answer', () => {
  const tenants = Array.from({ length: TENANTS }, () => new StoryTenant());
  before(() => Promise.all(tenants.map((tenant) => tenant.start())));
  after(() => Promise.all(tenants.map((tenant) => tenant.close())));

  /** The explanation of a story, `undefined` if nothing at all could be read. */
  const explained = async (tenant: StoryTenant, story: Story): Promise<Explanation | undefined> => {
    tenant.state = story.state;
    tenant.requests = [];
    tenant.faulty = 0;
    const question = questionOf(story, tenant.domain);
    const context = { signal: new AbortController().signal, priority: 'person' } as const;
    try {
      const { facts, requests } = await readFacts(tenant.tenants(), question, context);
      return explain(question, facts, Date.now(), requests);
    } catch (error) {
      assert.ok(error instanceof ApiError, String(error));
      return undefined;
    }
  };

  /** What each story asks for without a fault, and what is certain of it. */
  const paths: (readonly [Story, path: string, certain: readonly string[]])[] = [];
  before(async () => {
    const [tenant] = tenants;
    for (const story of stories.filter(({ name }) => asked.includes(name))) {
      const { findings } = (tenant && (await explained(tenant, story))) ?? assert.fail(story.name);
      const certain = findings.flatMap((one) => (isSure(one) ? one.condition : []));
      paths.push(...[...new Set(tenant?.requests)].map((path) => [story, path, certain] as const));
    }
  });

  let count = 0;
  for (const fault of faults) {
    it(`is no exception and proves nothing: ${fault.name}`, async () => {
      const left = [...paths];
      count += left.length;
      const wrong: string[] = [];
      await Promise.all(
        tenants.map(async (tenant) => {
          for (let next = left.pop(); next; next = left.pop()) {
            const [story, path, certain] = next;
            tenant.fault = { ...fault, befalls: (url) => pathOf(url) === path };
            const explanation = await explained(tenant, story);
            const told = explanation && tenant.faulty > 0 ? untruths(explanation, path, certain, fault) : [];
            wrong.push(...told.map((one) => `${story.name}, ${path}: ${one}`));
          }
          tenant.fault = undefined;
        }),
      );
      assert.deepEqual(wrong, []);
    });
  }

  it('was given a thousand times', () => {
    assert.ok(count >= 1000, String(count));
  });
});

function pathOf(url: string): string {
  return new URL(url, 'http://story').pathname.replace('/api/v2/', '');
}

function isSure(finding: Explanation['findings'][number]): boolean {
  return finding.result === 'failed' && finding.certainty === 'sure';
}

/** How much a headline may say, in UTF-16 code units. */
const MOST_CHARACTERS = 1000;

/** What an explanation says that it must not. @param certain what is certain without the fault */
function untruths(
  explanation: Explanation,
  path: string,
  certain: readonly string[],
  { denies, isReadable }: Fault,
): readonly string[] {
  const first = headline(explanation);
  const { elements, links, text } = rendered(report(explanation, parts));
  const unfit = [
    ...links.filter((link) => !/^(?:https:\/\/auth0\.com|vscode:\/\/x\.y)\//.test(link)),
    ...elements.filter((name) => ['img', 'script'].includes(name)),
    ...(first.length > MOST_CHARACTERS ? ['a long headline'] : []),
  ];
  if (isReadable) {
    return unfit;
  }
  const { clientId, userId } = explanation.question;
  // Other applications are read for their names, and other accounts for their IDs.
  const isOfOther =
    (path.startsWith('clients/') && path.split('/')[1] !== clientId) ||
    (path === 'users-by-email' && userId !== undefined);
  const proved = isOfOther ? [] : proofs.flatMap(([pattern, ...conditions]) => (pattern.test(path) ? conditions : []));
  const claims = explanation.findings.filter(({ condition }) => !denies || !denials.includes(condition));
  return [
    ...unfit,
    ...claims.flatMap((one) => {
      const isProved = proved.includes(one.condition);
      if (isSure(one)) {
        return isProved || !certain.includes(one.condition) ? `certain ${one.condition}` : [];
      }
      return one.result === 'passed' && !one.isOpen && isProved ? `passed ${one.condition}` : [];
    }),
    ...(first.startsWith('Nothing was found') && !first.includes('could not be') ? [first] : []),
    ...(path === 'logs' && /neither a failed|no recent failed login|no login that/.test(first + text)
      ? ['no failure']
      : []),
  ];
}
