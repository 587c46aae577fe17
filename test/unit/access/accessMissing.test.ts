import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Organization } from '../../../src/api/organization.ts';
import { findingsOf } from '../../../src/access/conditions.ts';
import type { FactName, Facts, Missing } from '../../../src/access/facts.ts';
import type { Item } from '../../../src/sections/section.ts';
import { thirdParty } from './accessChanges.ts';
import { acme, billing, explained, factsWith, lacking, now, troubles } from './accessFacts.ts';
import { maskingRows } from './accessMasking.ts';
import { settingRows } from './accessSettings.ts';

const changes = [...settingRows, ...maskingRows].map(([, change]) => factsWith(change));
const names = Object.keys(factsWith({})) as readonly FactName[];
const kinds: readonly Missing['kind'][] = [
  'scope',
  'feature',
  'limit',
  'cutOff',
  'failed',
  'unneeded',
  'leftOut',
  'notFound',
];
/** What the question and the other facts do not account for. */
const accidents = kinds.slice(0, 5);

/** The facts of the logins in the tables, each as often as another. */
const distinct = (name: FactName) => [
  ...new Map(changes.map((facts) => [JSON.stringify(facts[name]), facts[name]])).values(),
];

/** Facts of any of the logins in the tables, mixed. */
const mixed = fc
  .tuple(...names.map((name) => fc.constantFrom(...distinct(name))))
  .map((facts) => Object.fromEntries(facts.map((fact, at) => [names[at], fact])) as Facts);

/** Which of the facts are missing, and why. */
function missing(reasons: readonly Missing['kind'][]) {
  const reason = fc.constantFrom(...reasons).map((kind) => lacking(kind));
  return fc.dictionary(fc.constantFrom(...names), reason) as fc.Arbitrary<Partial<Facts>>;
}

const ofId = (facts: Facts, id: string) => findingsOf(facts, now).find(({ condition }) => condition === id);

describe('Whatever facts of a login are missing,', () => {
  it('an explanation is given', () => {
    fc.assert(
      fc.property(mixed, missing(kinds), (facts, gaps) => {
        explained({ ...facts, ...gaps });
      }),
      { numRuns: 2000 },
    );
  });

  it('a condition is unknown because of a fact that is missing, or a list that was cut off', () => {
    fc.assert(
      fc.property(mixed, missing(kinds), (facts, gaps) => {
        const explanation = explained({ ...facts, ...gaps });
        for (const finding of explanation.findings) {
          if (finding.result !== 'unknown') continue;
          assert.ok(finding.missing.length > 0);
          for (const name of finding.missing) {
            assert.ok(explanation.missing[name], `${finding.condition}: ${name}`);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('no condition fails that could hold with them', () => {
    fc.assert(
      fc.property(mixed, missing(accidents), (facts, gaps) => {
        for (const finding of findingsOf({ ...facts, ...gaps }, now)) {
          // Whoever is not a member can become one by a connection that could not be read: it says so, and is no more than a hint.
          const isSaid = finding.condition === 'member' && 'certainty' in finding && finding.certainty === 'hint';
          if (finding.result !== 'failed' || isSaid) continue;
          const known = ofId(facts, finding.condition);
          assert.notEqual(known?.result, 'passed', finding.condition);
          assert.notEqual(known?.result, 'unknown', finding.condition);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('Of an organization whose settings the token may not read,', () => {
  const partly: Missing = { kind: 'scope', scopes: ['read:organizations'] };
  const seen = (organization: Organization, application: Item) =>
    troubles({ ...factsWith({ application }), organization: { value: organization, partly } });

  it('nobody knows which applications it takes', () => {
    assert.deepEqual(seen(acme, billing), ['unknown association: organization']);
    assert.ok(seen(acme, thirdParty).includes('unknown thirdPartyAccess: organization'));
  });

  it('what it shows decides', () => {
    assert.deepEqual(seen({ ...acme, is_app_entitlement_active: false }, billing), []);
    const blocking = { ...acme, is_app_entitlement_active: false, third_party_client_access: 'block' };
    assert.ok(seen(blocking, thirdParty).includes('sure thirdPartyAccess'));
  });
});
