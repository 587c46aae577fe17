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
import { isOrganizationId, isOrganizationName } from '../api/organization.ts';
import { organizationsPath, pathById, pathByName } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pageReader.ts';
import { baseUrl } from '../api/tenantDomain.ts';
import { shellString } from '../text/shell.ts';

/**
 * Generates a command of the Auth0 CLI, which uses its own session, so it has no header. The path is relative to the
 * Management API.
 * @see https://auth0.github.io/auth0-cli/auth0_api.html
 */
const auth0Cli = {
  generate: ({ url }: { readonly url: string }): string => {
    const { host, pathname, searchParams } = new URL(url);
    const path = pathname.replace('/api/v2/', '');
    const query = [...searchParams].map(([name, value]) => `--query ${shellString(`${name}=${value}`)}`);
    return ['auth0 api get', shellString(path), ...query, `--tenant ${shellString(host)}`].join(' ');
  },
};

/** A programming language or a tool in which a request can be copied. */
export interface Language {
  readonly key: string;
  readonly title: string;
  /** The language ID in VS Code. */
  readonly languageId: string;
  /** Generates a request with a client that comes with the language, or is the tool, and checks certificates. */
  readonly client: { readonly generate: (request: SnippetRequest) => string };
  /** Completes the generated request to a program. */
  readonly complete: (snippet: string) => string;
}

interface SnippetRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly name: string; readonly value: string }[];
}

const asItIs = (snippet: string) => snippet;

/** In the order of Auth0's documentation, after what runs in a terminal. */
export const languages: readonly Language[] = [
  { key: 'curl', title: 'cURL', languageId: 'shellscript', client: shellCurl, complete: asItIs },
  { key: 'auth0', title: 'Auth0 CLI', languageId: 'shellscript', client: auth0Cli, complete: asItIs },
  { key: 'csharp', title: 'C#', languageId: 'csharp', client: csharpHttpclient, complete: csharp },
  { key: 'go', title: 'Go', languageId: 'go', client: goNative, complete: go },
  { key: 'java', title: 'Java', languageId: 'java', client: javaNethttp, complete: java },
  { key: 'node', title: 'Node.js', languageId: 'javascript', client: nodeFetch, complete: node },
  {
    key: 'objc',
    title: 'Objective-C',
    languageId: 'objective-c',
    client: objcNsurlsession,
    complete: objectiveC,
  },
  { key: 'php', title: 'PHP', languageId: 'php', client: phpCurl, complete: php },
  { key: 'python', title: 'Python', languageId: 'python', client: pythonPython3, complete: asItIs },
  { key: 'ruby', title: 'Ruby', languageId: 'ruby', client: rubyNative, complete: asItIs },
  { key: 'swift', title: 'Swift', languageId: 'swift', client: swiftNsurlsession, complete: swift },
];

/** The code that makes a request to a tenant. The token is the placeholder of Auth0's documentation. */
export function snippetOf({ client, complete }: Language, domain: string, request: OrganizationRequest): string {
  const snippet = client.generate({
    method: 'GET',
    url: `${baseUrl(domain)}${requestPath(request)}`,
    headers: [
      { name: 'Authorization', value: 'Bearer MGMT_API_ACCESS_TOKEN' },
      { name: 'Accept', value: 'application/json' },
    ],
  });
  return complete(snippet);
}

/* The library generates only the request. In some languages, a program needs more code. It prints the response. */

/** A project of .NET 6 or later imports the other namespaces implicitly. */
function csharp(snippet: string): string {
  return `using System.Net.Http.Headers;

${snippet}
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());`;
}

/** Checks the errors, which otherwise end in a nil pointer dereference. */
function go(snippet: string): string {
  return snippet
    .replace(/^\t(.+), _ := (.+)$/gm, '\t$1, err := $2\n\tif err != nil {\n\t\tpanic(err)\n\t}')
    .replace('\tfmt.Println(res)\n', '')
    .replace('\n\n}', '\n}');
}

function java(snippet: string): string {
  return `import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
  public static void main(String[] args) throws Exception {
${indented(snippet)}
  }
}`;
}

function node(snippet: string): string {
  return `const response = await ${snippet};

console.log(await response.json());`;
}

/** Waits for the response, which otherwise arrives after the program has ended. */
function objectiveC(snippet: string): string {
  const [imports = '', ...statements] = snippet.split('\n\n');
  const waiting = statements
    .join('\n\n')
    .replace(/^ *NSHTTPURLResponse .*\n/m, '')
    .replace('httpResponse', '[[NSString alloc] initWithData:data encoding:NSUTF8StringEncoding]')
    .replace('\n}];\n', '\n  dispatch_semaphore_signal(done);\n}];\n');
  return `${imports}

int main(void) {
  @autoreleasepool {
    dispatch_semaphore_t done = dispatch_semaphore_create(0);

${indented(waiting)}
    dispatch_semaphore_wait(done, DISPATCH_TIME_FOREVER);
  }
}`;
}

/** Throws on failure, and leaves out `curl_close`, which is deprecated since PHP 8.5. */
function php(snippet: string): string {
  const request = snippet.replace(
    'curl_exec($ch);\n\ncurl_close($ch);',
    'if (curl_exec($ch) === false) {\n    throw new RuntimeException(curl_error($ch));\n}',
  );
  return `<?php

${request}`;
}

/** Also compiles on servers without Apple's frameworks: a Management API token belongs on a server. */
function swift(snippet: string): string {
  return snippet.replace(
    'import Foundation\n',
    'import Foundation\n#if canImport(FoundationNetworking)\nimport FoundationNetworking\n#endif\n',
  );
}

function indented(statements: string): string {
  return statements.replace(/^(?=.)/gm, '    ');
}

/** A request that reads organizations. */
export type OrganizationRequest =
  | { readonly kind: 'list' }
  | { readonly kind: 'byId'; readonly id: string }
  | { readonly kind: 'byName'; readonly name: string };

export type RequestKind = OrganizationRequest['kind'];

export const requestKinds: readonly RequestKind[] = ['list', 'byId', 'byName'];

/** The keys that identify an organization in its tenant. */
export interface OrganizationKeys {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

/**
 * The requests for an organization: by ID and by name. An invalid key is left out, because a quote or a line break in
 * the key would continue as code in a snippet.
 */
export function requestsFor({ id, name }: OrganizationKeys): readonly OrganizationRequest[] {
  return [
    ...(id !== undefined && isOrganizationId(id) ? [{ kind: 'byId', id } as const] : []),
    ...(name !== undefined && isOrganizationName(name) ? [{ kind: 'byName', name } as const] : []),
  ];
}

/** The path and query of a request, the same as in the extension's own requests. */
export function requestPath(request: OrganizationRequest): string {
  return `/api/v2${pathBelowApi(request)}`;
}

function pathBelowApi(request: OrganizationRequest): string {
  switch (request.kind) {
    case 'list':
      return `${organizationsPath}?take=${PAGE_SIZE}`;
    case 'byId':
      return pathById(request.id);
    case 'byName':
      return pathByName(request.name);
  }
}
