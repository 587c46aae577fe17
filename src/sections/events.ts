import * as l10n from '@vscode/l10n';
import { logsScope } from '../api/accessToken.ts';
import { firstTextField, type Section, type SectionAddress } from './section.ts';

const details = () => import('./eventRow.ts');

/** @param field the field of an event that holds the ID of the organization or user */
function logEvents(field: 'organization_id' | 'user_id', idOf: (address: SectionAddress) => string): Section {
  return {
    name: 'events',
    get title() {
      return l10n.t('Recent Events');
    },
    icon: 'history',
    schema: 'event',
    source: {
      path: () => '/logs',
      itemPath: (key) => `/logs/${key}`,
      pages: (pagesWith, address) => async (from, context) => {
        const { eventQuery } = await details();
        return pagesWith(eventQuery(field, idOf(address), address.isFiltered))(from, context);
      },
      field: 'logs',
      paging: 'offset',
      scope: logsScope,
      documentation: 'logs/get-logs',
    },
    keyOf: (event) => firstTextField(event, 'log_id', '_id'),
    present: async (event, language) => (await details()).presentEvent(event, language),
    masked: async (event) => (await details()).maskEvent(event),
    isPersonal: true,
    isLog: true,
    // https://auth0.com/docs/deploy-monitor/logs/log-data-retention
    get emptyRemark() {
      return l10n.t('Auth0 keeps events 1 day (Free), 5 (Essentials), 10 (Professional) or 30 (Enterprise).');
    },
    get remark() {
      return field === 'user_id'
        ? undefined
        : l10n.t('Not here: MFA, blocked accounts and failed code exchanges. They are in the events of a member.');
    },
  };
}

export const organizationEvents: Section = logEvents('organization_id', ({ id }) => id);

export const userEvents: Section = logEvents('user_id', ({ path }) => path.at(-2) ?? '');
