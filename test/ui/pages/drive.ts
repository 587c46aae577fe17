import type { Locator } from 'playwright-core';
import type { Tenant, TokenOptions } from '../../tenant/server.ts';
import type { UiWindow } from '../windows/openWindow.ts';
import type { Workbench } from './workbench.ts';

/** Where commands are driven: a window with two tenants, the first with a pasted token, the other with an application. */
export interface Scene {
  readonly window: UiWindow;
  readonly pasted: Tenant;
  readonly application: Tenant;
  /** Makes a token of the first tenant that is known from now on. @param name for whoever finds it elsewhere */
  readonly issue: (name: string, options?: TokenOptions) => Promise<string>;
}

/** What a person does once a command runs, until it is done. */
export type Drive = (scene: Scene) => Promise<void>;

/** Commands that build on each other, from a window at rest on. */
export interface Topic {
  readonly about: string;
  /** What is done before. */
  readonly before?: Drive;
  /** Commands of other topics, which open what they are about. */
  readonly begin?: readonly string[];
  /** By the names of the commands in the manifest, in the order in which they are run. */
  readonly drives: Readonly<Record<string, Drive>>;
}

export async function copied({ window: { workbench } }: Scene): Promise<void> {
  await workbench.statusBar.getByText('Copied').waitFor();
}

/** The row of the tenant with an application. */
export function applicationRow({ window: { workbench }, application }: Scene): Locator {
  return workbench.row(application.domain);
}

/** Selects and expands the tenant with an application, alone. */
export function selectApplication({ window, application }: Scene): Promise<void> {
  return select(window.workbench, application);
}

/** Selects and expands the tenant with a pasted token, alone. */
export function selectPasted({ window, pasted }: Scene): Promise<void> {
  return select(window.workbench, pasted);
}

/** The row of a tenant may be out of sight. */
async function select(workbench: Workbench, { domain }: Tenant): Promise<void> {
  await workbench.pressViewButton('Collapse All');
  await workbench.row(domain).and(workbench.page.locator('[aria-expanded="false"]')).click();
}

/** Two organizations that are on the screen. */
export function organizationRows({ page }: Workbench): readonly [Locator, Locator] {
  const rows = page.locator('.sidebar .monaco-list-row[aria-level="2"]');
  // The row of the tenant can stick in front of the first ones.
  return [rows.nth(3), rows.nth(4)];
}
