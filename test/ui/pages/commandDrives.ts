import { until } from '../../patience.ts';
import { commandsUnderWay } from '../windows/extensionLog.ts';
import { comparisonDrives } from './comparisonDrives.ts';
import type { Scene, Topic } from './drive.ts';
import { listDrives } from './listDrives.ts';
import { copyDrives, editorDrives, openingDrives } from './organizationDrives.ts';
import { sectionDrives } from './sectionDrives.ts';
import { tenantDrives } from './tenantDrives.ts';
import { userDrives } from './userDrives.ts';
import { wholeTenantDrives } from './wholeTenantDrives.ts';

/** All commands of the manifest. */
export const topics: readonly Topic[] = [
  { about: 'tenants', drives: tenantDrives },
  { about: 'finding and opening organizations', begin: ['showTenants'], drives: openingDrives },
  { about: 'lists and exports', begin: ['showTenants'], drives: listDrives },
  { about: 'copies', begin: ['showTenants', 'openOrganizationList'], drives: copyDrives },
  { about: 'what is inside an organization', drives: sectionDrives },
  { about: 'comparisons', begin: ['openOrganizationById'], drives: comparisonDrives },
  { about: 'whole tenants', begin: ['showTenants'], drives: wholeTenantDrives },
  { about: 'editors and the log', begin: ['openOrganizationById'], drives: editorDrives },
  { about: 'users and logins', drives: userDrives },
];

const drives = Object.fromEntries(topics.flatMap((topic) => Object.entries(topic.drives)));

/**
 * Does what a person does once a command runs, and waits for the end of the command. Rows with the focus would take it from
 * the box of the next command when they are drawn anew, so they lose it.
 */
export async function drive(name: string, scene: Scene): Promise<void> {
  const { page, dataDir } = scene.window;
  await drives[name]?.(scene);
  await until(async () => (await commandsUnderWay(dataDir)).length === 0);
  await page.evaluate('document.activeElement?.closest(".sidebar") && document.activeElement.blur()');
}
