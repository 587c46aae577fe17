import type { Feature, Features } from './features.ts';
import type { Endpoint } from './plans.ts';

/** What an endpoint needs to know of a request whose token has been accepted. */
export interface ApiRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly scopes: ReadonlySet<string>;
  readonly features: Features;
  /** Adds a header to the answer. */
  readonly header: (name: string, value: string) => void;
}

/** A GET endpoint under /api/v2. */
export interface Route {
  /** With `:name` for each path parameter. */
  readonly path: string;
  /** What the limits of plans call it, if one limits it by itself. */
  readonly endpoint?: Endpoint;
  /** The same of a request with `q`, if the limits tell it from others. */
  readonly endpointByQuery?: Endpoint;
  /** Any one of these lets a request in. */
  readonly scopes: readonly string[];
  /** Any one of these is needed as well. */
  readonly furtherScopes?: readonly string[];
  /** The refusal of a token without any of them, where it is not in the usual words. */
  readonly refusal?: string;
  /** What a tenant must have for it. */
  readonly feature?: Feature;
  /** The body of the answer, or a thrown ApiFailure. */
  readonly answer: (request: ApiRequest) => unknown;
}
