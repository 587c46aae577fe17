import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationSections } from '../../src/organizations/sections/sections.ts';
import type { SectionRow } from '../../src/organizations/sections/sectionRows.ts';
import type { Feature, FeatureState } from '../tenant/features.ts';
import { readScopes } from '../tenant/scopes.ts';
import {
  connect,
  contentOf,
  documentOf,
  forget,
  requestsOf,
  run,
  sectionRow,
  tenants,
  until,
} from './tenants.ts';

const { inside } = tenants;

const names = organizationSections.filter(({ source }) => 'field' in source).map(({ name }) => name);

/** All sections that are read, with paths whose keys need not be real, since nothing else is looked at first. */
const paths = organizationSections
  .filter(({ source }) => 'field' in source)
  .flatMap(({ name, sections = [] }) => [[name], ...sections.map((below) => [name, 'auth0|1', below.name])]);

/** The sections of the organization that need a feature, and one below an item. */
const featureSections: readonly (readonly [Feature, readonly string[]])[] = [
  ['clientGrants', ['client-grants']],
  ['clients', ['clients']],
  ['discoveryDomains', ['discovery-domains']],
  ['groups', ['groups']],
  ['effectiveRoles', ['members', 'auth0|1', 'effective-roles']],
];

/** How a tenant without a feature answers, and how that is understood. */
const refusals: Readonly<Record<Exclude<FeatureState, 'on'>, { readonly code: RegExp; readonly reason: string }>> = {
  insufficient_entitlement: { code: /\(403 insufficient_entitlement\)/, reason: 'missingFeature' },
  feature_not_enabled: { code: /\(403 feature_not_enabled\)/, reason: 'missingFeature' },
  notFound: { code: /\(404\)/, reason: 'notFound' },
  notImplemented: { code: /\(501\)/, reason: 'missingFeature' },
};

const notFound = (message: string) => ({
  status: 404,
  body: { statusCode: 404, error: 'Not Found', message },
});

interface Everything {
  readonly organization: { readonly id: string };
  readonly sections: Readonly<
    Record<
      string,
      {
        readonly items: readonly unknown[];
        readonly complete: boolean;
        readonly error?: { readonly reason: string; readonly scopes?: readonly string[] };
      }
    >
  >;
}

describe('What cannot be read inside an organization', () => {
  beforeEach(async () => {
    await connect(inside);
    await run('openOrganizationList', inside.domain);
    await inside.clearRequests();
  });
  afterEach(async () => {
    for (const [feature] of featureSections) {
      await inside.setFeature(feature, 'on');
    }
    await forget(inside);
  });

  for (const path of paths) {
    const name = path.filter((_, index) => index % 2 === 0).join('/');
    it(`names the scope that is missing, after one request: ${name}`, async () => {
      const row = await sectionRow(inside, 1, ...path);
      const scope = 'scope' in row.section.source ? row.section.source.scope : '';
      await connect(inside, { scope: readScopes.filter((other) => other !== scope && other !== 'read:users').join(' ') });
      assert.match(await failureOf(row), new RegExp(`403 insufficient_scope.*${scope}`));
      assert.equal((await requestsOf(inside)).length, 1);
    });
  }
});
