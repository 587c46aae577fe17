import { maskInvitationLinks } from '../text/secretForms.ts';
import { maskSecrets } from './maskSecrets.ts';
import type { Item } from './section.ts';

/** Masks the link of an invitation and its ticket, also in metadata: anyone with the link can accept the invitation. */
export function maskInvitation(invitation: Item): Item {
  return maskSecrets(invitation, (field) => ['invitation_url', 'ticket_id'].includes(field), maskInvitationLinks);
}
