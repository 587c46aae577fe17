import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { repository } from './folders.ts';
import { calm } from './server.ts';

/** What a page of VS Code for the Web is made of. Paths are those in this repository. */
export interface WebOptions {
  /** The folder that `installWebVsCode` gave. */
  readonly root: string;
  /** The folders of extensions to load from their sources. */
  readonly extensions: readonly string[];
  /** The module of the first extension whose `run` its extension host calls. */
  readonly tests: string;
  /** The URI of the folder that is open. */
  readonly folder: string;
  /** Called with what the tests post to `/result`. */
  readonly onResult: (result: unknown) => Promise<void>;
}

/** A server of such a page, at its root. */
export interface WebServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves VS Code for the Web on 127.0.0.1, whose extension host is a web worker. */
export async function startWebServer(options: WebOptions): Promise<WebServer> {
  const files = (root: string, mount: string) =>
    serveStatic({ root, rewriteRequestPath: (path) => path.slice(mount.length) });
  const app = new Hono()
    .get('/', (context) => context.html(page(options)))
    .use('/vscode/*', files(options.root, '/vscode'))
    .use('/repository/*', files(repository, '/repository'))
    .post('/result', async (context) => {
      await options.onResult(await context.req.json());
      return context.body(null, 204);
    });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** @see https://github.com/microsoft/vscode/blob/main/src/vs/workbench/browser/web.api.ts */
function page({ extensions, tests, folder }: WebOptions): string {
  const main = '/vscode/out/vs/workbench/workbench.web.main.internal';
  const inRepository = (path: string) =>
    `URI.parse(new URL(${JSON.stringify(`/repository/${path}`)}, location.href).href)`;
  return `<!doctype html>
<meta charset="utf-8">
<link rel="stylesheet" href="${main}.css">
<body></body>
<script>globalThis._VSCODE_FILE_ROOT = location.origin + '/vscode/out/';</script>
<script type="module" src="/vscode/out/nls.messages.js"></script>
<script type="module">
  import { create, URI } from '${main}.js';
  create(document.body, {
    configurationDefaults: ${JSON.stringify(calm)},
    developmentOptions: {
      extensions: [${extensions.map(inRepository).join(', ')}],
      extensionTestsPath: ${inRepository(tests)},
    },
    workspaceProvider: {
      workspace: { folderUri: URI.parse(${JSON.stringify(folder)}) },
      trusted: true,
      open: async () => false,
    },
  });
</script>`;
}
