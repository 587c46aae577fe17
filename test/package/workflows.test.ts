import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { repository } from '../vscode/folders.ts';

type Permissions = Readonly<Record<string, string>>;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly uses?: string;
  readonly needs?: string;
  readonly permissions?: Permissions;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(repository, '.github', 'workflows');

describe('The workflows', () => {
  const texts = new Map<string, string>();
  const workflows = new Map<string, Workflow>();
  const jobs: { readonly name: string; readonly job: Job; readonly steps: readonly Step[] }[] = [];

  before(async () => {
    for (const file of globSync('*.{yml,yaml}', { cwd: folder })) {
      const text = await readFile(join(folder, file), 'utf8');
      const workflow = parse(text) as Workflow;
      texts.set(file, text);
      workflows.set(file, workflow);
      for (const [name, job] of Object.entries(workflow.jobs))
        jobs.push({ name: `${basename(file, '.yml')} ${name}`, job, steps: job.steps ?? [] });
    }
  });

  const stepsOf = (name: string) => jobs.find((job) => job.name === name)?.steps ?? assert.fail(`no job ${name}`);
  const commandsOf = (name: string) => stepsOf(name).map(({ run, uses }) => run ?? uses?.split('@')[0]);

  it('take each action of others at one commit, and say its version', () => {
    for (const [file, text] of texts) {
      const used = text.match(/uses: (?!\.\/).*/g) ?? [];
      const loose = used.filter((line) => !/^uses: [\w-]+(\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));
      assert.deepEqual(loose, [], file);
    }
  });

  it('are those that are known, and begin with what cannot change what is published', () => {
    const begins = Object.fromEntries(
      Array.from(workflows, ([file, { on }]) => [file, Object.keys(on as object).sort()]),
    );
    assert.deepEqual(begins, {
      'ci.yml': ['pull_request', 'push', 'schedule', 'workflow_call'],
      'codeql.yml': ['pull_request', 'push', 'schedule'],
      'release.yml': ['push'],
    });
    for (const [file, text] of texts)
      assert.doesNotMatch(text, /continue-on-error|github\.event\.(?!_name)\w|self-hosted/, file);
    const conditions = [...texts].flatMap(([file, text]) =>
      (text.match(/\bif: .*/g) ?? []).map((one) => `${file} ${one}`),
    );
    assert.deepEqual(conditions, ['ci.yml if: failure()', "ci.yml if: matrix.vscode != 'stable'"]);
  });

  it('may write only where they publish or report', () => {
    const asked = jobs.flatMap(({ name, job }) => (job.permissions === undefined ? [] : [[name, job.permissions]]));
    assert.deepEqual(Object.fromEntries(asked), {
      'codeql analyze': { contents: 'read', 'security-events': 'write' },
      'release ci': { contents: 'read' },
      'release github': { contents: 'write', 'id-token': 'write', attestations: 'write' },
      'release marketplace': { contents: 'read', 'id-token': 'write' },
      'release open-vsx': { contents: 'read' },
    });
    const atTop = Object.fromEntries(Array.from(workflows, ([file, { permissions }]) => [file, permissions]));
    assert.deepEqual(atTop, { 'ci.yml': { contents: 'read' }, 'codeql.yml': {}, 'release.yml': {} });
  });

  it('use one secret, the token of Open VSX, in the job that publishes there', () => {
    const used = [...texts].flatMap(([file, text]) =>
      (text.match(/.*\bsecrets\b.*/g) ?? []).map((line) => [file, line.trim()]),
    );
    assert.deepEqual(used, [['release.yml', 'OVSX_PAT: ${{ secrets.OVSX_PAT }}']]);
    assert.match(JSON.stringify(workflows.get('release.yml')?.jobs['open-vsx']), /secrets\.OVSX_PAT/);
  });

  it('leave no token in a checkout, end each job, and run only scripts that there are', async () => {
    const { scripts } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    for (const { name, job, steps } of jobs) {
      assert.ok(job.uses ?? job['timeout-minutes'], `${name} has no timeout`);
      for (const step of steps) {
        if (step.uses?.startsWith('actions/checkout@')) assert.equal(step.with?.['persist-credentials'], false, name);
        const script = /npm run ([\w:-]+)/.exec(step.run ?? '')?.[1];
        assert.ok(script === undefined || script in scripts, `${name}: npm run ${script}`);
      }
    }
  });

  it('publish a tag after all tests, what was tested and attested, and nothing that was changed since', () => {
    assert.deepEqual(workflows.get('release.yml')?.on, { push: { tags: ['v*'] } });
    const around = jobs
      .filter(({ name }) => name.startsWith('release '))
      .map(({ name, job: { steps, ...job } }) => {
        const { name: title, permissions, ...rest } = job as Job & { readonly name: string };
        return [name, rest];
      });
    const publishes = { 'runs-on': 'ubuntu-latest', 'timeout-minutes': 15 };
    assert.deepEqual(Object.fromEntries(around), {
      'release ci': { uses: './.github/workflows/ci.yml' },
      'release github': { needs: 'ci', ...publishes },
      'release marketplace': { needs: 'github', environment: 'marketplace', ...publishes },
      'release open-vsx': { needs: 'github', environment: 'open-vsx', ...publishes },
    });
    assert.equal(workflows.get('release.yml')?.jobs['ci']?.uses, './.github/workflows/ci.yml');
    const upload = stepsOf('ci package').find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    assert.deepEqual([upload?.with?.['name'], upload?.with?.['path']], ['release', 'out/release']);
    const uploads = jobs.filter(({ steps }) => steps.some((step) => step.with?.['name'] === 'release'));
    assert.deepEqual(
      uploads.map(({ name }) => name),
      ['ci package', 'release github', 'release marketplace', 'release open-vsx'],
    );
    const receive = ['actions/download-artifact', 'sha256sum --check --strict SHA256SUMS'];
    const prepare = ['actions/checkout', 'actions/setup-node', 'npm ci --ignore-scripts'];
    const [, , , createRelease = ''] = commandsOf('release github');
    assert.deepEqual(
      ['release github', 'release marketplace', 'release open-vsx'].map((name) => commandsOf(name).slice(0, -1)),
      [
        [...receive, 'actions/attest'],
        [...prepare, ...receive, 'azure/login'],
        [...prepare, ...receive],
      ],
    );
    assert.deepEqual(commandsOf('release github').slice(3), [createRelease]);
    assert.deepEqual(commandsOf('ci package'), [
      'actions/checkout',
      'actions/setup-node',
      'npm ci',
      'npm audit --omit=dev',
      'npm audit signatures',
      `npm run release:check -- \${{ github.ref_type == 'tag' && '--tag "$GITHUB_REF_NAME"' || '' }}`,
      'actions/upload-artifact',
    ]);
    assert.equal(commandsOf('ci test')[3], '.ci/run');
    for (const { name, steps } of jobs.filter(({ name: job }) => /^release (?!ci)/.test(job))) {
      const withs = steps.map((step) => [step.uses?.split('@')[0], step.with]);
      for (const [action, given] of withs) {
        if (action === 'actions/setup-node') assert.deepEqual(given, { 'node-version': 24 }, name);
        if (action === 'actions/checkout') assert.deepEqual(given, { 'persist-credentials': false }, name);
        if (action === 'actions/download-artifact') assert.deepEqual(given, { name: 'release', path: 'release' }, name);
        if (action === 'actions/attest') assert.deepEqual(given, { 'subject-checksums': 'release/SHA256SUMS' }, name);
      }
    }
    const [, , attest, release] = commandsOf('release github');
    assert.equal(attest, 'actions/attest');
    assert.match(release ?? '', /^gh release create .* --verify-tag .* \*\.vsix \*\.cdx\.json SHA256SUMS$/);
  });

  it('publish to the Marketplace as an identity that is signed in, without a stored token', async () => {
    const commands = commandsOf('release marketplace');
    const login = stepsOf('release marketplace')[commands.indexOf('azure/login')]?.with;
    assert.deepEqual(login, {
      'client-id': '${{ vars.AZURE_CLIENT_ID }}',
      'tenant-id': '${{ vars.AZURE_TENANT_ID }}',
      'allow-no-subscriptions': true,
    });
    const publish = 'npx --no-install vsce publish --azure-credential --packagePath release/*.vsix';
    assert.deepEqual(commands.slice(-2), ['azure/login', publish]);
    await assertKnown(publish);
  });

  it('publish to Open VSX with its token', async () => {
    const step = stepsOf('release open-vsx').at(-1);
    assert.deepEqual(step?.env, { OVSX_PAT: '${{ secrets.OVSX_PAT }}' });
    assert.equal(step.run, 'npx --no-install ovsx publish release/*.vsix');
    await assertKnown(step.run);
  });
});

/** Fails unless the installed tool has each option of this command. */
async function assertKnown(command: string): Promise<void> {
  const [, , tool = '', ...args] = command.split(' ');
  const options = { cwd: repository, shell: process.platform === 'win32' };
  const { stdout } = await promisify(execFile)(tool, [args[0] ?? '', '--help'], options);
  for (const option of args.filter((arg) => arg.startsWith('--'))) {
    assert.match(stdout, new RegExp(`(^|[ ,])${option}\\b`, 'm'), `${tool} has no ${option}`);
  }
  assert.match(stdout, /\bpublish\b/);
}
