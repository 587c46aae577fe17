import { csharpHttpclient } from '@scalar/snippetz/plugins/csharp/httpclient';
import { goNative } from '@scalar/snippetz/plugins/go/native';
import { javaNethttp } from '@scalar/snippetz/plugins/java/nethttp';
import { nodeFetch } from '@scalar/snippetz/plugins/node/fetch';
import { objcNsurlsession } from '@scalar/snippetz/plugins/objc/nsurlsession';
import { phpCurl } from '@scalar/snippetz/plugins/php/curl';
import { pythonPython3 } from '@scalar/snippetz/plugins/python/python3';
import { rubyNative } from '@scalar/snippetz/plugins/ruby/native';
import { shellCurl } from '@scalar/snippetz/plugins/shell/curl';
import { swiftNsurlsession } from '@scalar/snippetz/plugins/swift/nsurlsession';
import * as whole from './wholePrograms.ts';

/** A language that a request can be copied as. */
export interface Language {
  readonly key: string;
  readonly title: string;
  /** What VS Code calls it. */
  readonly languageId: string;
  /** Writes a request with a client that comes with the language and checks certificates. */
  readonly client: { readonly generate: (request: SnippetRequest) => string };
  /** Makes a program of that. */
  readonly complete: (snippet: string) => string;
}

interface SnippetRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly name: string; readonly value: string }[];
}

const asItIs = (snippet: string) => snippet;

/** In the order of Auth0's documentation. */
export const languages: readonly Language[] = [
  { key: 'curl', title: 'cURL', languageId: 'shellscript', client: shellCurl, complete: asItIs },
  { key: 'csharp', title: 'C#', languageId: 'csharp', client: csharpHttpclient, complete: whole.csharp },
  { key: 'go', title: 'Go', languageId: 'go', client: goNative, complete: whole.go },
  { key: 'java', title: 'Java', languageId: 'java', client: javaNethttp, complete: whole.java },
  { key: 'node', title: 'Node.js', languageId: 'javascript', client: nodeFetch, complete: whole.node },
  {
    key: 'objc',
    title: 'Objective-C',
    languageId: 'objective-c',
    client: objcNsurlsession,
    complete: whole.objectiveC,
  },
  { key: 'php', title: 'PHP', languageId: 'php', client: phpCurl, complete: whole.php },
  { key: 'python', title: 'Python', languageId: 'python', client: pythonPython3, complete: asItIs },
  { key: 'ruby', title: 'Ruby', languageId: 'ruby', client: rubyNative, complete: asItIs },
  { key: 'swift', title: 'Swift', languageId: 'swift', client: swiftNsurlsession, complete: whole.swift },
];
