import * as l10n from '@vscode/l10n';
import { textField, textListField } from '../sections/section.ts';
import type { Condition } from './condition.ts';
import { type Facts, valueOf } from './facts.ts';
import { condition } from './rules.ts';
import { grantsWithOrganizations, isThirdParty } from './subjects.ts';

const applicationAccess =
  'https://auth0.com/docs/manage-users/organizations/configure-organizations/grant-application-access';
export const thirdPartyAccessPage =
  'https://auth0.com/docs/manage-users/organizations/configure-organizations/enable-third-party-application-access';

const thirdPartyMode = condition({
  id: 'thirdPartyMode',
  needs: ['application'],
  applies: ({ application }) => !isFirstParty(application),
  documentation: 'https://auth0.com/docs/get-started/applications/third-party-applications',
  title: () => l10n.t('Security mode of the third-party application'),
  failure: {
    certainty: 'sure',
    reason: () => l10n.t('a third-party application in the permissive mode does not support organizations'),
    remedy: () => l10n.t('Create the application anew with third_party_security_mode strict: it cannot be changed.'),
  },
  check: ({ application }) => {
    const mode = textField(application, 'third_party_security_mode');
    if (mode === '') {
      return undefined;
    }
    return mode === 'permissive'
      ? { result: 'failed', fact: l10n.t('third_party_security_mode of the application is permissive.') }
      : { result: 'passed', fact: l10n.t('third_party_security_mode of the application is not permissive.') };
  },
});

const thirdPartyAccess = condition({
  id: 'thirdPartyAccess',
  needs: ['organization', 'application'],
  mayUse: ['association'],
  applies: ({ application }) => !isFirstParty(application),
  documentation: thirdPartyAccessPage,
  title: () => l10n.t('Third-party applications in the organization'),
  failure: {
    certainty: 'sure',
    reason: () => l10n.t('the organization blocks third-party applications'),
    remedy: () =>
      l10n.t(
        'Set third_party_client_access of the organization to allow. The connection needs is_domain_connection as well.',
      ),
  },
  check: ({ organization, application }, { association }) => {
    if (application['third_party_security_mode'] === 'permissive') {
      return undefined;
    }
    if (organization['third_party_client_access'] === 'allow') {
      const fact = l10n.t('third_party_client_access is allow. The connection needs is_domain_connection as well.');
      return { result: 'passed', fact };
    }
    const fact = l10n.t('third_party_client_access of the organization is not allow.');
    // One page lets the setting of an associated application override the setting of the organization.
    if (organization['is_app_entitlement_active'] !== true) {
      return { result: 'failed', fact };
    }
    const isAllowed = valueOf(association)?.['use_for_member_access'] === true;
    return {
      result: 'failed',
      fact,
      ...('missing' in association && { certainty: 'likely' }),
      ...(isAllowed && { certainty: 'hint' }),
    };
  },
});

const association = condition({
  id: 'association',
  needs: ['organization', 'application'],
  mayUse: ['association'],
  // The organization restricts these flows alone.
  applies: ({ application }) => {
    const known = valueOf(application);
    const grants = textListField(known ?? {}, 'grant_types');
    return (
      !known ||
      (!isThirdParty(known) && (grants.length === 0 || grants.some((grant) => grantsWithOrganizations.includes(grant))))
    );
  },
  documentation: applicationAccess,
  title: () => l10n.t('Application in the organization'),
  failure: {
    certainty: 'sure',
    reason: () => l10n.t('members of the organization may not use the application'),
    remedy: () => l10n.t('Add the application to the organization with use_for_member_access.'),
  },
  check: ({ organization }, { association: fact }) => {
    if (organization['is_app_entitlement_active'] !== true) {
      return { result: 'passed', fact: l10n.t('The organization does not restrict its applications.') };
    }
    if ('missing' in fact) {
      return { result: 'unknown', missing: ['association'] };
    }
    if (fact.value === null) {
      return {
        result: 'failed',
        fact: l10n.t('is_app_entitlement_active is set, and the application is not associated.'),
      };
    }
    return fact.value['use_for_member_access'] === false
      ? { result: 'failed', fact: l10n.t('The application is associated, but use_for_member_access is false.') }
      : { result: 'passed', fact: l10n.t('The application is associated with the organization for its members.') };
  },
});

function isFirstParty(application: Facts['application']): boolean {
  return 'value' in application && !isThirdParty(application.value);
}

/** What a login needs of the organization, for the application. */
export const associationConditions: readonly Condition[] = [thirdPartyMode, thirdPartyAccess, association];
