import type { AccessQuestion } from '../../../../src/access/facts.ts';
import { accessStories } from './accessStories.ts';
import { actionStories } from './actionStories.ts';
import { addressStories } from './addressStories.ts';
import { applicationStories } from './applicationStories.ts';
import { blockStories } from './blockStories.ts';
import { connectionStories } from './connectionStories.ts';
import { factorStories } from './factorStories.ts';
import { identityStories } from './identityStories.ts';
import { invitationStories } from './invitationStories.ts';
import { machineStories } from './machineStories.ts';
import { memberStories } from './memberStories.ts';
import { personStories } from './personStories.ts';
import { readingStories } from './readingStories.ts';
import { requestStories } from './requestStories.ts';
import { samlStories } from './samlStories.ts';
import { sessionStories } from './sessionStories.ts';
import { supportStories } from './supportStories.ts';
import { timeStories } from './timeStories.ts';
import type { Story } from './story.ts';

/** All stories. */
export const stories: readonly Story[] = [
  ...connectionStories,
  ...memberStories,
  ...identityStories,
  ...blockStories,
  ...factorStories,
  ...actionStories,
  ...invitationStories,
  ...applicationStories,
  ...samlStories,
  ...sessionStories,
  ...machineStories,
  ...accessStories,
  ...readingStories,
  ...timeStories,
  ...personStories,
  ...requestStories,
  ...addressStories,
  ...supportStories,
];

/**
 * The question that the product asks where a person typed this: IDs alone, since every address that has an account, or an
 * invitation, is chosen from a list. One that has neither stays an address. An ID of an invitation is one.
 */
export function questionOf({ state, question: { application, user } }: Story, domain: string): AccessQuestion {
  const isTyped = user?.includes('@') === true && !user.includes('|');
  const account = state.users.find(({ email, user_id: id }) => (isTyped ? email : id) === user);
  const invitation = state.invitations.find(({ invitee }) => invitee.email === user);
  const person =
    user === undefined
      ? {}
      : user.startsWith('uinv_')
        ? { invitationId: user }
        : account || !isTyped
          ? { userId: account?.user_id ?? user }
          : invitation
            ? { invitationId: invitation.id }
            : { email: user };
  return { domain, organizationId: state.organization.id, ...(application && { clientId: application }), ...person };
}
