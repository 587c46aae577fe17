/* The library writes what a request takes. A file that can be run takes more in some languages, and prints what it got. */

/** A project of .NET 6 or later brings the other namespaces along by itself. */
export function csharp(snippet: string): string {
  return `using System.Net.Http.Headers;

${snippet}
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());`;
}

/** Looks at the errors, which would end in a nil pointer otherwise. */
export function go(snippet: string): string {
  return snippet
    .replace(/^\t(.+), _ := (.+)$/gm, '\t$1, err := $2\n\tif err != nil {\n\t\tpanic(err)\n\t}')
    .replace('\tfmt.Println(res)\n', '')
    .replace('\n\n}', '\n}');
}

export function java(snippet: string): string {
  return `import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
  public static void main(String[] args) throws Exception {
${indented(snippet)}
  }
}`;
}

export function node(snippet: string): string {
  return `const response = await ${snippet};

console.log(await response.json());`;
}

/** Waits for the answer, which would come after the end of the program otherwise. */
export function objectiveC(snippet: string): string {
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

/** Says what went wrong, and leaves out a call that is deprecated since PHP 8.5. */
export function php(snippet: string): string {
  const request = snippet.replace(
    'curl_exec($ch);\n\ncurl_close($ch);',
    'if (curl_exec($ch) === false) {\n    throw new RuntimeException(curl_error($ch));\n}',
  );
  return `<?php

${request}`;
}

/** Not on Apple's systems alone, but also on servers, where a token of the Management API belongs. */
export function swift(snippet: string): string {
  return snippet.replace(
    'import Foundation\n',
    'import Foundation\n#if canImport(FoundationNetworking)\nimport FoundationNetworking\n#endif\n',
  );
}

function indented(statements: string): string {
  return statements.replace(/^(?=.)/gm, '    ');
}
