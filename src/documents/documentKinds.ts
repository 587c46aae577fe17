import type { Organization } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { sectionAt } from '../sections/organizationSections.ts';
import type { FailedTask } from '../ui/errorNotifier.ts';
import {
  type DocumentAddress,
  type DocumentFile,
  everything,
  documentAddress,
  isList,
  listFile,
  organizationFile,
  toUriComponents,
  type UriComponents,
} from './documentAddress.ts';

/** Which addresses documents of a kind have, and which files. */
export interface DocumentForm {
  /** The first parts of its paths, which no section has as its name; empty for the list, and for organizations. */
  readonly names: readonly string[];
  /** Whether its addresses have the ID of an organization. */
  readonly isOfOrganization: boolean;
  /** Whether there can be a document with an address of these names: anyone can write a link. */
  readonly has: (address: DocumentAddress) => boolean;
  /** The file of a document. */
  readonly fileOf: (address: DocumentAddress) => DocumentFile;
  /** The file that a document had in an earlier version, whose tabs still open. */
  readonly formerFileOf?: (address: DocumentAddress) => DocumentFile;
  /** The file name of the JSON schema, `undefined` for a document that is no JSON. */
  readonly schemaOf: (address: DocumentAddress) => string | undefined;
}

/** The file name of the schema of lists. */
export const listSchema = 'list.schema.json';

/** The file name of the schema of an organization with all its sections. */
export const everythingSchema = 'everything.schema.json';

/** The file name of the schema for a document of an organization. @param path see `DocumentAddress` */
export function organizationSchema(path: readonly string[]): string {
  if (path.length === 0) {
    return 'organization.schema.json';
  }
  if (path[0] === everything) {
    return everythingSchema;
  }
  const item = path.length % 2 === 0 ? sectionAt(path)?.schema : undefined;
  return item === undefined ? listSchema : `${item}.schema.json`;
}

/** The list of a tenant. */
export const listForm: DocumentForm = {
  names: [],
  isOfOrganization: false,
  has: isList,
  fileOf: listFile,
  schemaOf: () => listSchema,
};

/** An organization, or something in it. */
export const organizationForm: DocumentForm = {
  names: [],
  isOfOrganization: true,
  has: () => true,
  fileOf: organizationFile,
  schemaOf: ({ path }) => organizationSchema(path),
};

/** The content of a document with what it was made of, which is kept as long as the content. */
export class MadeContent {
  /** A value of JSON, or the text of another document. */
  readonly content: unknown;
  readonly source: object;

  constructor(content: unknown, source: object) {
    this.content = content;
    this.source = source;
  }
}

/** Whether a document is read to be opened, or to replace its content. */
export type ReadingPurpose = 'open' | 'refresh';

/** A kind of documents, with what the others need not know. Each room registers its kinds. */
export interface DocumentKind extends DocumentForm {
  /**
   * Whether its documents are made when a person asks for one, and not again: opening or refreshing one unasked makes no
   * request, and it stays what it is when its tenant is refreshed.
   */
  readonly isReport: boolean;
  /**
   * Reads the content of a document: a value of JSON, the text of another document, or one of them as `MadeContent`.
   * @param source what the content was made of that is replaced, if that is known
   * @throws ApiError
   */
  read(address: DocumentAddress, context: RequestContext, purpose: ReadingPurpose, source?: object): Promise<unknown>;
  /** Says that a document could not be read. */
  failureOf(address: DocumentAddress): Pick<FailedTask, 'what' | 'documentation'>;
  /** What is loaded of its organization, with its time, which is shown where the document itself cannot be read. */
  loaded?(address: DocumentAddress): LoadedContent | undefined;
  /** What a person reads while one is refreshed by itself. Without it, a document is refreshed with its tenant alone. */
  describeRefresh?(address: DocumentAddress): Promise<string>;
}

/** What was read before, as fields of JSON. */
interface LoadedContent {
  /** No part is older. */
  readonly organization_as_of: Date | undefined;
  readonly organization: Organization;
}

/** The kinds of documents that there are. */
export class DocumentKinds<Kind extends DocumentForm = DocumentKind> {
  readonly #kinds: readonly Kind[];

  constructor(kinds: readonly Kind[]) {
    this.#kinds = kinds;
  }

  /** The kind of a document, `undefined` for an address that no document has. */
  of(address: DocumentAddress): Kind | undefined {
    const ofSubject = this.#kinds.filter(({ isOfOrganization }) => isOfOrganization === (address.id !== undefined));
    const [first = ''] = address.path;
    const kind =
      ofSubject.find(({ names }) => names.includes(first)) ?? ofSubject.find(({ names }) => names.length === 0);
    return kind?.has(address) === true ? kind : undefined;
  }

  /** The document of a URI, `undefined` for one that is not exactly the URI of a document: anyone can write a link. */
  find(uri: UriComponents): { readonly address: DocumentAddress; readonly kind: Kind } | undefined {
    const address = documentAddress(uri);
    const kind = address && this.of(address);
    if (!kind) {
      return undefined;
    }
    const files = [kind.fileOf(address), ...(kind.formerFileOf ? [kind.formerFileOf(address)] : [])];
    return files.some((file) => toUriComponents(address, file).path === uri.path) ? { address, kind } : undefined;
  }
}
