import assert from 'node:assert/strict';
import { report } from '../../../src/access/explanationReport.ts';
import { rendered } from '../text/renderedMarkdown.ts';
import { asked, explanation, factsWith, parts } from './explanations.ts';

describe('The report of an explanation', () => {
  it('names an invited person by the address, with a link to the invitation', () => {
    const question = { domain: 'acme.eu.auth0.com', organizationId: 'org_VGZx1ySGh6PrYv0Y' };
    const titles = { organization: 'Acme', user: 'joe@acme.example' };
    const of = (person: object) =>
      rendered(report(explanation([], { question: { ...question, ...person }, titles, facts: factsWith() }), parts));
    assert.match(of({ email: 'joe@acme.example' }).text, /User: joe@acme\.example\nOrganization/);
    const invited = of({ invitationId: 'uinv_1' });
    assert.match(invited.text, /User: joe@acme\.example \(uinv_1\)\nOrganization/);
    assert.ok(invited.links.some((link) => decodeURIComponent(link).endsWith('{"path":["invitations","uinv_1"]}')));
  });

  it('names the connection of a failure that names nobody', () => {
    const of = (more: object) => {
      const event = { type: 'f', user_id: '', connection: 'acme-saml', client_id: 'EQEL1', ...more };
      const failures = { possibleEvents: [{ event, names: [], isPast: false }] };
      return rendered(report({ ...asked('user and application', []), ...failures }, parts)).text;
    };
    assert.match(of({}), /acme-saml · Failed login \(f\)/);
    assert.doesNotMatch(of({ user_id: 'auth0|blanca' }), /acme-saml/);
  });

  it('links beside the person of each failure to the login of that person, where none is asked about', () => {
    const event = { type: 'f', user_id: 'auth0|blanca', user_name: 'blanca@acme.example', client_id: 'EQEL1' };
    const failures = { events: [{ event, names: [], isPast: false }] };
    const { links, text } = rendered(report({ ...asked('neither', []), ...failures }, parts));
    assert.match(text, /blanca@acme\.example \(Explain for This Person\) · EQEL1 · /);
    const login = { login: { userId: 'auth0|blanca', clientId: 'EQEL1' } };
    assert.ok(
      links.some((link) => decodeURIComponent(link).endsWith(JSON.stringify(login))),
      links.join('\n'),
    );
    assert.doesNotMatch(report({ ...asked('user', []), ...failures }, parts), /This Person/);
    const ticket = report({ ...asked('neither', []), ...failures }, { ...parts, linkTo: () => undefined });
    assert.doesNotMatch(ticket, /This Person/);
  });
});
