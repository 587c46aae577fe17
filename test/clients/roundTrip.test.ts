import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { obstacles, organizationsAsDeployYaml } from '../../src/asCode/deployYaml.ts';
import { namesOfApplications, type OrganizationParts } from '../../src/asCode/organizationParts.ts';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { type Contents, contentsOf, domainWrites, listsFor, sorted } from './contents.ts';
import { runDeployCli } from './deployCli.ts';
import { startRecorder, type Write } from './recorder.ts';
import { startTlsProxy } from './tlsProxy.ts';

type Entry = Readonly<Record<string, unknown>>;

describe('The YAML of ten organizations, deployed into their tenant', function () {
  // The Deploy CLI takes 15 s of a processor.
  this.timeout('10 min');

  let folder: string;
  let tenant: Tenant;
  let all: readonly Contents[];
  /** The tenant does not name the connections of one more. */
  let ten: readonly Contents[];

  before(async () => {
    folder = await temporaryFolder();
    tenant = await startTenant({ organizations: 11 });
    const token = await tenant.mintToken();
    all = await Promise.all(tenant.organizations.map((organization) => contentsOf(tenant, token, organization)));
    ten = all.filter(({ parts }) => obstacles(parts).length === 0);
    assert.equal(ten.length, 10);
  });
  after(async () => {
    await tenant.close();
    await removeFolder(folder);
  });

  /** What the Deploy CLI writes. */
  const deployed = async (yaml: string, answers: Readonly<Record<string, unknown>> = {}): Promise<readonly Write[]> => {
    const recorder = await startRecorder(tenant.url, { ...listsFor(all), ...answers });
    const proxy = await startTlsProxy(recorder.url, folder);
    const file = join(folder, 'tenant.yaml');
    await writeFile(file, yaml);
    try {
      await runDeployCli(folder, tenant, proxy, ['import', '--input_file', file]);
    } finally {
      proxy.close();
      recorder.close();
    }
    return recorder.writes;
  };

  const entriesOf = (yaml: string): readonly Entry[] =>
    (parse(yaml) as { readonly organizations: readonly Entry[] }).organizations;

  it('writes nothing but each discovery domain with the values that it has', async () => {
    const yaml = organizationsAsDeployYaml(
      all.map(({ parts }) => parts),
      true,
    );
    assert.equal(entriesOf(yaml).length, ten.length);
    const expected = ten.flatMap(domainWrites);
    assert.ok(expected.length > 0);
    assert.deepEqual(sorted(await deployed(yaml)), sorted(expected));
  });

  it('writes nothing of organizations that are commented out', async () => {
    const missing = 'The token lacks a scope.';
    const changes: readonly Partial<OrganizationParts>[] = [
      ...(['connections', 'clientGrants', 'clients', 'discoveryDomains'] as const).map((part) => ({
        [part]: { items: [], missing },
      })),
      { applicationNames: namesOfApplications(undefined, missing) },
    ];
    const parts = ten.map((contents, index) => ({ ...contents.parts, ...changes[index] }));
    const yaml = organizationsAsDeployYaml(parts, true);
    assert.equal(entriesOf(yaml).length, ten.length - changes.length);
    assert.deepEqual(sorted(await deployed(yaml)), sorted(ten.slice(changes.length).flatMap(domainWrites)));
  });

  it('takes no application for another one of its name, which the tenant lists before it', async () => {
    const [first] = all;
    const { known } = first?.parts.applicationNames ?? { known: new Map<string, string>() };
    const twins = [...known].map(([id, name]) => ({ client_id: `twin${id}`, name }));
    const applications = [...twins, ...[...known].map(([id, name]) => ({ client_id: id, name }))];
    const yaml = organizationsAsDeployYaml(
      ten.map((contents) => ({
        ...contents.parts,
        applicationNames: namesOfApplications(new Map(applications.map(({ client_id: id, name }) => [id, name]))),
      })),
      true,
    );
    const withApplications = ten.filter(({ grants, clients }) => grants.length + clients.length > 0);
    assert.ok(withApplications.length > 0);
    const answer = { clients: applications, start: 0, limit: 100, total: applications.length };
    const others = ten.filter((contents) => !withApplications.includes(contents));
    assert.equal((parse(yaml) as { organizations?: unknown[] } | null)?.organizations?.length ?? 0, others.length);
    assert.deepEqual(sorted(await deployed(yaml, { '/clients': answer })), sorted(others.flatMap(domainWrites)));
  });
});
