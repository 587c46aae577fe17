import assert from 'node:assert/strict';
import { valueOf } from '../../../src/access/facts.ts';
import { mask } from '../../../src/text/plainText.ts';
import { FactReading, jane, missingBy, ofOrganization, pathsOf, there, whyMissing } from './factReading.ts';

describe('The facts of a login', () => {
  let reading: FactReading;
  beforeEach(async () => {
    reading = await FactReading.start();
  });
  afterEach(() => reading.tenant.close());

  const offset = 'page=0&per_page=100&include_totals=true';

  it('come from exactly these requests', async () => {
    const question = await reading.aboutAll();
    const facts = await reading.read(question);
    assert.deepEqual(
      reading.requests(question).map((path) => path.replace(/(?<=type:)\(.*?\)/, '(…)')),
      [
        '/organizations/{id}',
        `/organizations/{id}/enabled_connections?${offset}`,
        `/organizations/{id}/invitations?${offset}`,
        '/clients/{client_id}?fields=client_id,name,app_type,is_first_party,grant_types,callbacks,initiate_login_uri,organization_usage,organization_require_behavior,organization_discovery_methods,default_organization,third_party_security_mode&include_fields=true',
        '/organizations/{id}/clients/{client_id}',
        '/users-by-email?email=jane@acme.example&fields=user_id,email,email_verified,phone_number,username,name,nickname,given_name,family_name,picture,blocked,identities,last_login,logins_count,created_at,updated_at&include_fields=true',
        '/tenants/settings?fields=allow_organization_name_in_authentication_api,default_redirection_uri&include_fields=true',
        '/users/{user_id}?fields=user_id,email,email_verified,phone_number,username,name,nickname,given_name,family_name,picture,blocked,identities,last_login,logins_count,created_at,updated_at&include_fields=true',
        `/users/{user_id}/organizations?${offset}`,
        `/logs?q=(user_id:"{user_id}" OR user_name:"jane@acme.example" OR user_name:"Jane@acme.example" OR user_name:"JANE@ACME.EXAMPLE") AND type:(…) AND NOT description:"Login required"&sort=date:-1&${offset}`,
        `/logs?q=(organization_id:"{id}" AND client_id:"{client_id}") AND type:(…) AND NOT description:"Login required"&sort=date:-1&${offset}`,
        `/logs?q=(organization_id:"{id}" OR type:api_limit OR (client_id:"{client_id}" AND (NOT organization_id:org_* OR description:*parameter\\ organization*)) OR description:*Callback\\ URL\\ mismatch*) AND type:(…) AND NOT description:"Login required"&sort=date:-1&${offset}`,
      ].toSorted(),
    );
    assert.deepEqual(there(facts), [
      ...ofOrganization,
      'invitations',
      'application',
      'association',
      'tenantSettings',
      'user',
      'namesakes',
      'memberships',
      'events',
    ]);
    assert.equal(whyMissing(facts, 'clientGrants').kind, 'unneeded');
    assert.equal(whyMissing(facts, 'applications').kind, 'leftOut');
    assert.equal(valueOf(facts.organization)?.id, question.organizationId);
    assert.equal(valueOf(facts.user)?.user_id, jane);
    assert.ok(valueOf(facts.memberships)?.items.some(({ id }) => id === question.organizationId));
    assert.equal(valueOf(facts.memberships)?.complete, true);
    assert.deepEqual(
      [facts.connections, facts.invitations].map((fact) => (valueOf<readonly unknown[]>(fact) ?? []).length > 0),
      [true, true],
    );
  });

  it('have no secrets in them, and the failed logins of the organization and of the user, newest first', async () => {
    const question = await reading.aboutAll();
    const facts = await reading.read(question);
    assert.doesNotMatch(JSON.stringify(facts), /live-secret/);
    const invitations = valueOf(facts.invitations) ?? [];
    assert.ok(invitations.length > 0);
    assert.ok(invitations.every(({ ticket_id: id, invitation_url: url }) => id === mask && url === mask));
    const events = valueOf(facts.events) ?? [];
    assert.ok(events.some(({ organization_id: id }) => id === question.organizationId));
    assert.ok(events.some(({ organization_id: id }) => id === undefined));
    assert.ok(events.every(({ type }) => type !== 'sapi'));
    const ids = events.map(({ log_id: id }) => String(id));
    assert.deepEqual(ids, ids.toSorted().reverse());
  });

  it('are fewer without an application', async () => {
    const question = reading.about({ userId: jane });
    const facts = await reading.read(question);
    const names = [
      ...ofOrganization,
      'invitations',
      'applications',
      'tenantSettings',
      'user',
      'namesakes',
      'memberships',
      'events',
    ] as const;
    assert.deepEqual(there(facts), names);
    // The log is searched for the user as well.
    assert.deepEqual(reading.paths(question), pathsOf(...names, 'events', 'events'));
    assert.deepEqual(missingBy(facts, 'leftOut'), [
      'discoveryDomains',
      'application',
      'applicationConnections',
      'association',
      'clientGrants',
    ]);
  });

  it('are fewer without a user', async () => {
    const question = reading.about({ clientId: reading.application('Mobile App') });
    const facts = await reading.read(question);
    const names = [...ofOrganization, 'application', 'tenantSettings', 'events'] as const;
    assert.deepEqual(there(facts), names);
    assert.deepEqual(reading.paths(question), pathsOf(...names, 'events'));
    assert.deepEqual(missingBy(facts, 'leftOut'), ['invitations', 'applications', 'user', 'memberships']);
  });

  it('are the facts of the organization without an application and a user', async () => {
    const question = reading.about();
    const facts = await reading.read(question);
    const names = [...ofOrganization, 'applications', 'tenantSettings', 'events'] as const;
    assert.deepEqual(there(facts), names);
    assert.deepEqual(reading.paths(question), pathsOf(...names, 'events'));
  });

  it('do without the profile that was read before', async () => {
    const question = await reading.aboutAll();
    const profile = { user_id: jane, email: 'jane@acme.example' };
    const facts = await reading.read(question, { known: { profile } });
    assert.equal(valueOf(facts.user), profile);
    assert.ok(!reading.paths(question).includes('/users/{user_id}'));
  });

  it('are the grants of an application without users, and nothing about users', async () => {
    const question = reading.about({ clientId: reading.application('Nightly Export'), userId: jane });
    const facts = await reading.read(question, { known: { profile: { user_id: jane } } });
    const names = [...ofOrganization, 'application', 'clientGrants', 'events'] as const;
    assert.deepEqual(there(facts), names);
    assert.deepEqual(reading.paths(question), pathsOf(...names, 'events'));
    assert.equal(valueOf(facts.clientGrants)?.length, 2);
    assert.ok(valueOf(facts.clientGrants)?.every(({ client_id: id }) => id === question.clientId));
    assert.deepEqual(missingBy(facts, 'unneeded'), [
      'discoveryDomains',
      'invitations',
      'applicationConnections',
      'connectionDetails',
      'association',
      'openApplications',
      'tenantSettings',
      'invitedApplication',
      'user',
      'namesakes',
      'memberships',
    ]);
  });

  it('have the association only with an organization that restricts its applications', async () => {
    const clientId = reading.application('Mobile App');
    const associationOf = async (id: string, place = 1) =>
      (await reading.read(reading.about({ clientId: id }, place))).association;
    assert.deepEqual(await associationOf(clientId), { missing: { kind: 'unneeded' } });
    for (const place of [1, 2]) {
      await reading.tenant.updateOrganization(reading.organization(place), { is_app_entitlement_active: true });
    }
    assert.equal(valueOf(await associationOf(clientId))?.['client_id'], clientId);
    assert.deepEqual(await associationOf(clientId, 2), { value: null });
    const partner = reading.application('<b>Partner</b> $(sync~spin)');
    assert.equal(valueOf(await associationOf(partner))?.['client_id'], partner);
  });

  it('have the settings only for an application without a login route of its own', async () => {
    const settingsOf = async (name: string) =>
      (await reading.read(reading.about({ clientId: reading.application(name) }))).tenantSettings;
    assert.deepEqual(await settingsOf('Portal'), { missing: { kind: 'unneeded' } });
    assert.ok(valueOf(await settingsOf('Mobile App')));
  });
});
