import type { ApiErrorDetails, Reason } from '../../../src/api/apiError.ts';
import { organizationSections } from '../../../src/sections/organizationSections.ts';
import { sectionEndpoints } from '../../sectionEndpoints.ts';
import { Contents } from '../../tenant/contents/contents.ts';
import { Events } from '../../tenant/contents/events.ts';
import { Directory } from '../../tenant/directory.ts';
import type { Branding } from '../../tenant/organization.ts';
import { sampleOrganizations } from '../../tenant/sampleData.ts';

const directory = new Directory(sampleOrganizations(1));

const items = organizationSections.flatMap(({ name, schema }) => {
  const item = sectionEndpoints[name]?.item;
  return schema === undefined || !item ? [] : [[schema, item] as const];
});

/** One of each kind, with every field that the API is known to send. */
export const samples: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(items),
  organization: {
    ...merged(sampleOrganizations(500)),
    branding: {
      logo_url: null,
      colors: { primary: '', page_background: '' },
    } satisfies Required<Branding>,
    client: { use_for_member_access: true },
  },
  event: {
    ...new Events(directory, new Contents(directory, 1, Date.now), Date.now, 30).kept.at(-1)?.event,
    organization_id: '',
    organization_name: '',
    description: null,
    details: {},
  },
};

/** What is told of a list that could not be read to its end. */
export const error = {
  reason: 'insufficientScope',
  message: '',
  status: 403,
  errorCode: '',
  serverMessage: '',
  scopes: [''],
  retryAfterSeconds: 1,
  networkCode: '',
  tokenHost: '',
} satisfies Required<ApiErrorDetails> & { readonly reason: Reason; readonly message: string };

/** An object with the fields of them all. */
function merged(objects: readonly object[]): object {
  return Object.assign({}, ...objects) as object;
}
