import { Hono } from 'hono';
import type { Env } from './app.ts';
import type { Application } from './applications.ts';
import type { Person } from './contents/model.ts';
import type { Fault } from './faults.ts';
import type { Feature, FeatureState } from './features.ts';
import type { Organization } from './organization.ts';
import type { Tenant } from './server.ts';
import type { TokenOptions } from './tokens.ts';

/** The tenant's own control over HTTP, for tests in another process. Its client is `control.ts`. */
export function controlRoutes(tenant: Tenant): Hono<Env> {
  const routes = new Hono<Env>();
  routes
    .get('/requests', (context) => context.json(tenant.requests))
    .delete('/requests', async (context) => {
      await tenant.clearRequests();
      return context.body(null, 204);
    })
    .put('/faults', async (context) => {
      await tenant.inject(await context.req.json<Fault>());
      return context.body(null, 204);
    })
    .delete('/faults', async (context) => {
      await tenant.clearFaults();
      return context.body(null, 204);
    })
    .post('/tokens', async (context) =>
      context.json({ access_token: await tenant.mintToken(await context.req.json<TokenOptions>()) }),
    )
    .delete('/tokens', async (context) => {
      await tenant.revokeTokens();
      return context.body(null, 204);
    })
    .post('/applications', async (context) => {
      await tenant.addApplication(await context.req.json<Application>());
      return context.body(null, 204);
    })
    .put('/applications/:id/secret', async (context) => {
      const { secret } = await context.req.json<Pick<Application, 'secret'>>();
      await tenant.setApplicationSecret(context.req.param('id'), secret);
      return context.body(null, 204);
    })
    .get('/organizations', (context) => context.json(tenant.organizations))
    .post('/organizations', async (context) => {
      await tenant.addOrganization(await context.req.json<Organization>());
      return context.body(null, 204);
    })
    .patch('/organizations/:id', async (context) => {
      await tenant.updateOrganization(context.req.param('id'), await context.req.json<Partial<Organization>>());
      return context.body(null, 204);
    })
    .post('/organizations/:id/members', async (context) => {
      await tenant.addMember(context.req.param('id'), await context.req.json<Person>());
      return context.body(null, 204);
    })
    .delete('/organizations/:id/members/:userId', async (context) => {
      await tenant.removeMember(context.req.param('id'), context.req.param('userId'));
      return context.body(null, 204);
    })
    .put('/features/:feature', async (context) => {
      const { state } = await context.req.json<{ readonly state: FeatureState }>();
      await tenant.setFeature(context.req.param('feature') as Feature, state);
      return context.body(null, 204);
    })
    .delete('/organizations/:id', async (context) => {
      await tenant.removeOrganization(context.req.param('id'));
      return context.body(null, 204);
    });
  return routes;
}
