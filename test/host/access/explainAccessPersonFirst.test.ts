import * as assert from 'node:assert/strict';
import { stories } from '../../tenant/contents/stories.ts';
import { applicationUri } from '../../../src/access/accessDocuments.ts';
import { userUri } from '../../../src/users/userDocuments.ts';
import { until } from '../../patience.ts';
import { type ObservedPick, observePicks } from '../observedPick.ts';
import { connect, connectLoaded, forget, openDocument, tenants } from '../tenants.ts';
import { asked, organizationsOf, profileQuery } from '../users/userRequests.ts';
import { applicationsAt, choose, explain, labelsOf, listRequest, type Pick, questionAt } from './explainAccessSteps.ts';

const { inside, small, support } = tenants;
const jane = 'samlp|acme|jane@acme.example';
const { domain } = support;
const { userId, email, organizationId } = stories.blockedUser;
const byEmail = (address: string) => `GET /api/v2/users-by-email?email=${address}&${profileQuery}`;

describe('The first question of Explain Failed Login', () => {
  beforeEach(() => connect(support));
  afterEach(() => forget(support));

  /** Finds a person at the question for the organization. */
  async function find(question: ObservedPick, text: string): Promise<void> {
    question.type(text);
    // The row of the text before is still there.
    await question.choose(new RegExp(`Find the user.* ${text.replace(/[.|]/g, '.')}`));
  }

  /** The question for an organization of the user, once they are read. */
  function ofUser(pick: Pick): Promise<ObservedPick> {
    return until(() => {
      const question = pick();
      const names = ['Blanca Ruiz', userId].map((name) => `Explain Failed Login of ${name}`);
      const isOfUser = names.some((name) => question?.title?.startsWith(name));
      return isOfUser && question !== undefined && labelsOf(question).includes('Another User…') && question;
    });
  }

  async function titleOfStory(): Promise<string> {
    const organization = (await support.organizations()).find(({ id }) => id === organizationId);
    return organization?.display_name ?? assert.fail();
  }

  it('takes the email address of a person, and asks for one of the organizations of that person', async () => {
    await observePicks(async (pick) => {
      const explaining = explain({ domain });
      const first = await questionAt(pick, '1/4');
      first.type(email);
      const row = await first.item(/^\$\(search\) Find the users with the email address/);
      assert.equal(row.detail, '1 request');
      await first.accept(row);
      const own = await ofUser(pick);
      assert.equal(own.step, '1/4');
      await choose(own, await titleOfStory());
      const application = await applicationsAt(pick, '2/4');
      await choose(application, 'Without an application');
      const last = await questionAt(pick, '4/4');
      assert.equal(last.placeholder, `Without an application · User: Blanca Ruiz`);
      last.hide();
      assert.equal(await explaining, undefined);
    });
    const requests = (await asked(support)).filter((request) => request.includes('/users'));
    assert.deepEqual(requests, [byEmail(email), organizationsOf(userId)]);
  });

  it('takes the ID of a user, another user in place of one, and asks for that one after the application', async () => {
    await observePicks(async (pick) => {
      const explaining = explain({ domain });
      await find(await questionAt(pick, '1/4'), userId);
      const own = await ofUser(pick);
      await choose(own, 'Another User…');
      const again = await until(() => {
        const question = pick();
        return question?.title === 'Explain Failed Login' && question;
      });
      again.type(organizationId);
      await again.choose(new RegExp(organizationId));
      await choose(await applicationsAt(pick, '2/4'), 'Without an application');
      (await questionAt(pick, '3/4')).hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('finds a person in all connected tenants, and the tenant by that', async () => {
    await connectLoaded(small);
    try {
      await observePicks(async (pick) => {
        const explaining = explain({});
        const first = await questionAt(pick, '1/4');
        first.type(email);
        const row = await first.item(/^\$\(search\) Find the users/);
        assert.equal(row.detail, 'at most 2 requests');
        await find(first, email);
        const own = await ofUser(pick);
        assert.equal(own.step, '2/5');
        await choose(own, await titleOfStory());
        const application = await applicationsAt(pick, '3/5');
        assert.equal(application.title, `Explain Failed Login to ${await titleOfStory()}`);
        application.hide();
        assert.equal(await explaining, undefined);
      });
      assert.deepEqual(await asked(small), [byEmail(email)]);
    } finally {
      await forget(small);
    }
    const [found, organizations, applications] = (await asked(support)).filter(
      (request) => !request.includes('take=50'),
    );
    assert.deepEqual([found, organizations, applications], [byEmail(email), organizationsOf(userId), listRequest]);
  });

  it('forgets an organization where the person goes back and names somebody of another tenant', async () => {
    await connectLoaded(small);
    const [other] = await small.organizations();
    try {
      await observePicks(async (pick) => {
        const explaining = explain({});
        const first = await questionAt(pick, '1/4');
        await first.choose(new RegExp(` ${small.domain} · .*${other?.id}$`));
        assert.ok((await applicationsAt(pick, '2/4')).back());
        await find(await questionAt(pick, '1/4'), email);
        const own = await ofUser(pick);
        assert.equal(own.step, '2/5');
        await choose(own, await titleOfStory());
        const application = await applicationsAt(pick, '3/5');
        assert.equal(application.title, `Explain Failed Login to ${await titleOfStory()}`);
        application.hide();
        assert.equal(await explaining, undefined);
      });
    } finally {
      await forget(small);
    }
  });

  it('takes an address without an account, and keeps it for the explanation', async () => {
    await connectLoaded(small);
    const nobody = 'nobody@acme.example';
    try {
      await observePicks(async (pick) => {
        const explaining = explain({});
        await find(await questionAt(pick, '1/4'), nobody);
        const row = await (await questionAt(pick, '2/4')).item(/^Explain for nobody@/);
        assert.equal(row.description, '', 'it is of no tenant');
        await pick()?.accept(row);
        const place = await questionAt(pick, '1/4');
        assert.equal(place.title, `Explain Failed Login of ${nobody}`);
        place.type(organizationId);
        await place.choose(/^Ask /);
        await place.choose(new RegExp(organizationId));
        assert.ok((await applicationsAt(pick, '2/4')).back());
        const again = await questionAt(pick, '1/4');
        const [elsewhere] = await small.organizations();
        again.type(elsewhere?.id ?? '');
        await again.choose(new RegExp(elsewhere?.id ?? 'none'));
        await choose(await applicationsAt(pick, '2/4'), 'Without an application');
        const last = await questionAt(pick, '4/4');
        assert.equal(last.placeholder, `Without an application · User: ${nobody}`);
        last.hide();
        assert.equal(await explaining, undefined);
      });
    } finally {
      await forget(small);
    }
  });

  it('keeps the address when the person goes back, and asks for any organization where those of a user are refused', async () => {
    await support.inject({ match: '/organizations\\?page', answer: { status: 403, body: { message: 'No' } } });
    await observePicks(async (pick) => {
      const explaining = explain({ domain });
      await find(await questionAt(pick, '1/4'), 'nobody@acme.example');
      const person = await questionAt(pick, '2/4');
      await person.item(/^No user found/);
      assert.ok(person.back());
      const again = await questionAt(pick, '1/4');
      assert.equal(again.value, 'nobody@acme.example');
      await find(again, userId);
      const place = await until(() => {
        const question = pick();
        return question?.title === `Explain Failed Login of ${userId}` && question;
      });
      assert.match(place.placeholder ?? '', /^The organizations of the user could not be read\. Organization: /);
      place.hide();
      assert.equal(await explaining, undefined);
    });
  });

  /** The question for any organization, where none of the user is offered. */
  async function placeOf(given: object, person: string): Promise<string> {
    return observePicks(async (pick) => {
      const explaining = explain(given);
      const place = await questionAt(pick, '1/3');
      assert.equal(place.title, `Explain Failed Login of ${person}`);
      place.hide();
      assert.equal(await explaining, undefined);
      return place.placeholder ?? '';
    });
  }

  it('says why it offers no organization of a user', async () => {
    const nobody = 'auth0|nobody';
    assert.match(await placeOf({ domain, userId: nobody }, nobody), /^No user has this ID\. Organization: part of /);
    const body = { organizations: [], start: 0, limit: 100, total: 0 };
    await support.inject({ match: '/organizations\\?page', answer: { status: 200, body } });
    assert.match(await placeOf({ domain, userId }, userId), /^The user is in no organization\. Organization: part of /);
  });

  it('takes an address of which no tenant can tell whether there is an account', async () => {
    await support.inject({ match: '/users-by-email', answer: { status: 403, body: { message: 'No' } } });
    await observePicks(async (pick) => {
      const explaining = explain({ domain, clientId: null });
      await find(await questionAt(pick, '1/3'), email);
      const person = await questionAt(pick, '2/3');
      const failure = await person.item(/403/);
      const row = person.items.find(({ label }) => label === `Explain for ${email}`);
      assert.ok(row, labelsOf(person).join('\n'));
      assert.notEqual(person.items[0], row, failure.label);
      await person.accept(row);
      const place = await questionAt(pick, '1/3');
      assert.equal(place.title, `Explain Failed Login of ${email}`);
      place.hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('leads from the document of an application to all connected tenants', async () => {
    await connect(inside);
    try {
      await openDocument(applicationUri(domain, stories.blockedUser.clientId));
      await observePicks(async (pick) => {
        const explaining = explain();
        const first = await questionAt(pick, '2/5');
        first.type(email);
        assert.equal((await first.item(/Find the users/)).detail, 'at most 2 requests');
        assert.ok(first.back());
        await questionAt(pick, '1/4');
        pick()?.hide();
        assert.equal(await explaining, undefined);
      });
    } finally {
      await forget(inside);
    }
  });

  it('does not speak of metadata where they are not searched', async () => {
    await observePicks(async (pick) => {
      const explaining = explain({ domain });
      const first = await questionAt(pick, '1/4');
      first.press('Search Without Metadata');
      assert.match(first.placeholder ?? '', /^Organization: ID or name\. Or the email address /);
      first.hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('looks for another person in all connected tenants, from the page of a user as well', async () => {
    await connect(inside);
    try {
      await openDocument(userUri({ domain, userId, withAllRoles: false }));
      await observePicks(async (pick) => {
        const explaining = explain();
        const own = await ofUser(pick);
        assert.equal(own.step, '2/5');
        await choose(own, 'Another Organization…');
        const place = await until(() => {
          const question = pick();
          return question !== own && question?.step === '2/5' && question;
        });
        await find(place, jane);
        // Both tenants have an account with this ID.
        await (await questionAt(pick, '3/5')).choose(new RegExp(`Jane Doe ${inside.domain}`));
        const ofJane = await until(() => {
          const question = pick();
          return question?.title === `Explain Failed Login of Jane Doe in ${inside.domain}` && question;
        });
        await choose(ofJane, 'Another User…');
        const first = await questionAt(pick, '1/4');
        assert.equal(first.title, 'Explain Failed Login');
        first.type(email);
        const row = await first.item(/^\$\(search\) Find the users/);
        assert.equal(row.detail, 'at most 2 requests');
        first.hide();
        assert.equal(await explaining, undefined);
      });
    } finally {
      await forget(inside);
    }
  });

  it('is not about a person whom an argument names', async () => {
    await connectLoaded(support);
    await observePicks(async (pick) => {
      const explaining = explain({ domain, userId: null });
      const first = await questionAt(pick, '1/3');
      first.type(email);
      await first.item(/ matches no organization of /);
      assert.ok(!labelsOf(first).some((label) => label.includes('Find the user')));
      first.hide();
      assert.equal(await explaining, undefined);
    });
  });
});
