import type { Cursors } from '../cursors.ts';
import type { Route } from '../route.ts';
import { applicationRoutes } from './applicationRoutes.ts';
import { clientRoutes } from './clientRoutes.ts';
import { connectionRoutes } from './connectionRoutes.ts';
import type { Contents } from './contents.ts';
import { domainRoutes } from './domains.ts';
import { groupRoutes } from './groupRoutes.ts';
import { invitationRoutes } from './invitationRoutes.ts';
import { memberRoutes } from './memberRoutes.ts';
import { roleRoutes } from './roleRoutes.ts';
import { templateRoutes } from './templates.ts';
import { tenantRoutes } from './tenantRoutes.ts';
import { userRoutes } from './userRoutes.ts';

/** The endpoints for everything inside an organization and beside them. */
export function insideRoutes(contents: Contents, cursors: Cursors<number>): readonly Route[] {
  return [
    ...memberRoutes(contents, cursors),
    ...connectionRoutes(contents),
    ...invitationRoutes(contents),
    ...domainRoutes(contents, cursors),
    ...applicationRoutes(contents, cursors),
    ...clientRoutes(contents, cursors),
    ...groupRoutes(contents, cursors),
    ...roleRoutes(contents, cursors),
    ...templateRoutes(contents),
    ...tenantRoutes(contents.tenant, cursors),
    ...userRoutes(contents),
  ];
}
