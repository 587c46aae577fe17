import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isMissingInOrganization, recover } from '../api/apiError.ts';
import type { Services } from '../commands/services.ts';
import type { DocumentCache } from '../documents/documentCache.ts';
import { applicationOf, applicationTexts, type ChosenApplication } from '../find/usedPick.ts';
import { ItemPick } from '../find/itemPick.ts';
import type { FindSource, FoundItem } from '../find/findBox.ts';
import { isRealClientId } from '../find/identifiers.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import { applicationListScopes, isClientId } from '../sections/clients.ts';
import { type Item, textField } from '../sections/section.ts';
import type { TokenStatus } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { dotted } from '../text/plainText.ts';
import { back, type Step } from '../ui/ask.ts';
import { copyText } from '../ui/notifications.ts';
import type { KeptText } from '../ui/searchPick.ts';
import { rowButton, rowText, type SearchRow } from '../ui/searchRow.ts';
import { isPerson } from './loginArguments.ts';
import { applicationUri } from './accessDocuments.ts';
import { readApplication } from './factEndpoints.ts';

/** Finds an application by its client ID. */
export function applicationSource({ documents, tenants }: Services<'documents' | 'tenants'>): FindSource {
  return {
    questionFor: (text) =>
      isRealClientId(text)
        ? {
            label: l10n.t('Find the application {0}', text),
            nothing: l10n.t('No application has this client ID'),
            isExact: true,
            // A second one follows if the token may not read all fields.
            requests: 2,
            ask: async (domain, context) => {
              const reading = readApplication(tenants, { domain, clientId: text }, context);
              const application = await recover(reading, isMissingInOrganization, () => undefined);
              return { items: application ? [foundApplication(documents, domain, application)] : [], hasMore: false };
            },
          }
        : undefined,
  };
}

function foundApplication(documents: DocumentCache, domain: string, application: Item): FoundItem {
  const { clientId = '', name = '' } = applicationOf(application) ?? {};
  return {
    key: clientId,
    label: rowText(name || clientId),
    description: rowText(dotted(name && clientId, textField(application, 'app_type'))),
    alwaysShow: true,
    choose: () => documents.open(applicationUri(domain, clientId)),
    buttons: [
      rowButton('organization', l10n.t('Find Organizations That Use This Application'), () =>
        vscode.commands.executeCommand('organizationInspector.findOrganizationsOfApplication', domain, clientId),
      ),
      rowButton('copy', l10n.t('Copy Client ID'), () => copyText(clientId, l10n.t('Copied {0}', clientId))),
    ],
  };
}

/** The question for the application of a login. */
interface ApplicationQuestion {
  readonly title: string;
  readonly domain: string;
  readonly tenants: Pick<Tenants, 'titleOf'>;
  readonly step: Step;
  /** The applications of the tenant, whose first page is read unless it is loaded. */
  readonly list: PagedList<Item>;
  /** The loaded applications of the organization, which come first. */
  readonly ofOrganization: readonly Item[];
  /** The scopes of which the list needs one, if the token is known to have none of them. No request is made then. */
  readonly missingScopes: readonly string[] | undefined;
  /** The answer before, which is active again. */
  readonly before: ChosenApplication | null | undefined;
  readonly kept: KeptText;
  /** Called before the application is left out. @param typed what was typed in place of it */
  readonly onWithout: (typed: string) => void;
}

/** The answer of a person. `null`: the application is left out. `undefined`: the person cancels. */
export type ApplicationAnswer = ChosenApplication | typeof back | null | undefined;

/** Lets a person choose an application of a tenant, or none. */
export async function askForApplication(question: ApplicationQuestion): Promise<ApplicationAnswer> {
  const { title, domain, tenants, step, list, ofOrganization, missingScopes, before, kept, onWithout } = question;
  const answer = await new ItemPick({
    title,
    placeholder: l10n.t('Name or client ID of the application that the person logs in to'),
    tenants,
    places: [{ domain, loaded: ofOrganization, list }],
    idOf: (item) => textField(item, 'client_id'),
    nameOf: (item) => applicationOf(item)?.name ?? '',
    isId: (text) => isClientId(text, 'whole'),
    ...applicationTexts(),
    optional: {
      step,
      without: l10n.t('Without an application'),
      onWithout,
      isWithout: isPerson,
      loadedTitle: l10n.t('Used by the organization'),
      listTitle: l10n.t('Applications of the tenant'),
      denied: missingScopeItem(missingScopes ?? applicationListScopes),
      isDenied: missingScopes !== undefined,
      before: before?.clientId,
      kept,
    },
  }).ask();
  return answer && answer !== back ? (applicationOf(answer.item) ?? { clientId: answer.id }) : answer;
}

/** Says that the token does not allow the list. @param scopes any one of them allows it */
function missingScopeItem(scopes: readonly string[]): SearchRow {
  const anyScope = new Intl.ListFormat(vscode.env.language, { type: 'disjunction' }).format(scopes);
  return {
    key: 'failure',
    label: `$(lock) ${l10n.t('The list of applications needs {0}', anyScope)}`,
    detail: l10n.t('Type a client ID, or go on without an application.'),
    alwaysShow: true,
  };
}

/** Scopes that open the list as well, along with secrets. */
const secretScopes: readonly string[] = ['read:client_keys', 'read:client_credentials'];

/** The scopes of which the token would need one to list applications, `undefined` if it may have one. */
export function lackedListScopes({ scopes }: TokenStatus): readonly string[] | undefined {
  const isEnough = (scope: string) => applicationListScopes.includes(scope) || secretScopes.includes(scope);
  return scopes === undefined || scopes.some(isEnough) ? undefined : applicationListScopes;
}
