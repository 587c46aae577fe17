import { branding } from './branding.ts';
import { clientGrants } from './clientGrants.ts';
import { clients } from './clients.ts';
import { connections } from './connections.ts';
import { discoveryDomains } from './discoveryDomains.ts';
import { organizationEvents } from './events.ts';
import { groups } from './groups.ts';
import { invitations } from './invitations.ts';
import { members } from './members.ts';
import { metadata } from './metadata.ts';
import { roles } from './roles.ts';
import type { Section } from './section.ts';
import { templates } from './templates.ts';

/** The sections of an organization, in the order of their rows. */
export const organizationSections: readonly Section[] = [
  members,
  connections,
  invitations,
  discoveryDomains,
  clientGrants,
  groups,
  roles,
  clients,
  templates,
  organizationEvents,
  metadata,
  branding,
];

/** The section at a path of names and keys, such as `['members', 'auth0|1', 'roles']`. */
export function sectionAt(path: readonly string[]): Section | undefined {
  const names = path.filter((_, index) => index % 2 === 0);
  let sections: readonly Section[] | undefined = organizationSections;
  let section: Section | undefined;
  for (const name of names) {
    section = sections?.find((candidate) => candidate.name === name);
    sections = section?.sections;
  }
  return section;
}
