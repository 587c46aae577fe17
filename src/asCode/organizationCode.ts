import * as l10n from '@vscode/l10n';
import { ApiError, isRefusal } from '../api/apiError.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { OrganizationReference } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { clientGrants } from '../sections/clientGrants.ts';
import { clients } from '../sections/clients.ts';
import { connections } from '../sections/connections.ts';
import { discoveryDomains } from '../sections/discoveryDomains.ts';
import { readSections } from '../sections/readSections.ts';
import type { Section } from '../sections/section.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { withProgress } from '../ui/progress.ts';
import { withApplicationNames } from './applicationNames.ts';
import { organizationsAsDeployYaml } from './deployYaml.ts';
import { missingSentences, type OrganizationParts, type Part } from './organizationParts.ts';
import { organizationsAsTerraform } from './terraform.ts';
import type { WholeForm } from './wholeOrganization.ts';

/** Organizations as code. */
export interface OrganizationCode {
  readonly text: string;
  /** What could not be read and is not in the code, in sentences. */
  readonly missing: readonly string[];
}

/**
 * Reads organizations and writes them as code.
 * @param isWholeFile whether the code is for a file of its own, or for the list of organizations that a file has
 * @param retry does the command again
 * @returns `undefined` when the user cancels, or after a failure, which is shown
 */
export async function organizationCode(
  services: Services<'notifier' | 'sections' | 'store' | 'tenants'>,
  references: readonly OrganizationReference[],
  form: WholeForm,
  isWholeFile: boolean,
  retry: () => unknown,
): Promise<OrganizationCode | undefined> {
  const { length } = references;
  const [first] = references;
  const title =
    length === 1
      ? l10n.t('Reading {0}', first?.organization.name ?? first?.id ?? '')
      : l10n.t('Reading {0} organizations', formatNumber(length));
  const read: OrganizationParts[] = [];
  try {
    await withProgress(title, async (context) => {
      for (const reference of references) {
        read.push(await partsOf(services, reference, context));
      }
    });
    const named = await withApplicationNames(services.tenants, read);
    return (
      named && {
        text:
          form === 'wholeTerraform' ? organizationsAsTerraform(named) : organizationsAsDeployYaml(named, isWholeFile),
        missing: missingSentences(named),
      }
    );
  } catch (error) {
    const failed = references[read.length] ?? first;
    services.notifier.notify(error, {
      domain: failed?.domain ?? '',
      what: l10n.t(
        'Organization {0} could not be read',
        failed ? services.store.placeOf(failed.domain, failed.id) : '',
      ),
      documentation: documentationOf.get,
      retry,
    });
    return undefined;
  }
}

async function partsOf(
  { store, sections }: Services<'sections' | 'store'>,
  { domain, id }: OrganizationReference,
  context: RequestContext,
): Promise<OrganizationParts> {
  const organization = await store.lookUp(domain, (client) => client.get(id, context), id);
  const part = async ({ name }: Section): Promise<Part> => {
    const { [name]: content } = await readSections(sections, { domain, id }, [name], context);
    const { items = [], complete, error } = content ?? {};
    if (error) {
      const { reason, message: missing, ...details } = error;
      if (!isRefusal(error)) {
        throw new ApiError(reason, details);
      }
      return { items, missing };
    }
    return complete ? { items } : { items, missing: describeCutOff() };
  };
  return {
    domain,
    organization,
    connections: await part(connections),
    clientGrants: await part(clientGrants),
    clients: await part(clients),
    discoveryDomains: await part(discoveryDomains),
    applicationNames: { known: new Map() },
  };
}
