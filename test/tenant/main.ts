import { parseArgs } from 'node:util';
import { sampleClient } from './applications.ts';
import { type Plan, plans } from './plans.ts';
import { startTenant, type TenantOptions } from './server.ts';

const usage = `Usage: npm run tenant -- [--port 4000] [--organizations 250] [--plan ${Object.keys(plans).join('|')}] [--search] [--company-metadata]`;

function readOptions(): TenantOptions {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      organizations: { type: 'string', default: '250' },
      plan: { type: 'string', default: 'unlimited' },
      search: { type: 'boolean', default: false },
      'company-metadata': { type: 'boolean', default: false },
    },
  });
  if (!isPlan(values.plan)) {
    throw new Error(`There is no plan "${values.plan}".`);
  }
  return {
    port: readNumber('port', values.port, 65_535),
    organizations: readNumber('organizations', values.organizations, 2_000_000),
    plan: values.plan,
    search: values.search,
    companyMetadata: values['company-metadata'],
  };
}

function isPlan(text: string): text is Plan {
  return Object.hasOwn(plans, text);
}

function readNumber(name: string, text: string, maximum: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) > maximum) {
    throw new Error(`--${name} takes a whole number from 0 to ${maximum}, not "${text}".`);
  }
  return Number(text);
}

try {
  const tenant = await startTenant(readOptions());
  console.log(`Local tenant with ${tenant.organizations.length} organizations, until Ctrl+C`);
  console.log(`Domain: ${tenant.domain}`);
  console.log(`Client ID: ${sampleClient.id}`);
  console.log(`Client secret: ${sampleClient.secret}`);
  console.log(`Token:  ${await tenant.mintToken()}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void tenant.close());
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 1;
}
