import { isOrganizationId, isOrganizationName } from '../api/organization.ts';
import { organizationsPath, pathById, pathByName } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pagination.ts';
import { baseUrl } from '../api/tenantDomain.ts';
import { shellString } from '../text/shell.ts';

/** A programming language or a tool in which a request can be copied. */
export interface Language {
  readonly key: string;
  readonly title: string;
  /** The language ID in VS Code. */
  readonly languageId: string;
  /**
   * A program that prints the response, with a client that comes with the language, or is the tool, and checks
   * certificates. The URL needs no escapes: ID and name in it are checked, and what is percent-encoded stays so.
   */
  readonly code: (url: string) => string;
}

/** In the order of Auth0's documentation, after what runs in a terminal. */
export const languages: readonly Language[] = [
  { key: 'curl', title: 'cURL', languageId: 'shellscript', code: curl },
  { key: 'auth0', title: 'Auth0 CLI', languageId: 'shellscript', code: auth0Cli },
  { key: 'csharp', title: 'C#', languageId: 'csharp', code: csharp },
  { key: 'go', title: 'Go', languageId: 'go', code: go },
  { key: 'java', title: 'Java', languageId: 'java', code: java },
  { key: 'node', title: 'Node.js', languageId: 'javascript', code: node },
  { key: 'objc', title: 'Objective-C', languageId: 'objective-c', code: objectiveC },
  { key: 'php', title: 'PHP', languageId: 'php', code: php },
  { key: 'python', title: 'Python', languageId: 'python', code: python },
  { key: 'ruby', title: 'Ruby', languageId: 'ruby', code: ruby },
  { key: 'swift', title: 'Swift', languageId: 'swift', code: swift },
];

/** The code that makes a request to a tenant. The token is the placeholder of Auth0's documentation. */
export function snippetOf({ code }: Language, domain: string, request: OrganizationRequest): string {
  return code(`${baseUrl(domain)}${requestPath(request)}`);
}

/** A shell takes a question mark for files. */
function curl(url: string): string {
  return `curl ${url.includes('?') ? `'${url}'` : url} \\
  --header 'Authorization: Bearer MGMT_API_ACCESS_TOKEN' \\
  --header 'Accept: application/json'`;
}

/**
 * A command of the Auth0 CLI, which uses its own session, so it has no header. The path is relative to the Management API.
 * @see https://auth0.github.io/auth0-cli/auth0_api.html
 */
function auth0Cli(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  const path = pathname.replace('/api/v2/', '');
  const query = [...searchParams].map(([name, value]) => `--query ${shellString(`${name}=${value}`)}`);
  return ['auth0 api get', shellString(path), ...query, `--tenant ${shellString(host)}`].join(' ');
}

/** A project of .NET 6 or later imports the other namespaces implicitly. */
function csharp(url: string): string {
  return `using System.Net.Http.Headers;

using var client = new HttpClient();

var request = new HttpRequestMessage(HttpMethod.Get, "${url}");
request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "MGMT_API_ACCESS_TOKEN");
request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());`;
}

/** Checks the errors, which otherwise end in a nil pointer dereference. */
function go(url: string): string {
  return `package main

import (
\t"fmt"
\t"io"
\t"net/http"
)

func main() {
\trequestUrl := "${url}"

\treq, err := http.NewRequest("GET", requestUrl, nil)
\tif err != nil {
\t\tpanic(err)
\t}

\treq.Header.Add("Authorization", "Bearer MGMT_API_ACCESS_TOKEN")
\treq.Header.Add("Accept", "application/json")

\tres, err := http.DefaultClient.Do(req)
\tif err != nil {
\t\tpanic(err)
\t}

\tdefer res.Body.Close()
\tbody, err := io.ReadAll(res.Body)
\tif err != nil {
\t\tpanic(err)
\t}

\tfmt.Println(string(body))
}`;
}

function java(url: string): string {
  return `import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
  public static void main(String[] args) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder()
      .uri(java.net.URI.create("${url}"))
      .header("Authorization", "Bearer MGMT_API_ACCESS_TOKEN")
      .header("Accept", "application/json")
      .method("GET", HttpRequest.BodyPublishers.noBody())
      .build();

    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(response.body());
  }
}`;
}

function node(url: string): string {
  return `const response = await fetch('${url}', {
  headers: {
    Authorization: 'Bearer MGMT_API_ACCESS_TOKEN',
    Accept: 'application/json'
  }
});

console.log(await response.json());`;
}

/** Waits for the response, which otherwise arrives after the program has ended. */
function objectiveC(url: string): string {
  return `#import <Foundation/Foundation.h>

int main(void) {
  @autoreleasepool {
    dispatch_semaphore_t done = dispatch_semaphore_create(0);

    NSDictionary *headers = @{ @"Authorization": @"Bearer MGMT_API_ACCESS_TOKEN",
                               @"Accept": @"application/json" };

    NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:[NSURL URLWithString:@"${url}"]
                                                          cachePolicy:NSURLRequestUseProtocolCachePolicy
                                                      timeoutInterval:10.0];
    [request setHTTPMethod:@"GET"];
    [request setAllHTTPHeaderFields:headers];

    NSURLSession *session = [NSURLSession sharedSession];
    NSURLSessionDataTask *dataTask = [session dataTaskWithRequest:request
    completionHandler:^(NSData *data, NSURLResponse *response, NSError *error) {
      if (error) {
        NSLog(@"%@", error);
      } else {
        NSLog(@"%@", [[NSString alloc] initWithData:data encoding:NSUTF8StringEncoding]);
      }
      dispatch_semaphore_signal(done);
    }];
    [dataTask resume];
    dispatch_semaphore_wait(done, DISPATCH_TIME_FOREVER);
  }
}`;
}

/** Throws on failure, and has no `curl_close`, which is deprecated since PHP 8.5. */
function php(url: string): string {
  return `<?php

$ch = curl_init("${url}");

curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: Bearer MGMT_API_ACCESS_TOKEN', 'Accept: application/json']);

if (curl_exec($ch) === false) {
    throw new RuntimeException(curl_error($ch));
}`;
}

function python(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `import http.client

conn = http.client.${protocol === 'https:' ? 'HTTPSConnection' : 'HTTPConnection'}("${host}")

headers = {
  "Authorization": "Bearer MGMT_API_ACCESS_TOKEN",
  "Accept": "application/json"
}

conn.request(
    "GET",
    "${pathname}${search}",
    headers=headers,
)

response = conn.getresponse()
print(response.read().decode())

conn.close()`;
}

function ruby(url: string): string {
  return `require 'uri'
require 'net/http'

url = URI("${url}")

http = Net::HTTP.new(url.host, url.port)
${url.startsWith('https:') ? 'http.use_ssl = true\n' : ''}
request = Net::HTTP::Get.new(url)
request["Authorization"] = 'Bearer MGMT_API_ACCESS_TOKEN'
request["Accept"] = 'application/json'

response = http.request(request)
puts response.read_body`;
}

/** Also compiles on servers without Apple's frameworks: a Management API token belongs on a server. */
function swift(url: string): string {
  return `import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

var request = URLRequest(url: URL(string: "${url}")!)
request.httpMethod = "GET"
request.setValue("Bearer MGMT_API_ACCESS_TOKEN", forHTTPHeaderField: "Authorization")
request.setValue("application/json", forHTTPHeaderField: "Accept")

let (data, response) = try await URLSession.shared.data(for: request)

guard let httpResponse = response as? HTTPURLResponse,
      200..<300 ~= httpResponse.statusCode else {
  throw URLError(.badServerResponse)
}

print(String(data: data, encoding: .utf8) ?? "")`;
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
