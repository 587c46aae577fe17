import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../patience.ts';
import type { Tenant } from '../../tenant/server.ts';
import { repository } from '../../vscode/folders.ts';
import type { Workbench } from './workbench.ts';

/** The extension that calls tools; the environment tells it in which file the calls are. */
export const toolCaller = {
  folder: join(repository, 'test', 'call-tools'),
  environment: (file: string) => ({ ORGANIZATION_INSPECTOR_TOOL_CALLS: file }),
};

/** A call of a tool. The person is asked, so its input is valid. */
export interface ToolCall {
  readonly name: string;
  readonly input: unknown;
}

/** What a tool has answered: the parts of its result, or its error. */
export interface ToolAnswer {
  readonly name: string;
  readonly isError: boolean;
  readonly parts: readonly string[];
}

/**
 * Calls tools as an agent does.
 * @param file see `toolCaller`
 * @param answer answers the question of the tool of this name; without it all are answered with Yes
 */
export async function callTools(
  workbench: Workbench,
  file: string,
  calls: readonly ToolCall[],
  answer?: (name: string) => Promise<void>,
): Promise<readonly ToolAnswer[]> {
  await rm(`${file}.answers`, { force: true });
  await writeFile(file, JSON.stringify(calls));
  await workbench.runCommand('Call Tools');
  for (const { name } of answer ? calls : []) await answer?.(name);
  const answered = async () => JSON.parse(await readFile(`${file}.answers`, 'utf8')) as readonly ToolAnswer[];
  await until(async () => {
    // A tool that is quick has its question in the place of the last one, so none is seen to go.
    if (!answer) await workbench.pressInDialog('Yes');
    return (await answered().catch(() => [])).length === calls.length;
  });
  return answered();
}

/** Calls of all tools about a tenant and an organization of it, with each section that the manifest names. */
export async function callsOfAllTools(tenant: Tenant, place: number): Promise<readonly ToolCall[]> {
  const { contributes } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as Manifest;
  const [organization, other] = [tenant.organizations[place], tenant.organizations[place + 1]];
  const about = { organization_id: organization?.id, domain: tenant.domain };
  const authorization = `Bearer ${await tenant.mintToken()}`;
  const idIn = async (path: string): Promise<string> => {
    const response = await fetch(`${tenant.url}/api/v2/${path}`, { headers: { authorization } });
    const answer = (await response.json()) as object;
    // Some lists come in a field of an object.
    const items = [answer, ...(Object.values(answer) as unknown[])].find(Array.isArray) as readonly Keyed[] | undefined;
    const [item = {}] = items ?? [];
    return item.user_id ?? item.id ?? '-';
  };
  const inside = `organizations/${organization?.id}`;
  const userId = await idIn(`${inside}/members`);
  const ids: Readonly<Record<string, readonly string[]>> = {
    members: [userId, await idIn('roles')],
    'client-grants': [await idIn(`${inside}/client-grants`)],
    groups: [await idIn(`${inside}/groups?take=1`)],
    roles: [await idIn('roles')],
  };
  const inputs: Readonly<Record<string, readonly unknown[]>> = {
    list_connected_tenants: [{}],
    get_organization: [{ id: organization?.id, domain: tenant.domain }],
    look_up_organizations: [{ organizations: [organization?.id, other?.name, 'org_0000000000000000'] }],
    find_organizations: [{ text: organization?.name, domain: tenant.domain }],
    find_organizations_that_use: [
      { application: 'Portal', domain: tenant.domain },
      { connection: 'acme', domain: tenant.domain },
    ],
    read_organization_section: sectionsIn(contributes).map((section) => {
      const [first = '', ...further] = section.split('/');
      return { ...about, section, ...(further.length > 0 && { item_ids: ids[first]?.slice(0, further.length) }) };
    }),
    find_user_organizations: [
      { user_id: userId, domain: tenant.domain },
      { email: 'jane@acme.example', with_roles: true, domain: tenant.domain },
    ],
    compare_organizations: [{ ...about, other_organization_name: other?.name, with_members: true }],
    explain_access: [{ ...about, user_id: userId }],
  };
  const names = contributes.languageModelTools.map(({ name }) => name);
  assert.deepEqual(Object.keys(inputs).sort(), [...names].sort());
  return names.flatMap((name) => (inputs[name] ?? []).map((input) => ({ name, input })));
}

interface Keyed {
  readonly id?: string;
  readonly user_id?: string;
}

interface Manifest {
  readonly contributes: {
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly inputSchema: { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
    }[];
  };
}

function sectionsIn({ languageModelTools }: Manifest['contributes']): readonly string[] {
  return languageModelTools.flatMap(({ inputSchema }) => inputSchema.properties['section']?.enum ?? []);
}
