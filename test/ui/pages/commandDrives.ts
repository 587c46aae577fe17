import { until } from '../../patience.ts';
import { commandsUnderWay } from '../windows/extensionLog.ts';
import { comparisonDrives } from './comparisonDrives.ts';
import { type Drive, type Scene, selectApplication, selectPasted, type Topic } from './drive.ts';
import { listDrives } from './listDrives.ts';
import { copyDrives, editorDrives, openingDrives } from './organizationDrives.ts';
import { paletteTitles } from './paletteTitles.ts';
import { sectionDrives } from './sectionDrives.ts';
import { tenantDrives } from './tenantDrives.ts';
import { userDrives } from './userDrives.ts';
import { wholeTenantDrives } from './wholeTenantDrives.ts';

const driven: readonly Topic[] = [
  { about: 'tenants', drives: tenantDrives },
  { about: 'finding and opening organizations', before: selectApplication, drives: openingDrives },
  { about: 'lists and exports', before: selectApplication, drives: listDrives },
  { about: 'copies', before: selectApplication, begin: ['openOrganizationList'], drives: copyDrives },
  { about: 'what is inside an organization', before: selectPasted, drives: sectionDrives },
  { about: 'comparisons', begin: ['openOrganizationById'], drives: comparisonDrives },
  { about: 'whole tenants', before: selectApplication, drives: wholeTenantDrives },
  { about: 'editors and the log', begin: ['openOrganizationById'], drives: editorDrives },
  { about: 'users and logins', begin: ['openOrganizationById'], drives: userDrives },
];

const others = [...paletteTitles.keys()].filter((name) => !driven.some(({ drives }) => Object.hasOwn(drives, name)));
const leave: Drive = ({ window: { page } }) => page.keyboard.press('Escape');

/** All commands of the manifest. What has no drive asks for nothing that counts, and is left. */
export const topics: readonly Topic[] = [
  ...driven,
  ...(others.length === 0
    ? []
    : [{ about: 'anything else', drives: Object.fromEntries(others.map((name) => [name, leave])) }]),
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
