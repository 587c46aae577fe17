import assert from 'node:assert/strict';
import { applicationAddress } from '../../../src/access/explanationAddress.ts';
import { factRequests } from '../../../src/access/factRequests.ts';
import type { Organization } from '../../../src/api/organization.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { descriptionAt } from '../../../src/documents/fieldSchema.ts';
import { allSections, organizationSections } from '../../../src/sections/organizationSections.ts';
import type { SectionContent } from '../../../src/sections/readSections.ts';
import { SnapshotWriter } from '../../../src/snapshots/snapshotFormat.ts';
import { userAddress } from '../../../src/users/userAddress.ts';
import { userOf } from '../../tenant/contents/users.ts';
import { documentKinds as kinds } from './documentKinds.ts';
import { isObject, part, readSchemas, type Schema, schemasIn } from './schemaFiles.ts';
import { error, samples } from './schemaSamples.ts';
import { fileInMemory } from './writtenText.ts';

const schemas = readSchemas('schemas/en');
const domain = 'acme.auth0.com';

/** All that a schema may say: nothing of it can be broken by a document, whatever the API sends. */
const keywords = ['$ref', '$schema', 'additionalProperties', 'definitions', 'description', 'items', 'properties'];

describe('Schemas of the documents', () => {
  it('have every field of an item explained', () => {
    for (const [kind, sample] of Object.entries(samples)) {
      assert.deepEqual(unexplained(sample, `${kind}.schema.json`), [], kind);
    }
  });

  it('have every field of a list explained, down into its items', () => {
    const lists = allSections().flatMap(({ section: { schema, source } }) =>
      schema === undefined || !('field' in source)
        ? []
        : [source.field, source.preferred?.field ?? source.field].map((field) => [field, [sample(schema)]] as const),
    );
    assert.ok(lists.length > 0);
    assert.deepEqual(unexplained(Object.fromEntries(lists), 'list.schema.json'), []);
    assert.deepEqual(unexplained({ organizations: [sample('organization')] }, 'list.schema.json'), []);
  });

  const section = (item: unknown) => ({ items: [item], complete: false, error });

  it('have every field of the document of everything explained', () => {
    const sections = organizationSections.flatMap(({ name, schema, isLog }) =>
      schema === undefined || isLog ? [] : [[name, section(sample(schema))] as const],
    );
    assert.ok(sections.length > 0);
    const everything = { organization: sample('organization'), sections: Object.fromEntries(sections) };
    assert.deepEqual(unexplained(everything, 'everything.schema.json'), []);
  });

  it('have every field of a snapshot explained, in each of its lines', async () => {
    const sections: Readonly<Record<string, object>> = {
      members: section(samples['member']),
      roles: section(samples['role']),
    };
    const page = { items: [samples['organization'] as Organization], isCutOff: true };
    const source = {
      header: { domain: 'acme.auth0.com', createdAt: '2026-11-27T10:00:00.000Z', sections: ['members', 'roles'] },
      pages: new PageReader(
        () => Promise.resolve(page),
        ({ id }) => id,
      ),
      readSection: (_organization: Organization, name: string) =>
        Promise.resolve({ ...(sections[name] as SectionContent), ...(name === 'members' && { note: 'A.' }) }),
    };
    const { draft, text } = fileInMemory();
    const writer = new SnapshotWriter(source, draft);
    await writer.run(backgroundContext(), { patiently: (task) => task(), onProgress: () => undefined });
    await draft.flush();
    const lines = text().trim().split('\n');
    assert.equal(lines.length, 3);
    for (const line of lines) assert.deepEqual(unexplained(JSON.parse(line), 'snapshot.schema.json'), [], line);
  });

  it('have every field of the document of a user explained', () => {
    const { organization, role } = samples;
    const user = { ...userOf({ user_id: 'sms|1', name: 'A B', email: 'a@b.example', picture: '' }, 2), username: '' };
    const { app_metadata: _, user_metadata: __, last_ip: ___, ...profile } = user;
    const document = {
      user: { ...profile, error },
      organizations: { items: [{ ...(organization as object), roles: [role] }], complete: false, error },
      roles: { complete: false, error },
    };
    assert.deepEqual(unexplained(document, 'user.schema.json'), []);
  });

  it('have every field of the document of an application explained', () => {
    const fields = String(factRequests.application.query?.['fields']).split(',');
    const values = {
      grant_types: ['implicit'],
      organization_discovery_methods: ['email'],
      default_organization: { organization_id: 'org_1', flows: ['client_credentials'] },
    };
    const document = { ...Object.fromEntries(fields.map((field) => [field, ''])), tenant: '', ...values };
    assert.deepEqual(unexplained(document, 'application.schema.json'), []);
  });

  it('say of live secrets that they are, and that they are masked', () => {
    for (const field of ['invitation_url', 'ticket_id']) {
      const { description } = part(part(schema('invitation.schema.json'), 'properties'), field);
      assert.match(String(description), /live secret.*masked/s, field);
    }
  });

  it('know each kind of document by its address', () => {
    const id = 'org_1';
    const files = [
      [{ path: [] }, 'list'],
      [userAddress({ domain, userId: 'auth0|1', withAllRoles: false }), 'user'],
      [applicationAddress(domain, 'EQEL1'), 'application'],
      [{ id, path: [] }, 'organization'],
      [{ id, path: ['ordered'] }, 'organization'],
      [{ id, path: ['comparison', 'acme.auth0.com', 'org_2'] }, 'everything'],
      [{ id, path: ['everything'] }, 'everything'],
      [{ id, path: ['members'] }, 'list'],
      [{ id, path: ['members', 'auth0|1'] }, 'member'],
      [{ id, path: ['members', 'auth0|1', 'effective-roles'] }, 'list'],
      [{ id, path: ['members', 'auth0|1', 'effective-roles', 'rol_1'] }, 'role'],
      [{ id, path: ['members', 'auth0|1', 'organizations', 'org_2'] }, 'organization'],
      [{ id, path: ['client-grants', 'cgr_1'] }, 'clientGrant'],
    ] as const;
    for (const [where, name] of files) {
      const address = { domain, ...where };
      assert.equal(kinds.of(address)?.schemaOf(address), `${name}.schema.json`);
    }
  });

  it('explain a field wherever it stands, and nothing of which they do not know', () => {
    const at = (file: string, ...path: readonly (string | number)[]) =>
      descriptionAt(Object.fromEntries(schemas), `${file}.schema.json`, path);
    assert.match(at('member') ?? '', /^A member/);
    assert.match(at('member', 'roles', 0, 'name') ?? '', /^The name of the role/);
    assert.match(at('list', 'organizations', 7, 'metadata', 'plan') ?? '', /^An entry/);
    assert.match(at('everything', 'sections', 'groups', 'error', 'status') ?? '', /status/);
    assert.match(at('everything', 'organization', 'branding', 'colors', 'primary') ?? '', /^The color/);
    assert.match(at('user', 'organizations', 'error', 'status') ?? '', /status/);
    for (const key of ['nothing', 'constructor', '__proto__', 0]) {
      assert.equal(at('member', key), undefined);
    }
  });

  it('draw the colors of a branding, and explain nothing twice', () => {
    const colors = readSchemas('schemas').get('colors.schema.json') ?? {};
    assert.doesNotMatch(JSON.stringify(colors), /description/);
  });

  it('use only keywords that no answer can break, and rule out no further properties', () => {
    for (const [file, root] of schemas) {
      for (const { schema: found } of schemasIn(root)) {
        assert.deepEqual(
          Object.keys(found).filter((keyword) => !keywords.includes(keyword)),
          [],
          file,
        );
        assert.ok(typeof found['additionalProperties'] !== 'boolean', file);
      }
    }
  });

  it('are found without the network', () => {
    for (const [file, root] of schemas) {
      assert.equal(root['$schema'], 'http://json-schema.org/draft-07/schema#', file);
      for (const { schema: found } of schemasIn(root)) {
        const { $ref = '' } = found;
        assert.ok(typeof $ref === 'string', file);
        if ($ref !== '') {
          // Beside a reference everything else is ignored, as draft 7 has it.
          assert.deepEqual(Object.keys(found), ['$ref'], file);
          assert.match($ref, /^(\.\/\w+\.schema\.json)?(#\/definitions\/\w+)?$/, file);
          assert.ok(resolved(found, file), `${file}: ${$ref}`);
        }
      }
    }
  });

  it('explain in one or two sentences, and then say what kind of value it is', () => {
    for (const [file, root] of schemas) {
      for (const { schema: found, path } of schemasIn(root)) {
        const description = found['description'];
        if (typeof description === 'string') {
          assert.match(description, /^[A-Z][^\n]*[.:]?(\n[^\n]+)?$/, `${file} ${path}`);
          assert.ok(description.length < 300, `${file} ${path}`);
        }
      }
    }
  });
});

function sample(name: string): unknown {
  const found = samples[name];
  assert.ok(found !== undefined, `there is a sample of ${name}`);
  return found;
}

function schema(file: string): Schema {
  const found = schemas.get(file);
  assert.ok(found, file);
  return found;
}

/** What a schema stands for, and the file in which its own references are looked up. */
function resolved(found: Schema, file: string): readonly [Schema, string] {
  const { $ref } = found;
  if (typeof $ref !== 'string') {
    return [found, file];
  }
  const [path = '', definition] = $ref.split('#/definitions/');
  const other = path === '' ? file : path.replace('./', '');
  const root = schema(other);
  return [definition === undefined ? root : part(part(root, 'definitions'), definition), other];
}

/** The paths in a value at which hovering explains nothing. */
function unexplained(value: unknown, file: string, found: Schema = schema(file), path = ''): readonly string[] {
  const [own, ownFile] = resolved(found, file);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => unexplained(item, ownFile, part(own, 'items'), `${path}[]`));
  }
  const missing = typeof own['description'] === 'string' ? [] : [path];
  if (!isObject(value)) {
    return missing;
  }
  const fields = part(own, 'properties');
  const inside = Object.entries(value).flatMap(([key, field]) =>
    unexplained(
      field,
      ownFile,
      key in fields ? part(fields, key) : part(own, 'additionalProperties'),
      `${path}.${key}`,
    ),
  );
  return [...missing, ...inside];
}
