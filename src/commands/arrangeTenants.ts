import * as vscode from 'vscode';
import { ask } from '../input/ask.ts';
import { plainText } from '../management/plainText.ts';
import { withoutIcons } from '../notifications/withoutIcons.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { tenantTitle } from '../tenants/tenant.ts';
import { describeTokenState } from '../tenants/tokenState.ts';
import { domainIn, textIn } from './arguments.ts';
import type { Services } from './services.ts';

/** Longer names do not fit into a row. */
const MAXIMUM_LABEL_LENGTH = 60;

/**
 * Gives a tenant a name of one's own, which shows in place of its domain.
 * @param argument a domain or a row
 * @param label the name, empty for none; without it the person is asked
 */
export async function renameTenant({ tenants }: Services, argument?: unknown, label?: unknown): Promise<void> {
  const domain = await pickTenant(tenants, vscode.l10n.t('Rename Tenant'), domainIn(argument));
  if (domain === undefined) {
    return;
  }
  const answer =
    textIn(label)?.trim() ??
    (await ask({
      title: vscode.l10n.t('Rename {0}', domain),
      prompt: vscode.l10n.t('A name such as Production; leave it empty to show the domain.'),
      value: tenants.find(domain)?.label ?? '',
      problem: (text) =>
        text.length > MAXIMUM_LABEL_LENGTH
          ? vscode.l10n.t('Enter at most {0} characters.', MAXIMUM_LABEL_LENGTH)
          : undefined,
    }));
  if (typeof answer === 'string') {
    await tenants.rename(domain, answer.slice(0, MAXIMUM_LABEL_LENGTH));
  }
}

/** Moves a tenant one place up in the sidebar. @param argument a domain or a row */
export function moveTenantUp(services: Services, argument?: unknown): Promise<void> {
  return moveTenant(services, -1, vscode.l10n.t('Move Tenant Up'), argument);
}

/** Moves a tenant one place down in the sidebar. @param argument a domain or a row */
export function moveTenantDown(services: Services, argument?: unknown): Promise<void> {
  return moveTenant(services, 1, vscode.l10n.t('Move Tenant Down'), argument);
}

/** Lists the tenants with their state, and brings the chosen one into view. */
export async function showTenants({ tenants, tree }: Services): Promise<void> {
  const items = Promise.all(
    tenants.all.map(async (tenant) => ({
      label: withoutIcons(plainText(tenantTitle(tenant))),
      description: tenant.label === undefined ? '' : tenant.domain,
      detail: describeTokenState(await tenants.status(tenant.domain)) ?? vscode.l10n.t('ready'),
      domain: tenant.domain,
    })),
  );
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Tenants'),
    placeHolder: vscode.l10n.t('Which tenant should be shown?'),
    matchOnDescription: true,
  });
  if (choice) {
    await tree.reveal(choice.domain);
  }
}

async function moveTenant({ tenants }: Services, by: number, title: string, argument?: unknown): Promise<void> {
  const domain = await pickTenant(tenants, title, domainIn(argument));
  if (domain !== undefined) {
    await tenants.move(domain, by);
  }
}
