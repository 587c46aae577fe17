import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { organizationsAsDeployYaml } from '../../src/asCode/deployYaml.ts';
import type { OrganizationParts } from '../../src/asCode/organizationParts.ts';
import { insertionLanguage, insertionTexts } from '../../src/editor/insertionTexts.ts';
import { indented } from '../../src/text/codeLines.ts';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { contentsOf, domainWrites, listsFor, sorted } from './contents.ts';
import { runDeployCli } from './deployCli.ts';
import { type Recorder, startRecorder, type Write } from './recorder.ts';
import { startTlsProxy, type TlsProxy } from './tlsProxy.ts';

describe('The YAML of organizations', function () {
  this.timeout('5 min');

  let folder: string;
  let tenant: Tenant;
  let token: string;
  let recorder: Recorder | undefined;
  let proxy: TlsProxy | undefined;

  before(async () => {
    folder = await temporaryFolder();
    tenant = await startTenant({ organizations: 2 });
    token = await tenant.mintToken();
  });
  after(async () => {
    proxy?.close();
    recorder?.close();
    await tenant.close();
    await removeFolder(folder);
  });

  it('means to the Deploy CLI what the tenant has, and names in it mean their connections and applications', async () => {
    const all = await Promise.all(tenant.organizations.map((organization) => contentsOf(tenant, token, organization)));
    const [, second] = all;
    assert.ok(second);
    const hostile = '##SECRET_OF_THE_MACHINE## @@SECRET_OF_THE_MACHINE@@ "${HOME}"\n- name: other';
    const organization = { ...second.parts.organization, id: 'org_none', name: 'copy', display_name: hostile };
    const copy: OrganizationParts = { ...second.parts, organization };

    recorder = await startRecorder(tenant.url, listsFor(all));
    proxy = await startTlsProxy(recorder.url, folder);
    const file = join(folder, 'tenant.yaml');
    const yaml = organizationsAsDeployYaml([...all.map(({ parts }) => parts), copy], true);
    await writeFile(file, [yaml, ...indented(insertedEntries(file))].join('\n'));
    const secrets = { SECRET_OF_THE_MACHINE: 'value-of-the-machine' };
    await runDeployCli(folder, tenant, proxy, ['import', '--input_file', file], secrets);

    const { writes } = recorder;
    const isOfCopy = ({ path }: Write) => path === '/organizations' || path.startsWith('/organizations/written');
    assert.deepEqual(sorted(writes.filter((write) => !isOfCopy(write))), sorted(all.flatMap(domainWrites)));

    const bodies = (path: string) => writes.filter((write) => write.path === path).map(({ body }) => body);
    const { id: _, ...fields } = organization;
    const insertedFields = inserted.map(({ id: __, ...entry }) => entry);
    assert.deepEqual(sorted(bodies('/organizations')), sorted([fields, ...insertedFields]));
    assert.doesNotMatch(JSON.stringify(writes), /value-of-the-machine/);
    assert.deepEqual(
      sorted(bodies('/organizations/written/connections')),
      sorted(second.connections.map(({ connection: __, ...connection }) => connection)),
    );
    // The first grant of each application.
    const firsts = [...new Map(second.grants.toReversed().map((grant) => [grant.client_id, grant.id])).values()];
    assert.deepEqual(
      sorted(bodies('/organizations/written/client-grants')),
      sorted(firsts.map((grantId) => ({ grant_id: grantId }))),
    );
    const clients = second.clients.map(({ client: __, ...client }) => client);
    assert.deepEqual(bodies('/organizations/written/clients'), [{ clients }]);
    assert.deepEqual(
      sorted(bodies('/organizations/written/discovery-domains')),
      sorted(second.domains.map(({ id: __, verification_txt: ___, verification_host: ____, ...domain }) => domain)),
    );
  });
});

/** Organizations whose entries are inserted into the list. */
const inserted = [
  { id: 'org_VGZx1ySGh6PrYv0Y', name: 'no', display_name: 'Acme ##SECRET_OF_THE_MACHINE##' },
  { id: 'org_9makbo2zcjnb6scn', name: '1e3', display_name: '@@SECRET_OF_THE_MACHINE@@ \u2028- name: other "' },
];

/** The lines that a drop, Paste As, Insert As and Copy As write. */
function insertedEntries(fileName: string): readonly string[] {
  const language = insertionLanguage({ languageId: 'yaml', fileName, getText: () => '' });
  const texts = insertionTexts(
    inserted.map((organization) => ({ organization, uri: '' })),
    language,
  );
  return texts.find(({ form }) => form === 'deployCli')?.text.split('\n') ?? [];
}
