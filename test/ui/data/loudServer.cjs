/* Loaded into the VS Code server and its extension hosts: has them log everything, and keeps all that they print. */
const { appendFileSync } = require('node:fs');

const file = process.env.ORGANIZATION_INSPECTOR_OUTPUT;

if (process.argv[1]?.endsWith('server-main.js')) process.argv.push('--log', 'trace');

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...rest) => {
    appendFileSync(file, chunk);
    return write(chunk, ...rest);
  };
}
