import * as assert from 'node:assert/strict';
import { until } from '../../patience.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { messagesDuring } from '../messages.ts';
import { type ObservedPick, observePicks } from '../observedPick.ts';
import { connect, connectLoaded, forget, run, tenants } from '../tenants.ts';
import {
  applicationsAt,
  choose,
  explain,
  explainAgreed,
  labelsOf,
  type Pick,
  questionAt,
} from './explainAccessSteps.ts';

const { small, support } = tenants;
const { domain } = support;
const { clientId, email, userId, organizationId } = stories.blockedUser;
const next = 'next@acme.example';

describe('Explain Failed Login for the next person', () => {
  beforeEach(() => connect(support));
  afterEach(() => forget(support));

  /** Types the next person where everything is filled in. @returns the first question, with the cost of finding the person */
  async function typeNext(pick: Pick, cost: string): Promise<ObservedPick> {
    const last = await questionAt(pick, '4/4');
    last.type(next);
    await choose(last, 'Another User…');
    const first = await questionAt(pick, '1/4');
    assert.deepEqual([first.title, first.value], ['Explain Failed Login', next]);
    const row = await first.item(/Find the users with the email address/);
    assert.equal(row.detail, cost);
    return first;
  }

  it('begins anew from what an explanation in front fills in, and takes the address that is typed there', async () => {
    assert.ok(await explainAgreed({ domain, organizationId, clientId: null, userId }));
    await observePicks(async (pick) => {
      const explaining = explain();
      const first = await typeNext(pick, '1 request');
      first.hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('looks for the person in all connected tenants, and names the tenant of organizations until then', async () => {
    await connectLoaded(small);
    try {
      assert.ok(await explainAgreed({ domain, organizationId, clientId: null, userId }));
      await observePicks(async (pick) => {
        const explaining = explain();
        const first = await typeNext(pick, 'at most 2 requests');
        first.hide();
        assert.equal(await explaining, undefined);

        const own = explain({ domain, userId });
        const question = await questionAt(pick, '1/3');
        assert.equal(question.title, `Explain Failed Login of ${userId} in ${domain}`);
        assert.ok(!labelsOf(question).includes('Another User…'));
        question.hide();
        assert.equal(await own, undefined);
      });
    } finally {
      await forget(small);
    }
  });

  it('does not take the organization that was chosen before for what is typed', async () => {
    await observePicks(async (pick) => {
      const explaining = explain({ domain });
      const first = await questionAt(pick, '1/4');
      first.type(userId);
      await first.choose(new RegExp(`Find the user ${userId.replace('|', '.')}`));
      const ofUser = () =>
        until(() => {
          const question = pick();
          return question && labelsOf(question).includes('Another User…') && question;
        });
      const [own] = (await ofUser()).items;
      await choose(await ofUser(), own?.label ?? '-');
      assert.ok((await applicationsAt(pick, '2/4')).back());
      await choose(await ofUser(), 'Another User…');
      const again = await until(() => {
        const question = pick();
        return question?.title === 'Explain Failed Login' && question;
      });
      assert.equal(again.value, '');
      again.hide();
      assert.equal(await explaining, undefined);
    });
  });

  for (const [who, text, row] of [
    ['an account there', stories.everythingFine.userId, /^\$\(search\) Find the user /],
    ['no account', next, /^Explain for next@/],
  ] as const) {
    it(`keeps the application for a person of the same tenant, of several: ${who}`, async () => {
      await connectLoaded(small);
      const { organizationId: other } = stories.everythingFine;
      try {
        assert.ok(await explainAgreed({ domain, organizationId, clientId, userId }));
        await observePicks(async (pick) => {
          const explaining = explain();
          const last = await questionAt(pick, '4/4');
          last.type(text);
          await choose(last, 'Another User…');
          const first = await questionAt(pick, '1/4');
          await first.choose(/^\$\(search\) Find the user/);
          if (text === next) {
            await (await questionAt(pick, '2/4')).choose(row);
            const place = await questionAt(pick, '1/4');
            place.type(other);
            await place.choose(/^Ask /);
          }
          const place = await until(
            () => pick()?.items.some(({ description }) => description?.includes(other)) && pick(),
          );
          await place.choose(new RegExp(other));
          const confirmed = await until(
            () => pick()?.items.some(({ label }) => label.startsWith('Make at Most')) && pick(),
          );
          assert.match(confirmed.placeholder ?? '', new RegExp(`^Application: ${clientId} · User: `));
          confirmed.hide();
          assert.equal(await explaining, undefined);
        });
      } finally {
        await forget(small);
      }
    });
  }

  it('is named again where the person goes back to the first question', async () => {
    await connectLoaded(small);
    try {
      await observePicks(async (pick) => {
        const explaining = explain();
        const first = await questionAt(pick, '1/4');
        first.type(email);
        await first.choose(/^\$\(search\) Find the users/);
        const own = await questionAt(pick, '2/5');
        await choose(own, 'Another Organization…');
        const place = await until(() => pick() !== own && pick()?.step === '2/5' && pick());
        assert.equal(place.value, '');
        assert.ok(place.back());
        const again = await until(() => pick() !== place && pick()?.step === '2/5' && pick());
        assert.ok(again.back());
        assert.equal((await questionAt(pick, '1/4')).value, email);
        pick()?.hide();
        assert.equal(await explaining, undefined);
      });
    } finally {
      await forget(small);
    }
  });

  it('is asked for again, and that is said, where the organization is changed to one of another tenant', async () => {
    const [elsewhere] = await small.organizations();
    await connectLoaded(small);
    try {
      assert.ok(await explainAgreed({ domain, organizationId, clientId: null, userId }));
      const messages = await messagesDuring(() =>
        observePicks(async (pick) => {
          const explaining = explain();
          let question = await questionAt(pick, '4/4');
          for (const step of ['3/4', '2/4', '1/4']) {
            assert.ok(question.back());
            question = await questionAt(pick, step);
          }
          question.type(elsewhere?.id ?? '-');
          await question.choose(new RegExp(elsewhere?.name ?? '-'));
          await choose(await applicationsAt(pick, '2/4'), 'Without an application');
          const person = await questionAt(pick, '3/4');
          assert.equal(labelsOf(person)[0], 'Without a user');
          person.hide();
          return explaining;
        }),
      );
      const text = `${userId} is a person of ${domain}: who logs in to ${small.domain} is asked for again.`;
      assert.deepEqual(
        messages.map((message) => message.text),
        [text],
      );
    } finally {
      await forget(small);
    }
  });

  it('is offered the organizations that could be read, where the tenant refuses to send the rest', async () => {
    const match = '/users/.*/organizations';
    const [read] = await support.organizations();
    const body = { organizations: [{ id: read?.id, name: read?.name }], start: 0, limit: 1, total: 2 };
    await support.inject({ match, times: 1, answer: { status: 200, body } });
    await support.inject({
      match,
      answer: { status: 403, body: { statusCode: 403, error: 'Forbidden', message: 'No' } },
    });
    await observePicks(async (pick) => {
      const explaining = explain({ domain, userId });
      const own = await questionAt(pick, '1/3');
      assert.deepEqual(labelsOf(own), [read?.name, 'Another Organization…']);
      assert.equal(
        own.placeholder,
        'Organizations of the user that could be read. The tenant does not allow the request: No.',
      );
      own.hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('says that the tenant alone is not connected any more', async () => {
    await connectLoaded(small);
    try {
      await observePicks(async (pick) => {
        const explaining = explain({ domain });
        const first = await questionAt(pick, '1/4');
        await run('disconnectTenant', domain);
        await first.item(/^No tenant of this search is connected any more/);
        first.hide();
        assert.equal(await explaining, undefined);
      });
    } finally {
      await forget(small);
    }
  });

  it('is not offered where arguments say who it is', async () => {
    await observePicks(async (pick) => {
      const explaining = explain({ domain, organizationId, clientId: null, userId });
      const last = await questionAt(pick, '1/1');
      assert.deepEqual(labelsOf(last).length, 1);
      last.hide();
      assert.equal(await explaining, undefined);
    });
  });
});
