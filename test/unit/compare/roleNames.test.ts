import assert from 'node:assert/strict';
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
