import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as vscode from 'vscode';
import { organizationSections, requestedSections } from '../../../src/sections/organizationSections.ts';
import type { Item } from '../../../src/sections/section.ts';
import { answerOf, connect, forget, type HostTenant, run, sectionRow, tenants } from '../tenants.ts';

const { inside } = tenants;

export type Exported = readonly vscode.Uri[] | undefined;

/** A folder for the files of a test. */
export class ExportFolder {
  #path = '';

  async make(): Promise<void> {
    this.#path = await mkdtemp(join(tmpdir(), 'organization-inspector-'));
  }

  remove(): Promise<void> {
    return rm(this.#path, { recursive: true });
  }

  get path(): string {
    return this.#path;
  }

  uri(name: string): vscode.Uri {
    return vscode.Uri.file(join(this.#path, name));
  }

  text(name: string): Promise<string> {
    return readFile(join(this.#path, name), 'utf8');
  }

  async json<T>(name: string): Promise<T> {
    return JSON.parse(await this.text(name)) as T;
  }

  async lines(name: string): Promise<readonly Line[]> {
    const lines = (await this.text(name)).split('\n');
    assert.equal(lines.pop(), '');
    return lines.map((line) => JSON.parse(line) as Line);
  }

  /** The cells of a table, with its header. */
  async table(name: string): Promise<readonly (readonly string[])[]> {
    return parse(await this.text(name), { bom: true, record_delimiter: '\r\n' });
  }

  /** Fails unless the table of `exportAllMembers` has each member once. */
  /** @param note what the last row says that some of them lack */
  async hasAllMembers(note?: string): Promise<void> {
    const rows = [...(await this.table('members.csv'))];
    if (note !== undefined) assert.equal(rows.pop()?.at(-1), note);
    const ids = rows.slice(1).map(([, , user]) => user);
    assert.equal(ids.length, 12_000);
    assert.equal(new Set(ids).size, 12_000);
    assert.ok(rows.every(({ length }) => length === rows[0]?.length));
  }
}

/** Gives the tests of a suite a folder and a tenant of 12 organizations. */
export function useExportFolder(): ExportFolder {
  const folder = new ExportFolder();
  beforeEach(async () => {
    await folder.make();
    await connect(inside);
  });
  afterEach(async () => {
    await forget(inside);
    await folder.remove();
  });
  return folder;
}

/** An answer that ends long work, since another attempt would not mend it. */
export const noAnswer = { status: 409, body: { statusCode: 409, error: 'Conflict', message: 'No' } };

/** The pages of the fourth organization, whose 12,000 members are followed by an empty page. */
export const pages = 121;

/** Exports the members of that organization. */
export async function exportAllMembers(folder: ExportFolder): Promise<Exported> {
  return exportRows([await sectionRow(inside, 3, 'members')], undefined, 'csv', folder.uri('members.csv'));
}

/** A line of NDJSON. */
export interface Line {
  readonly organization: { readonly id: string; readonly name: string };
  readonly section: string;
  readonly item?: Item;
  readonly complete?: boolean;
  readonly note?: string;
  readonly error?: { readonly reason: string; readonly message: string };
}

/** A file of JSON. */
export interface Everything {
  readonly organizations: readonly {
    readonly organization: Line['organization'];
    readonly sections: Readonly<
      Record<string, Pick<Line, 'error' | 'note'> & { readonly items: readonly Item[]; readonly complete: boolean }>
    >;
  }[];
}

/** The row of an organization, which is given by its place. */
export async function organizationRow(tenant: HostTenant, place: number) {
  const organization = (await tenant.organizations())[place];
  assert.ok(organization);
  return { kind: 'organization', domain: tenant.domain, organization: { ...organization } };
}

/** Exports sections of the rows, of which the first has the menu. */
export function exportRows(rows: readonly unknown[], ...given: readonly unknown[]): Thenable<Exported> {
  return run<Exported>('exportSections', rows[0], rows, ...given);
}

/** What a tenant has in a section of an organization, read by the test itself. */
export async function itemsOf(tenant: HostTenant, id: string, section: string): Promise<readonly Item[]> {
  const source = organizationSections.find(({ name }) => name === section)?.source;
  assert.ok(source && 'field' in source);
  const { paging } = source;
  const { query = {}, path, field } = { ...source, ...source.preferred };
  const address = `/api/v2${path(id)}`;
  const items: Item[] = [];
  const first = {
    ...query,
    ...(paging === 'offset' ? { per_page: '100', include_totals: 'true' } : { take: '100' }),
  };
  for (let more: Record<string, string> | undefined = {}; more;) {
    const parameters = new URLSearchParams({ ...first, ...more }).toString();
    const answer: Readonly<Record<string, unknown>> = await answerOf(tenant, `${address}?${parameters}`);
    const page = answer[field] as readonly Item[];
    items.push(...page);
    more = page.length === 100 && typeof answer['next'] === 'string' ? { from: answer['next'] } : undefined;
  }
  return items;
}

/** The sections that are lists, and whose items the test can read without knowing more of them. */
export const plainSections = requestedSections.filter((name) => name !== 'roles' && name !== 'organization-templates');

/** What is chosen in the quick pick of sections, and in the dialogs for files. */
interface Answers {
  /** The titles of the sections. */
  readonly sections: readonly string[];
  /** The file, or the files of one dialog after the other. */
  readonly target: vscode.Uri | readonly vscode.Uri[];
}

/** Runs a task whose questions are answered, and notes what they offer. */
export async function answering<T>(
  { sections, target }: Answers,
  task: () => Promise<T>,
): Promise<{
  readonly picked: readonly vscode.QuickPickItem[];
  readonly saved: readonly vscode.SaveDialogOptions[];
  readonly result: T;
}> {
  const { createQuickPick, showSaveDialog } = vscode.window;
  const picked: vscode.QuickPickItem[] = [];
  const saved: vscode.SaveDialogOptions[] = [];
  const targets = [target].flat();
  // The extension has the same object, since these tests lie in its folder.
  Object.assign(vscode.window, {
    createQuickPick: () => {
      const pick = createQuickPick();
      const { onDidAccept } = pick;
      const accepted: (() => unknown)[] = [];
      const listen: typeof onDidAccept = (listener) => {
        accepted.push(listener);
        return onDidAccept(listener);
      };
      const show = pick.show.bind(pick);
      const answer = () => {
        if (!pick.canSelectMany) {
          show();
          return;
        }
        picked.push(...pick.items);
        pick.selectedItems = pick.items.filter(({ label }) => sections.includes(label));
        accepted.forEach((listener) => listener());
      };
      return Object.defineProperties(pick, {
        show: { value: answer },
        onDidAccept: { value: listen, configurable: true },
      });
    },
    showSaveDialog: (options: vscode.SaveDialogOptions) => Promise.resolve(targets[saved.push(options) - 1]),
  });
  try {
    return { result: await task(), picked, saved };
  } finally {
    Object.assign(vscode.window, { createQuickPick, showSaveDialog });
  }
}
