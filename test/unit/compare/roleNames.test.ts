import assert from 'node:assert/strict';
import { compareSections } from '../../../src/compare/comparable.ts';
import { namesIn, ownedRoles, withOwnedRoles } from '../../../src/compare/referenceNames.ts';

describe('Names of roles', () => {
  const roles = [
    { id: 'rol_1', name: 'Admin', owner_id: 'org_1' },
    { id: 'rol_2', name: 'Admin' },
    { id: 'rol_3', name: 'Admin (organization)' },
    { id: 'rol_4', name: 'Admin (tenant)' },
    { id: 'rol_5', name: 'The (tenant) role' },
    { id: '', name: 'Nobody' },
    { id: 'rol_6', name: ' ' },
  ];

  it('tell a role of an organization from one of the tenant, whatever they are called', () => {
    assert.deepEqual(
      [...namesIn([['roles', roles]]).role],
      [
        ['rol_1', 'Admin (organization)'],
        ['rol_2', 'Admin'],
        ['rol_3', 'Admin (organization) (tenant)'],
        ['rol_4', 'Admin (tenant) (tenant)'],
        ['rol_5', 'The (tenant) role'],
      ],
    );
  });

  it('stand in place of the IDs of roles that an organization owns, which are new for every organization', () => {
    const owned = ownedRoles(roles);
    assert.deepEqual([...owned], [['rol_1', 'Admin (organization)']]);
    const item = { email: 'a@b.example', roles: ['rol_1', 'rol_2', { id: 'rol_1', name: 'Admin' }, { id: 'rol_2' }] };
    assert.deepEqual(withOwnedRoles(item, owned), {
      email: 'a@b.example',
      roles: ['Admin (organization)', 'rol_2', { name: 'Admin', type: 'organization' }, { id: 'rol_2' }],
    });
    assert.deepEqual(withOwnedRoles({ roles: 'rol_1' }, owned), { roles: 'rol_1' });
  });
});

describe('Roles of two organizations of a tenant of which the roles cannot be read', () => {
  const sideOf = (...names: readonly (readonly [id: string, name: string])[]) => ({
    domain: 'a.auth0.com',
    sections: {
      members: { items: [{ email: 'jo@acme.example', roles: names.map(([id, name]) => ({ id, name })) }] },
      invitations: { items: [{ invitee: { email: 'al@acme.example' }, roles: names.map(([id]) => id) }] },
      roles: { why: '403' },
    },
  });
  const shared = ['rol_1', 'Viewer'] as const;
  const first = sideOf(shared, ['rol_2', 'Admin']);

  it('are not told to differ by their IDs alone, since each can own one of that name', () => {
    const { differing, missing } = compareSections([first, sideOf(['rol_3', 'Admin'], shared)], 'oneTenant');
    const why = (id: string) => [`The name of ${id} is not known, or not unique.`];
    const both = [why('rol_2'), why('rol_3')];
    assert.deepEqual([differing, missing], [[], { members: both, invitations: both, roles: [['403'], ['403']] }]);
  });

  it('are told to differ by their names, or where one has none, and not where both have the same', () => {
    assert.deepEqual(compareSections([first, sideOf(shared, ['rol_3', 'Editor'])], 'oneTenant').differing, ['members']);
    assert.deepEqual(compareSections([first, sideOf()], 'oneTenant').differing, ['members', 'invitations']);
    const { differing, missing } = compareSections([first, first], 'oneTenant');
    assert.deepEqual([differing, Object.keys(missing)], [[], ['roles']]);
  });
});
