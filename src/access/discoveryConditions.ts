import * as l10n from '@vscode/l10n';
import { type Item, textField, textListField } from '../sections/section.ts';
import type { Condition } from './condition.ts';
import { condition } from './rules.ts';
import { listed, requireBehaviorOf, short } from './subjects.ts';

/** Discovery domains never restrict who can log in, so these conditions are hints. */
const documentation = 'https://auth0.com/docs/manage-users/organizations/configure-organizations/create-org-domains';

const discoveryDomains = condition({
  id: 'discoveryDomains',
  needs: ['discoveryDomains'],
  documentation,
  title: () => l10n.t('Discovery domains'),
  failure: {
    certainty: 'hint',
    reason: () => l10n.t('the login page cannot find the organization by an email address'),
    remedy: () =>
      l10n.t('Verify a discovery domain and set its use_for_organization_discovery, or send the organization.'),
  },
  check: ({ discoveryDomains: domains }) => {
    const usable = domains.filter(isUsable);
    if (domains.length === 0) {
      return undefined;
    }
    if (usable.length > 0) {
      return { result: 'passed', fact: l10n.t('Domains that lead to the organization: {0}.', namesOf(usable)) };
    }
    return {
      result: 'failed',
      fact: domains.some(isVerified)
        ? l10n.t('No discovery domain is verified and has use_for_organization_discovery: {0}.', namesOf(domains))
        : l10n.t('All discovery domains are pending: {0}.', namesOf(domains)),
    };
  },
});

const discoveryOfUser = condition({
  id: 'discoveryOfUser',
  needs: ['application', 'discoveryDomains', 'user'],
  applies: ({ application, discoveryDomains: domains }) =>
    (!('value' in application) || isAskedByEmail(application.value)) &&
    // Otherwise another condition tells that no domain leads to the organization.
    (!('value' in domains) || domains.value.length === 0 || domains.value.some(isUsable)),
  documentation,
  title: () => l10n.t('Discovery domain of the user'),
  failure: {
    certainty: 'hint',
    reason: () => l10n.t('the login page cannot find the organization by the email address of the user'),
    remedy: () => l10n.t('Add and verify the domain, or send the organization in the request.'),
  },
  check: ({ discoveryDomains: domains, user }) => {
    const email = textField(user ?? {}, 'email').toLowerCase();
    const domain = email.slice(email.lastIndexOf('@') + 1);
    if (domain === '') {
      return undefined;
    }
    return domains.some((item) => isUsable(item) && textField(item, 'domain').toLowerCase() === domain)
      ? { result: 'passed', fact: l10n.t('The domain {0} leads to the organization.', short(domain)) }
      : {
          result: 'failed',
          fact: l10n.t(
            'The application asks for an email address, and {0} does not lead to the organization.',
            short(domain),
          ),
        };
  },
});

function isAskedByEmail(application: Item): boolean {
  return (
    requireBehaviorOf(application) === 'pre_login_prompt' &&
    textListField(application, 'organization_discovery_methods').includes('email')
  );
}

function isVerified(domain: Item): boolean {
  return domain['status'] === 'verified';
}

function isUsable(domain: Item): boolean {
  return isVerified(domain) && domain['use_for_organization_discovery'] !== false;
}

function namesOf(domains: readonly Item[]): string {
  return listed(domains.map((domain) => textField(domain, 'domain')));
}

/** What the login page needs to find the organization by an email address. */
export const discoveryConditions: readonly Condition[] = [discoveryDomains, discoveryOfUser];
