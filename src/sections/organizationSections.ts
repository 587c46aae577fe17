import * as l10n from '@vscode/l10n';
import { logsScope } from '../api/accessToken.ts';
import type { Organization } from '../api/organization.ts';
import { clientGrants } from './clientGrants.ts';
import { clients } from './clients.ts';
import { connections } from './connections.ts';
import { discoveryDomains } from './discoveryDomains.ts';
import { organizationEvents } from './events.ts';
import { groups } from './groups.ts';
import { invitations } from './invitations.ts';
import { members } from './members.ts';
import { roles } from './roles.ts';
import { type Item, type Section, textField } from './section.ts';
import { templates } from './templates.ts';

/* Fields of an organization itself, which need no request. */

const metadata: Section = {
  name: 'metadata',
  get title() {
    return l10n.t('Metadata');
  },
  icon: 'tag',
  source: {
    containedItems: (organization) =>
      Object.entries(organization.metadata ?? {}).map(([key, value]): Item => ({ key, value: value ?? 'null' })),
  },
  keyOf: (entry) => textField(entry, 'key'),
  copiedText: (entry) => textField(entry, 'value'),
  present: (entry) => ({ label: textField(entry, 'key'), description: textField(entry, 'value') }),
};

/** The field of the branding that is no colour. */
const logo = 'logo_url';

const branding: Section = {
  name: 'branding',
  get title() {
    return l10n.t('Branding');
  },
  icon: 'symbol-color',
  source: {
    containedItems: ({ branding: brand }: Organization) => [
      ...(brand?.logo_url ? [{ key: logo, value: brand.logo_url }] : []),
      ...Object.entries(brand?.colors ?? {}).map(([key, value]): Item => ({ key, value })),
    ],
  },
  keyOf: (entry) => textField(entry, 'key'),
  copiedText: (entry) => textField(entry, 'value'),
  present: (entry) => ({
    label: textField(entry, 'key'),
    description: textField(entry, 'value'),
    icon: textField(entry, 'key') === logo ? 'file-media' : { colour: textField(entry, 'value') },
  }),
};

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

/** What people read of a section of an organization. @param name the name of another section is its title */
export function sectionTitle(name: string): string {
  return organizationSections.find((section) => section.name === name)?.title ?? name;
}

/** A section with the names of the sections on the way to it. */
export interface NamedSection {
  /** Such as `['members', 'roles']`, without the key of a member. */
  readonly names: readonly string[];
  readonly section: Section;
}

/** All sections: those of an organization, and each followed by the sections of its items. */
export function allSections(
  sections: readonly Section[] = organizationSections,
  above: readonly string[] = [],
): readonly NamedSection[] {
  return sections.flatMap((section) => {
    const names = [...above, section.name];
    return [{ names, section }, ...allSections(section.sections ?? [], names)];
  });
}

/** The scopes that lists and sections use, without that of events: the first one lists organizations. */
export function usedScopes(): readonly string[] {
  const ofSections = allSections().flatMap(({ section: { source } }) =>
    'scope' in source ? [source.scope, source.preferred?.scope ?? source.scope] : [],
  );
  return [...new Set(['read:organizations', ...ofSections])].filter((scope) => scope !== logsScope);
}

/** The names of the sections that have an endpoint. Log events are left out: they do not describe the organization. */
export const requestedSections: readonly string[] = organizationSections.flatMap(({ name, source, isLog }) =>
  'field' in source && !isLog ? [name] : [],
);
