import { role } from './auditing.ts';
import type { Content, SeededCase } from './content.ts';
import { crowd, invitation, oddRoles, portal, quota, staff, twin } from './reviewing.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What someone who reviews the product does not want to be told, written as `reviewing`. */
export const reviewedSameness: readonly SeededCase[] = [
  same(
    'value of metadata empty or absent',
    { fields: { metadata: { plan: 'gold', note: '' } } },
    {
      fields: { metadata: { plan: 'gold' } },
    },
  ),
  same(
    'branding of nulls or absent',
    { fields: { branding: { logo_url: null, colors: null } } },
    {
      fields: { branding: undefined },
    },
  ),
  same('capitals of the name of a colour', { fields: colour('Red') }, { fields: colour('red') }),
  same('quota of nothing or absent', { fields: quota({}) }, {}),
  same(
    '25 keys of metadata in another order',
    { fields: { metadata: keys(false) } },
    { fields: { metadata: keys(true) } },
  ),
  same(
    'two accounts of an address, listed the other way round',
    { lists: { members: { one: twin(1, 'Viewer'), two: twin(2, 'Editor') } } },
    { lists: { members: { one: twin(1, 'Editor'), two: twin(2, 'Viewer') } } },
    'across',
  ),
  same(
    'fields of a role of a member in another order',
    {},
    {
      lists: { members: { jo: { roles: [role('Viewer'), { name: 'Editor', id: 'rol:Editor' }] } } },
    },
  ),
  same(
    'two invitations of an address made again',
    { lists: { invitations: { ann: undefined, one: invitation('1', 'Viewer'), two: invitation('2', 'Editor') } } },
    { lists: { invitations: { ann: undefined, two: invitation('3', 'Editor'), one: invitation('4', 'Viewer') } } },
    'across',
  ),
  same(
    'metadata of an invitation in another order',
    { lists: { invitations: { ann: { app_metadata: { a: { x: 1, y: [2, 3] }, b: 1 } } } } },
    { lists: { invitations: { ann: { app_metadata: { b: 1, a: { y: [2, 3], x: 1 } } } } } },
  ),
  same(
    'two groups of a name in another order',
    { lists: { groups: { users: staff('users') } } },
    { lists: { groups: { staff: undefined, users: staff('users'), acme: staff('acme') } } },
    'across',
  ),
  same(
    'logo and grant types of an application null, empty or absent',
    { lists: { clients: { Portal: portal({ logo_uri: null, grant_types: [] }) } } },
    { lists: { clients: { Portal: portal({ grant_types: undefined }) } } },
  ),
  same(
    'lists of the template null, empty or absent',
    {
      lists: { 'organization-templates': { usual: { allowed_strategies: [], use_for_organization_discovery: null } } },
    },
    { lists: { 'organization-templates': { usual: { allowed_strategies: undefined } } } },
  ),
  same(
    '120 members in another order',
    { lists: { members: crowd() } },
    {
      lists: { members: Object.fromEntries(Object.entries(crowd()).reverse()) },
    },
  ),
  same('metadata called as properties of every object', { fields: hostileKeys() }, { fields: hostileKeys() }),
  same(
    'hostile audience with IDs of another tenant',
    { lists: { 'client-grants': { orders: { audience: '`](command:x)|<img src=x>\u202e' } } } },
    { lists: { 'client-grants': { orders: { id: 'cgr:2', audience: '`](command:x)|<img src=x>\u202e' } } } },
    'across',
  ),
  same('list of the future empty or absent', { fields: { x_list: [], x_object: { a: null } } }, {}),
  same(
    'roles that are called as own ones are shown, beside one',
    { lists: { roles: oddRoles, invitations: { ann: { roles: ['own:Owner', 'rol:Odd', 'rol:Odder'] } } } },
    { lists: { roles: oddRoles, invitations: { ann: { roles: ['rol:Odder', 'own:Owner', 'rol:Odd'] } } } },
  ),
  same('two texts of a number', { fields: JSON.parse('{"x_rate": 1.0}') as Fields }, { fields: { x_rate: 1 } }),
];

function same(name: string, left: Content, right: Content = {}, pair: SeededCase['pair'] = 'both'): SeededCase {
  return { name, pair, left, right, differs: [], rows: [] };
}

function colour(primary: string): Fields {
  return { branding: { colors: { primary, page_background: '#ffffff' } } };
}

/** Keys of which some are numbers, which JavaScript puts first. */
function keys(isReverse: boolean): Fields {
  const entries = Array.from({ length: 25 }, (_, place) => [place % 2 ? `k${place}` : `${place}`, `v${place}`]);
  return Object.fromEntries(isReverse ? entries.reverse() : entries) as Fields;
}

function hostileKeys(): Fields {
  return { metadata: JSON.parse('{"__proto__": "a", "constructor": "b", "toString": "c"}') as unknown };
}
