import type { EnabledConnection } from '../model.ts';
import { hostile } from './hostileText.ts';

/** A connection of the tenant, as an organization has it unless it decides otherwise. */
export interface StoryConnection extends EnabledConnection {
  readonly connection: { readonly name: string; readonly strategy: string };
}

/** With sign-up off, which only a database connection can have on: others have no such field. */
export const database: StoryConnection = {
  connection_id: 'con_StoryDatabase001',
  assign_membership_on_login: false,
  show_as_button: true,
  is_signup_enabled: false,
  connection: { name: 'acme-db', strategy: 'auth0' },
};
export const saml = enterprise('con_StorySaml0000001', 'acme-saml', 'samlp');
export const okta = enterprise('con_StoryOkta0000001', 'partners-okta', 'okta');
export const entra = enterprise('con_StoryEntraId0001', 'partners-entra-id', 'waad');
export const odd = enterprise('con_StoryHostile0001', hostile.connection, 'oauth2');

/** All of the tenant of the stories. */
export const storyConnections: readonly StoryConnection[] = [database, saml, okta, entra, odd];

function enterprise(id: string, name: string, strategy: string): StoryConnection {
  return {
    connection_id: id,
    assign_membership_on_login: false,
    show_as_button: true,
    connection: { name, strategy },
  };
}
