import { build } from 'esbuild';

const limitBytes = 60_000;
const forbidden = /node_modules\/(node-fetch-native|undici)\/|^test\//;

const { metafile } = await build({
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // Without it ofetch brings a whole fetch of its own along, past VS Code's proxy settings.
  conditions: ['worker'],
  external: ['vscode'],
  metafile: true,
});

for (const [file, { bytes, inputs }] of Object.entries(metafile.outputs)) {
  if (file.endsWith('.map')) continue;
  console.log(`${file}: ${bytes.toLocaleString('en')} bytes`);
  const intruders = Object.keys(inputs).filter((input) => forbidden.test(input));
  if (intruders.length > 0 || bytes > limitBytes) {
    console.error(
      `${file} must not hold ${intruders.join(', ') || `more than ${limitBytes.toLocaleString('en')} bytes`}.`,
    );
    process.exitCode = 1;
  }
}
