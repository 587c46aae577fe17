import { sampleOrganizations } from '../tenant/sampleData.ts';
import { repository } from '../vscode/folders.ts';
import { buildExtension } from './build.ts';
import { bundleHostModules, runInExtensionHost } from './extensionHost.ts';
import type { Group } from './group.ts';
import type { EditorTask, EditorTimes } from './host/editor.ts';
import { withTenantProcess } from './tenantProcess.ts';
import { withVsCode } from './vscode.ts';

const count = 100_000;
const idsInFile = 1000;
/** One frame of a screen, in ms. */
const frameMs = 16;

/** What is done with IDs in a long file, in the real extension host with the built extension and a large tenant. */
export const editorGroup: Group = {
  metrics: ['hover', 'hints', 'links', 'completion'].map((name) => ({
    name: `editor.${name}_p95_ms`,
    unit: 'ms',
    limit: frameMs,
  })),
  measure: async () => {
    await Promise.all([buildExtension(), bundleHostModules()]);
    return withTenantProcess([`--organizations=${count}`], async (tenant) => {
      const ids = sampleOrganizations(count).flatMap(({ id }, index) =>
        index % (count / idsInFile) === 0 ? [id] : [],
      );
      const task: EditorTask = { tenant, ids };
      const env = { ORGANIZATION_INSPECTOR_BENCH_EDITOR: JSON.stringify(task) };
      const { first, hover, hints, links, completion } = await withVsCode({ smokeTestDriver: true, env }, (open) =>
        runInExtensionHost<EditorTimes>(open, 'editor', repository),
      );
      for (const [name, ms] of Object.entries(first)) {
        console.error(`  ${name}: ${ms.toFixed(1)} ms`);
      }
      return {
        'editor.hover_p95_ms': hover,
        'editor.hints_p95_ms': hints,
        'editor.links_p95_ms': links,
        'editor.completion_p95_ms': completion,
      };
    });
  },
};
