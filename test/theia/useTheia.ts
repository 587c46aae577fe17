import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { placeInProductionAlone } from '../tenant/contents/differences.ts';
import { startTenant, type Organization, type Tenant } from '../tenant/server.ts';
import { launchBrowser } from '../vscode/chromium.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { startTheia, type TheiaServer } from './theiaServer.ts';
import { type Language, TheiaWindow } from './theiaWindow.ts';

/** A window and what its tests need. */
export interface Opened {
  readonly theia: TheiaWindow;
  readonly production: Tenant;
  readonly staging: Tenant;
  /** The home folder. */
  readonly home: string;
}

/** Opens a window in which no tenant is connected. The tests leave pictures of it. */
export function useTheia(language: Language): () => Opened {
  let folder: string;
  let server: TheiaServer;
  let browser: Browser;
  let opened: Opened;

  before(async () => {
    folder = await temporaryFolder();
    const workspace = join(folder, 'workspace');
    await mkdir(workspace);
    const production = await startTenant({ organizations: 130, stories: true });
    const staging = await startTenant({ organizations: placeInProductionAlone, seed: 7, stagingOf: 2023 });
    await writeFile(join(workspace, 'app.js'), `const organization = "${at(production, 20).id}";\n`);
    server = await startTheia(folder, workspace);
    browser = await launchBrowser();
    opened = { theia: await TheiaWindow.open(browser, server.url, language), production, staging, home: folder };
  });
  after(async () => {
    await browser.close();
    await server.close();
    await Promise.all([opened.production.close(), opened.staging.close()]);
    await removeFolder(folder);
  });
  afterEach(async function () {
    await opened.theia.picture(this.currentTest?.title ?? '');
  });
  return () => opened;
}

/** The organization at this place of a tenant. */
export function at({ organizations }: Tenant, index: number): Organization {
  return organizations[index] ?? assert.fail(`there is no ${index}`);
}
