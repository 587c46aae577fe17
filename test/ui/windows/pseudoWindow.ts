import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tenant } from '../../tenant/server.ts';
import { plainEnglish, textsFrom, textsOf } from '../data/plainEnglish.ts';
import { pseudo, pseudoExtension } from '../data/pseudoLocale.ts';
import type { UiWindow } from './openWindow.ts';
import type { SetUp } from './useWindow.ts';

/** What is on our surfaces and is no text of ours. */
const foreign: readonly RegExp[] = [
  // Scopes and requests.
  /\b(read|create|update|delete):\w+/g,
  /\bGET \/api\/v2\/\S+/g,
  // The names of the extension, of the Auth0 CLI, and of the commands that VS Code says a link runs.
  /Organization Inspector for Auth0/g,
  /\bAuth0 CLI\b/g,
  /\borganizationInspector\.\w+/g,
  // What VS Code calls icons and keys where it reads them out.
  /^(key|server-process|terminal|organization) {2}/g,
  // The name of an application, where it reads out the icon that the name escapes.
  /<b>Partner<\/b> \\ sync~spin/g,
  /\+Enter\b|^Enter(?= tø )|^Escape$|\(Del\)/g,
  // Dates, which are English where there is no such locale.
  /\b[A-Z][a-z]+ \d{1,2}, \d{4}(,| at) \d{1,2}:\d\d\s[AP]M\b/g,
  // What stands between the names of a list, which is English where there is no such locale.
  /(?<=\b127\.0\.0\.1:\d+) and (?=127\.0\.0\.1:\d+)/g,
  // Formats, code and commands.
  /\b(ND)?JSON\b|\bCSV\b/g,
  /\borganization: "[^"]*"/g,
  /^(auth0|echo) .*/gm,
  // Links, IDs, and examples of what is asked for.
  /\bauth0-organization:\S+/g,
  /\borg_(…|\w+)/g,
  /\b(acme\.eu\.auth0|login\.example)\.com\b|\beyJ…|^acme\b/g,
  /-?\b(plan|crm_id|region):("[^"]*"|[\w*]+)/g,
];

/** Where we say something. */
export const surfaces = {
  sidebar: '.sidebar',
  box: '.quick-input-widget',
  menu: '.monaco-menu',
  hover: '.monaco-hover',
  notifications: '.notification-toast',
  dialog: '.monaco-dialog-box',
  /** The choices of a drop and of a quick fix. */
  choices: '.action-widget',
} as const;

/** A window of a VS Code in the pseudo-locale, with two tenants that are connected. */
export interface PseudoWindow extends UiWindow {
  readonly tenant: Tenant;
  /** Has no organizations. */
  readonly empty: Tenant;
  /** Is of no organization, and stands in `ids.txt` behind the ID of the first one. */
  readonly missingId: string;
  /** Runs one of our commands by its English title. */
  readonly run: (title: string) => Promise<void>;
  /** What is still English on a surface, once this is seen in it. */
  readonly leftOn: (surface: string, english: string, place?: string) => Promise<readonly string[]>;
  /** What is still English in a box with this title. The palette, which may just be going, has none. */
  readonly leftInBox: (title: string) => Promise<readonly string[]>;
}

/** For `useWindow`: a window in the pseudo-locale. */
export async function openPseudoWindow(setUp: SetUp): Promise<PseudoWindow> {
  const [tenant, empty] = await Promise.all([setUp.tenant({ organizations: 3 }), setUp.tenant({ organizations: 0 })]);
  const tenants = [tenant, empty];
  const missingId = 'org_0000000000000000';
  const temporary = await setUp.folder();
  const home = join(temporary, 'home');
  const folder = join(temporary, 'workspace');
  const configuration = join(home, '.config', 'auth0');
  await Promise.all([folder, configuration].map((path) => mkdir(path, { recursive: true })));
  await writeFile(join(folder, 'ids.txt'), `\n${tenant.organizations[0]?.id}\n${missingId}\n`);
  await writeFile(
    join(configuration, 'config.json'),
    JSON.stringify({ tenants: { 'acme.eu.auth0.com': { domain: 'acme.eu.auth0.com' } } }),
  );
  const window = await setUp.window({
    language: 'qps-ploc',
    folder,
    extension: { folder: await pseudoExtension(temporary) },
    tenants: await Promise.all(
      tenants.map(async (each) => ({ domain: each.domain, accessToken: await each.mintToken() })),
    ),
    env: { HOME: home },
  });
  const { page, workbench } = window;
  await workbench.openView(pseudo('Auth0 Organizations'));
  // The row of the last one comes with the last update of the rows.
  await workbench.row(empty.domain).waitFor();

  const leftOn = async (surface: string, english: string, place = surface) => {
    await page.locator(place).getByText(pseudo(english)).first().waitFor();
    const keys = tenant.organizations.flatMap(({ metadata, branding }) =>
      Object.keys({ ...metadata, ...branding?.colors }),
    );
    const texts = (await Promise.all(tenants.map(textsFrom))).flat();
    const data = [...foreign, ...texts, ...keys, ...tenants.map(({ domain }) => domain)];
    return plainEnglish(await textsOf(page, surface), data);
  };
  return {
    ...window,
    tenant,
    empty,
    missingId,
    run: (title) => workbench.runCommand(`${pseudo('Auth0 Organizations')}: ${pseudo(title)}`),
    leftOn,
    leftInBox: (title) => leftOn(surfaces.box, title, `${surfaces.box} .quick-input-title`),
  };
}
