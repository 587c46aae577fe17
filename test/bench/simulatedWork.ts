import { PageReader } from '../../src/api/pageReader.ts';
import { outlastOutages } from '../../src/api/retries.ts';
import { Answers, scanOrganizations } from '../../src/find/scanOrganizations.ts';
import type { Endpoint } from '../tenant/plans.ts';
import { listing, type Target, type Work } from './simulation.ts';
import { VirtualClock } from './virtualClock.ts';

const PAGE_SIZE = 100;

/** Loading all organizations, page by page. */
export function loadingAll(organizations: number): Work {
  const pages = Math.ceil(organizations / PAGE_SIZE);
  return {
    priority: 'background',
    costs: new Map([[listing, pages]]),
    async run(request, context) {
      const list = new PageReader(
        async (_from, background) => {
          const page = String(await request(listing, background));
          return { items: [page], ...(Number(page) < pages && { next: page }) };
        },
        (item) => item,
      );
      while (!list.isComplete) {
        await list.readNextPage(context);
      }
    },
  };
}

function inOrganization(endpoint: Endpoint, path: string): Target {
  return { endpoint, path: `/organizations/org_1/${path}` };
}

const connections = inOrganization('connections', 'enabled_connections');

/** Asking each organization for its connections. */
export function scanning(organizations: number): Work {
  const all = Array.from({ length: organizations }, (_, index) => ({ id: `org_${index}` }));
  return {
    priority: 'background',
    costs: new Map([[connections, organizations]]),
    run: (request, context) =>
      scanOrganizations(
        all,
        new Answers(),
        async (_id, background) => ((await request(connections, background)) % 3 === 0 ? 'yes' : 'no'),
        {
          context,
          // There is no outage to wait for.
          patiently: outlastOutages(new VirtualClock(), () => undefined),
          onProgress: () => undefined,
        },
      ),
  };
}

/** The requests for the nine sections of an organization: the roles are two lists. */
const sections: readonly Target[] = [
  inOrganization('members', 'members'),
  inOrganization('invitations', 'invitations'),
  connections,
  inOrganization('organizationClients', 'clients'),
  inOrganization('organizationClientGrants', 'client-grants'),
  inOrganization('discoveryDomains', 'discovery-domains'),
  inOrganization('groups', 'groups'),
  inOrganization('organizationTemplate', 'organization-templates'),
  { endpoint: 'roles', path: '/roles?owner' },
  { endpoint: 'roles', path: '/roles' },
];

/** Exporting nine sections of each organization, one after the other. */
export function exporting(organizations: number): Work {
  return inTurn(Array.from({ length: organizations }, () => sections).flat());
}

/** Reading all organizations anew, each with its sections. */
export function savingSnapshot(organizations: number): Work {
  return inTurn(
    Array.from({ length: organizations }, (_, index) => [
      ...(index % PAGE_SIZE === 0 ? [listing] : []),
      ...sections,
    ]).flat(),
  );
}

function inTurn(targets: readonly Target[]): Work {
  return {
    priority: 'background',
    costs: countsOf(targets),
    async run(request, context) {
      for (const target of targets) {
        await request(target, context);
      }
    },
  };
}

function countsOf(targets: readonly Target[]): ReadonlyMap<Target, number> {
  const counts = new Map<Target, number>();
  for (const target of targets) {
    counts.set(target, 1 + (counts.get(target) ?? 0));
  }
  return counts;
}
