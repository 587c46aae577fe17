import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

// Their types would bring those of a browser along.
const require = createRequire(import.meta.url);
/** `terraform fmt`, as WebAssembly. */
const { format } = require('@cdktn/hcl-tools') as { readonly format: (text: string) => Promise<string> };
/** The parser of Terraform, as WebAssembly. */
const { parse } = require('@cdktn/hcl2json') as {
  readonly parse: (fileName: string, text: string) => Promise<unknown>;
};

/**
 * Reads Terraform, and asserts that `terraform fmt` would leave it as it is. In the result, strings are as they are meant,
 * and expressions stand in `${…}`.
 */
export async function readTerraform(text: string): Promise<Readonly<Record<string, unknown>>> {
  assert.equal(await format(text), text, 'terraform fmt');
  return meant(await parse('main.tf', `${text}\n`)) as Readonly<Record<string, unknown>>;
}

function meant(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(/([$%])\1\{/g, '$1{');
  }
  if (Array.isArray(value)) {
    return value.map(meant);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [meant(key), meant(field)]))
    : value;
}
