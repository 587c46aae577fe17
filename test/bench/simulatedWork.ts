import { PageReader } from '../../src/api/pageReader.ts';
import { retryAfterOutages } from '../../src/api/retryAfterOutages.ts';
import { scanOrganizations } from '../../src/find/scanOrganizations.ts';
import type { Work } from './simulation.ts';
import { VirtualClock } from './virtualClock.ts';

const PAGE_SIZE = 100;

/** Loading all organizations, page by page. */
export function loadingAll(organizations: number): Work {
  const pages = Math.ceil(organizations / PAGE_SIZE);
  return {
    endpoint: 'organizations',
    requests: pages,
    async run(request, context) {
      const list = new PageReader(
        async (_from, background) => {
          const page = String(await request(background));
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

/** Asking each organization for its connections. */
export function scanning(organizations: number): Work {
  const all = Array.from({ length: organizations }, (_, index) => ({ id: `org_${index}` }));
  return {
    endpoint: 'connections',
    requests: organizations,
    run: (request, context) =>
      scanOrganizations(
        all,
        new Map(),
        async (_id, background) => ((await request(background)) % 3 === 0 ? 'yes' : 'no'),
        {
          context,
          // There is no outage to wait for.
          patiently: retryAfterOutages(new VirtualClock(), () => undefined),
          onProgress: () => undefined,
        },
      ),
  };
}
