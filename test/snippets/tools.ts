import { join } from 'node:path';

export type Command = readonly [program: string, ...args: string[]];

/** What a language brings along to check a program in it, and to run it. */
export interface Tool {
  /** The key of the language. */
  readonly language: string;
  /** Each of these succeeds where the tool is installed. */
  readonly probes: readonly Command[];
  /** What the file with the program is called. */
  readonly file: string;
  /** Succeeds if the program is right; run in the folder of the file. */
  readonly check: Command;
  /** Where it can be run. */
  readonly run?: Command;
}

/** GNUstep has headers enough for a check; those of blocks and libdispatch are in Debian's `swiftlang`. */
const gnustepCheck = `clang -fsyntax-only -fblocks -fconstant-string-class=NSConstantString -Wall -Werror \\
  -I/usr/include/$(gcc -print-multiarch)/GNUstep -idirafter "$(gcc -print-file-name=include)" \\
  -I/usr/libexec/swift/lib/swift -I/usr/libexec/swift/lib/swift/Block \\
  -include '${join(import.meta.dirname, 'withSession.h')}' request.m`;

const objectiveC: Pick<Tool, 'probes' | 'check' | 'run'> =
  process.platform === 'darwin'
    ? {
        probes: [['clang', '--version']],
        check: ['clang', '-fobjc-arc', '-framework', 'Foundation', '-Wall', '-Werror', '-o', 'request', 'request.m'],
        run: ['./request'],
      }
    : {
        probes: [
          ['clang', '--version'],
          ['gnustep-config', '--objc-flags'],
          ['swiftc', '--version'],
        ],
        check: ['bash', '-c', gnustepCheck],
      };

export const tools: readonly Tool[] = [
  {
    language: 'curl',
    probes: [
      ['bash', '--version'],
      ['curl', '--version'],
    ],
    file: 'request.sh',
    check: ['bash', '-n', 'request.sh'],
    run: ['bash', 'request.sh'],
  },
  {
    language: 'auth0',
    probes: [['bash', '--version']],
    file: 'request.sh',
    // It would ask for a login.
    check: ['bash', '-n', 'request.sh'],
  },
  {
    language: 'csharp',
    // Files without a project are programs since .NET 10.
    probes: [['dotnet', 'project', 'convert', '--help']],
    file: 'request.cs',
    check: ['dotnet', 'build', 'request.cs'],
    run: ['dotnet', 'run', 'request.cs'],
  },
  {
    language: 'go',
    probes: [['go', 'version']],
    file: 'request.go',
    check: ['go', 'vet', 'request.go'],
    run: ['go', 'run', 'request.go'],
  },
  {
    language: 'java',
    probes: [['javac', '-version']],
    file: 'Main.java',
    check: ['javac', '-Xlint:all', '-Werror', 'Main.java'],
    run: ['java', 'Main'],
  },
  {
    language: 'node',
    probes: [],
    file: 'request.mjs',
    check: [process.execPath, '--check', 'request.mjs'],
    run: [process.execPath, 'request.mjs'],
  },
  { language: 'objc', file: 'request.m', ...objectiveC },
  {
    language: 'php',
    probes: [['php', '-r', "exit(extension_loaded('curl') ? 0 : 1);"]],
    file: 'request.php',
    check: ['php', '-l', 'request.php'],
    run: ['php', 'request.php'],
  },
  {
    language: 'python',
    probes: [['python3', '--version']],
    file: 'request.py',
    check: ['python3', '-m', 'py_compile', 'request.py'],
    run: ['python3', 'request.py'],
  },
  {
    language: 'ruby',
    probes: [['ruby', '--version']],
    file: 'request.rb',
    check: ['ruby', '-wc', 'request.rb'],
    run: ['ruby', 'request.rb'],
  },
  {
    language: 'swift',
    probes: [['swiftc', '--version']],
    file: 'main.swift',
    check: ['swiftc', '-warnings-as-errors', '-o', 'request', 'main.swift'],
    run: ['./request'],
  },
];
