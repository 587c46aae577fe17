/** Replaces a live secret. */
export const mask = '••••••';

export const jsonWebToken = /(?:\b|(?<=_|%[\dA-Fa-f]{2}))eyJ[\w-]{4,}(?:\.[\w-]*){0,4}/g;

const invitationTicket = /(invitation(?:=|&#(?:61|x3d);|%(?:25){0,3}3d|\\u003d))[\w.~+/-]+/gi;

/** Masks the ticket in links of invitations: anyone with the link can accept the invitation. */
export function maskInvitationLinks(text: string): string {
  return text.replace(invitationTicket, `$1${mask}`);
}
