import assert from 'node:assert/strict';
import type { FailedEvent } from '../../../src/access/explanation.ts';
import { headline } from '../../../src/access/headline.ts';
import { asked, explanation, extents, notMember, passed } from './explanations.ts';

const wrong = {
  type: 'fp',
  organization_id: 'org_VGZx1ySGh6PrYv0Y',
  client_id: 'EQEL1',
  date: '2026-05-12T07:00:00.000Z',
  description: 'Wrong password.',
};
const failed = (more: object, isPast = false): FailedEvent => ({
  event: { ...wrong, ...more },
  names: [{ condition: 'member', title: 'Membership', by: 'text', hasPassed: isPast, isFollowed: false }],
  isPast,
});
const failure = { ...notMember, condition: 'member' };

describe('The headline without an application and a person', () => {
  for (const [what, more, told] of [
    ['by name', { client_name: 'Shop' }, ' Application in the log: Shop.'],
    ['by ID', {}, ' Application in the log: EQEL1.'],
    ['not at all', { client_id: '' }, ''],
  ] as const) {
    it(`names the application of the failure that it rests on: ${what}`, () => {
      const neither = { ...asked('neither', [passed]), missing: {} };
      assert.equal(
        headline({ ...neither, events: [failed(more)] }),
        `The log has a failed login to Acme, 2026-05-12 07:00 UTC: “Wrong password.”. It points to: Membership.${told}`,
      );
      assert.equal(
        headline({ ...neither, findings: [failure], events: [failed({ client_name: 'Past' }, true), failed(more)] }),
        `Probably logins to Acme fail: the user is not a member.${told}`,
      );
    });
  }

  it('is the only one that does', () => {
    for (const extent of extents.filter((one) => one !== 'neither')) {
      const text = headline(explanation([failure], { ...asked(extent, [failure]), missing: {}, events: [failed({})] }));
      assert.doesNotMatch(text, /Application in the log/);
    }
  });
});
