const { readFile, writeFile } = require('node:fs/promises');
const { commands, lm } = require('vscode');

/** Calls the tools that a file of the environment lists, one after the other, and writes beside it what they answer. */
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    commands.registerCommand('callTools.call', async () => {
      const file = process.env.ORGANIZATION_INSPECTOR_TOOL_CALLS ?? '';
      const answers = [];
      for (const { name, input } of JSON.parse(await readFile(file, 'utf8'))) {
        try {
          const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
          const parts = content.map(({ value, data }) => value ?? new TextDecoder().decode(data));
          answers.push({ name, isError: false, parts });
        } catch (error) {
          answers.push({ name, isError: true, parts: [String(error?.stack ?? error)] });
        }
      }
      await writeFile(`${file}.answers`, JSON.stringify(answers));
    }),
  );
};
