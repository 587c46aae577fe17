import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { explain } from '../../../src/access/explanation.ts';
import { report } from '../../../src/access/explanationReport.ts';
import { stories, type StoryName } from '../../tenant/contents/stories.ts';
import { repository } from '../../vscode/folders.ts';
import { renderedClosed } from '../text/renderedMarkdown.ts';
import { briefly } from './accessFacts.ts';
import { parts } from './explanations.ts';
import { FactReading } from './factReading.ts';

/** What is found wrong in each story. */
const found: Readonly<Record<StoryName, readonly string[]>> = {
  samlNotEnabled: ['sure userConnection'],
  noConnection: ['sure connectionsEnabled'],
  hiddenConnections: ['likely connectionsVisible'],
  blockedUser: ['sure userBlocked'],
  bruteForce: ['likely accountBlocked', 'likely password'],
  everythingFine: [],
  hostileNames: ['sure member'],
  usageDeny: ['sure organizationUsage'],
  usageAbsent: ['sure organizationUsage'],
  // The log does not tell who has sent no organization.
  requireWithoutOrganization: [],
  appNotAssociated: ['sure association'],
  thirdPartyBlocked: ['sure thirdPartyAccess'],
  notAMember: ['sure member'],
  invitationForAnotherAddress: ['sure member', 'likely invitationAddress'],
  invitationExpired: ['sure member', 'likely ownInvitation'],
  signUpOff: ['sure ownInvitation', 'sure member', 'likely signup'],
  domainPending: ['likely discoveryDomains'],
};

const names = Object.keys(found) as readonly StoryName[];

/** How much a person sees of an explanation with one cause before any list is opened, in UTF-16 code units. */
const MOST_CHARACTERS = 1500;

describe('The explanation of a login that fails', () => {
  let reading: FactReading;
  before(async () => {
    reading = await FactReading.start({ organizations: 0, stories: true });
  });
  after(() => reading.tenant.close());

  for (const name of names) {
    it(`finds what is wrong: ${name}`, async () => {
      const { organizationId, clientId, userId } = stories[name];
      const question = { domain: reading.tenant.domain, organizationId, clientId, userId };
      const { findings } = explain(question, await reading.read(question), Date.now(), 0);
      assert.deepEqual(findings.filter(({ result }) => result !== 'passed').map(briefly), found[name]);
    });
  }

  for (const language of ['en', 'fr']) {
    it(`is short where it has one cause, in ${language}`, async () => {
      l10n.config({ contents: language === 'fr' ? await frenchTexts() : {} });
      try {
        const withOneCause = names.filter((name) => found[name].length <= 1);
        assert.ok(withOneCause.length >= 13);
        for (const name of withOneCause) {
          const { organizationId, clientId, userId } = stories[name];
          const question = { domain: reading.tenant.domain, organizationId, clientId, userId };
          const explanation = explain(question, await reading.read(question), Date.now(), 9);
          const { text } = renderedClosed(report(explanation, { ...parts, language, tenantTitle: 'Support cases' }));
          const shown = text.replace(/\n+/g, '\n').trim();
          assert.ok(shown.length <= MOST_CHARACTERS, `${name}: ${shown.length}\n${shown}`);
        }
      } finally {
        l10n.config({ contents: {} });
      }
    });
  }
});

async function frenchTexts(): Promise<Record<string, string>> {
  const text = await readFile(join(repository, 'l10n', 'bundle.l10n.fr.json'), 'utf8');
  return JSON.parse(text) as Record<string, string>;
}
