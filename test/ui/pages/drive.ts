import type { Tenant } from '../../tenant/server.ts';
import type { UiWindow } from '../windows/openWindow.ts';

/** Where commands are driven: a window with two tenants, the first with a pasted token, the other with an application. */
export interface Scene {
  readonly window: UiWindow;
  readonly pasted: Tenant;
  readonly application: Tenant;
  /** A token that the first tenant refuses. */
  readonly refusedToken: string;
  /** Another one that it accepts, which expires within the hour. */
  readonly nextToken: string;
}

/** What a person does once a command runs, until it is done. */
export type Drive = (scene: Scene) => Promise<void>;
