import { startTenant, type Tenant, type TenantOptions, type TokenOptions } from '../../tenant/server.ts';
import { isHeaded } from '../../vscode/chromium.ts';
import { removeFolder, temporaryFolder } from '../../vscode/folders.ts';
import { reportFailure } from './failureReport.ts';
import { closeBrowser, closeShared, openWindow, type UiOptions, type UiWindow } from './openWindow.ts';
import { settle } from './settle.ts';

/** Makes what the tests of a `describe` need, and remembers what there is to close after them. */
export class SetUp implements AsyncDisposable {
  readonly tenants: Tenant[] = [];
  readonly windows: UiWindow[] = [];
  readonly #cleanups = new AsyncDisposableStack();

  /** Starts a local tenant, whose faults and requests are cleared before each test. */
  async tenant(options: TenantOptions): Promise<Tenant> {
    const tenant = this.#cleanups.adopt(await startTenant(options), (started) => started.close());
    this.tenants.push(tenant);
    return tenant;
  }

  async window(options?: UiOptions): Promise<UiWindow> {
    const window = this.#cleanups.use(await openWindow(options));
    this.windows.push(window);
    return window;
  }

  /** A folder of its own. */
  async folder(): Promise<string> {
    return this.#cleanups.adopt(await temporaryFolder(), removeFolder);
  }

  /** @param cleanup runs after the last test, before what was made earlier is closed */
  defer(cleanup: () => Promise<void>): void {
    this.#cleanups.defer(cleanup);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cleanups.disposeAsync();
  }
}

/**
 * Opens one window for all tests of a `describe`. Each test finds it at rest, with no editor open, and its tenants
 * without faults and without requests so far. After a test that failed, the next one gets a window of its own.
 * @param open makes the window and whatever else the tests need
 * @returns what `open` made
 */
export function useWindow<T extends UiWindow>(open: (setUp: SetUp) => Promise<T>): () => T {
  let setUp = new SetUp();
  let opened: T | undefined;
  const close = async () => {
    await setUp[Symbol.asyncDispose]();
    setUp = new SetUp();
    opened = undefined;
  };
  const fail = async (title: string, error: unknown) => {
    for (const window of setUp.windows) await reportFailure(window, title, error);
    if (isHeaded) await setUp.windows[0]?.page.waitForEvent('close', { timeout: 0 });
    await close();
    await closeShared();
  };

  beforeEach(async function () {
    try {
      opened ??= await open(setUp);
      for (const tenant of setUp.tenants) await Promise.all([tenant.clearFaults(), tenant.clearRequests()]);
    } catch (error) {
      await fail(`before ${this.currentTest?.fullTitle() ?? ''}`, error);
      throw error;
    }
  });
  afterEach(async function () {
    const { currentTest: test } = this;
    if (!opened || !test) return;
    if (isHeaded) this.timeout(0);
    if (test.isFailed()) {
      await fail(test.fullTitle(), test.err);
      return;
    }
    try {
      for (const tenant of setUp.tenants) await tenant.clearFaults();
      await settle(opened);
    } catch (error) {
      await fail(`after ${test.fullTitle()}`, error);
      throw error;
    }
  });
  after(close);
  return () => {
    if (!opened) throw new Error('There is no window yet: it is opened before the first test.');
    return opened;
  };
}

/** A window in which a tenant is connected and its organizations are shown. */
export interface TenantWindow extends UiWindow {
  readonly tenant: Tenant;
}

/** For `useWindow`: a window with a tenant. @param token what its token may do */
export function withTenant(options: TenantOptions, window: UiOptions = {}, token: TokenOptions = {}) {
  return async (setUp: SetUp): Promise<TenantWindow> => {
    const tenant = await setUp.tenant(options);
    const tenants = [{ domain: tenant.domain, accessToken: await tenant.mintToken(token) }];
    const opened = await setUp.window({ ...window, tenants });
    await opened.workbench.openView('Auth0 Organizations');
    await opened.workbench.expandTenant(tenant);
    return { ...opened, tenant };
  };
}

after(closeBrowser);
