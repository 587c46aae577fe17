/** The folders of the platform, lowest first: each may import from the ones before it, and from no room. */
export const platform: readonly string[] = [
  'text',
  'api',
  'host',
  'ui',
  'tenants',
  'organizations',
  'sections',
  'documents',
  'sidebar',
  'commands',
];

/** The rooms, with the other rooms that each may import from. Every one of them may import from the platform. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  find: [],
  users: ['find'],
  access: ['find', 'users'],
  browse: [],
  connect: ['browse'],
  editor: ['find'],
  asCode: [],
  copy: ['asCode', 'editor', 'find'],
  compare: ['find'],
  export: ['find'],
  snapshots: ['compare', 'export', 'find'],
  links: ['access', 'users'],
  chat: ['access', 'compare', 'find', 'users'],
};
