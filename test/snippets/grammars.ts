import { execFile } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Language, Parser } from 'web-tree-sitter';

/** A text, and the key of the language that it is to be in. */
export interface Program {
  readonly language: string;
  readonly text: string;
}

/** The grammars of tree-sitter by the keys of our languages. They are among the packages of every machine. */
const grammars: Readonly<Record<string, string>> = {
  curl: 'bash',
  auth0: 'bash',
  csharp: 'c_sharp',
  go: 'go',
  java: 'java',
  node: 'javascript',
  objc: 'objc',
  php: 'php',
  python: 'python',
  ruby: 'ruby',
  swift: 'swift',
};

/**
 * The texts that are right by the grammars of their languages. V8 would go on to optimize the grammars, and ends a
 * process in which it runs out of memory by that; only when a process starts, it can be told not to.
 */
export async function grammatical(programs: readonly Program[]): Promise<ReadonlySet<string>> {
  const judging = promisify(execFile)(process.execPath, ['--liftoff-only', import.meta.filename]);
  judging.child.stdin?.end(JSON.stringify(programs));
  const { stdout } = await judging;
  return new Set(JSON.parse(stdout) as readonly string[]);
}

async function isGrammatical(program: Program): Promise<boolean> {
  const file = import.meta.resolve(`tree-sitter-wasms/out/tree-sitter-${grammars[program.language]}.wasm`);
  const parser = new Parser().setLanguage(await Language.load(fileURLToPath(file)));
  const tree = parser.parse(program.text);
  parser.delete();
  return tree?.rootNode.hasError === false;
}

if (import.meta.main) {
  await Parser.init();
  const right: string[] = [];
  for (const program of JSON.parse(await text(process.stdin)) as readonly Program[]) {
    if (await isGrammatical(program)) right.push(program.text);
  }
  console.log(JSON.stringify(right));
}
