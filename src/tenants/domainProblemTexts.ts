import * as l10n from '@vscode/l10n';
import type { DomainProblem } from '../api/tenantDomain.ts';

/** Describes why a text is not the domain of a tenant, and what to enter instead. */
export function describeDomainProblem(problem: DomainProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('Enter the domain of the tenant, such as acme.eu.auth0.com.');
    case 'notAHost':
      return l10n.t('This is not a domain. Enter one such as acme.eu.auth0.com.');
    case 'plainHttp':
      return l10n.t('Tokens are sent over HTTPS only. Enter the domain without http://.');
    case 'path':
      return l10n.t('Enter the domain alone, without the path behind it.');
    case 'credentials':
      return l10n.t('A domain has no @. Enter the part behind it if that is your tenant.');
    case 'port':
      return l10n.t('A tenant has no port. Only an emulator on this machine can have one, from 1 to 65535.');
    case 'ipAddress':
      return l10n.t('A tenant is not reached by an IP address. Enter its domain, such as acme.eu.auth0.com.');
    case 'tenantNameOnly':
      return l10n.t(
        'This is only the name of a tenant. Enter the whole domain with its region, such as acme.eu.auth0.com.',
      );
    case 'notAscii':
      return l10n.t('Domains in other scripts can look like Auth0’s, so they are not accepted.');
    case 'lookalike':
      return l10n.t('This only looks like a domain of Auth0. A token sent there would be in the wrong hands.');
    case 'notATenant':
      return l10n.t('This host belongs to Auth0, but is not a tenant. Enter one such as acme.eu.auth0.com.');
  }
}
