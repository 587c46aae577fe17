import * as l10n from '@vscode/l10n';
import { textListField } from '../sections/section.ts';
import type { Condition } from './condition.ts';
import { condition, failed, type Failure } from './rules.ts';
import { applicationTitle, grantsWithOrganizations, short } from './subjects.ts';
import { isWithoutUsers } from './unaskedFacts.ts';

const noApplication: Failure = {
  certainty: 'sure',
  reason: () => l10n.t('the tenant does not have the application'),
  remedy: () => l10n.t('Use the client ID of an application of this tenant.'),
};

const applicationExists: Condition = {
  id: 'applicationExists',
  sources: ['application'],
  documentation: 'https://auth0.com/docs/api/management/v2/clients/get-clients-by-id',
  title: () => l10n.t('Application'),
  check: ({ application }) => {
    if ('value' in application) {
      const title = short(applicationTitle(application.value));
      return { result: 'passed', fact: l10n.t('The tenant has the application {0}.', title) };
    }
    const { kind } = application.missing;
    if (kind === 'notFound') {
      return failed(noApplication, l10n.t('The tenant answers that it does not have the application.'));
    }
    return kind === 'leftOut' || kind === 'unneeded' ? undefined : { result: 'unknown', missing: ['application'] };
  },
};

const flow = condition({
  id: 'flow',
  needs: ['application'],
  mayUse: ['user'],
  documentation: 'https://auth0.com/docs/manage-users/organizations/login-flows-for-organizations',
  title: () => l10n.t('Flow of the login'),
  failure: {
    certainty: 'hint',
    reason: () => l10n.t('the application logs users in by a flow without organizations'),
    remedy: () => l10n.t('Log in with Universal Login and the grant type authorization_code.'),
  },
  check: ({ application }, { user }) => {
    const grants = textListField(application, 'grant_types');
    const usable = grants.filter((grant) => grantsWithOrganizations.includes(grant));
    if (usable.length > 0) {
      return {
        result: 'passed',
        fact: l10n.t('The application has a flow with organizations: {0}.', usable.join(', ')),
      };
    }
    if (grants.length === 0) {
      return undefined;
    }
    if (!isWithoutUsers(application)) {
      return { result: 'failed', fact: l10n.t('grant_types has neither authorization_code nor implicit.') };
    }
    return 'missing' in user && user.missing.kind === 'leftOut'
      ? undefined
      : {
          result: 'failed',
          certainty: 'sure',
          reason: l10n.t('no user logs in through the application'),
          fact: l10n.t('The only entry of grant_types is client_credentials, for tokens without a user.'),
          remedy: l10n.t('Log in through an application with authorization_code, or ask without the user.'),
        };
  },
});

/** What a login needs of the application, whatever the organization. */
export const applicationConditions: readonly Condition[] = [applicationExists, flow];
