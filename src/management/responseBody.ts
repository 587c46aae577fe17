import { ApiError } from './apiError.ts';

/** The size limit of a response after decompression. A page of 100 organizations is well under one MiB. */
export const LONGEST_BODY_MIB = 32;
const longestBody = LONGEST_BODY_MIB * 1024 * 1024;
/** The most levels of objects and arrays. Much deeper values would overflow the stack of recursive functions. */
const DEEPEST = 1000;
/** The most values in a response. A page of 100 items has some thousands. */
const MOST_VALUES = 500_000;
/**
 * The most characters of indentation in a document, at two spaces per level before each value. Deep JSON can be small
 * while its document is huge.
 */
const WIDEST_INDENTATION = longestBody;

/**
 * Reads the body of a response as JSON, within limits of size and shape.
 * @param signal ends the reading at once, even if the HTTP client does not
 * @returns `undefined` if the body is not JSON; the caller interprets the status
 * @throws ApiError `tooLarge`, `unexpectedAnswer`, or the reason of the signal
 */
export async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  const text = await readText(response, signal);
  const value = parsed(text);
  if (!canBeShown(value)) {
    throw new ApiError('unexpectedAnswer', { status: response.status });
  }
  return value;
}

async function readText({ body, status }: Response, signal: AbortSignal): Promise<string> {
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) {
    return '';
  }
  const cancel = () => {
    reader.cancel(signal.reason).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) {
        // A cancelled read is also `done`.
        signal.throwIfAborted();
        return decoded(chunks, size);
      }
      size += value.byteLength;
      if (size > longestBody) {
        throw new ApiError('tooLarge', { status });
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    reader.cancel().catch(() => undefined);
  }
}

/** Decodes all chunks at once: Node.js decodes a stream several times slower. */
function decoded(chunks: readonly Uint8Array[], size: number): string {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return new TextDecoder().decode(bytes);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function canBeShown(root: unknown): boolean {
  let level: readonly object[] = isObject(root) ? [root] : [];
  let values = 1;
  let indentation = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    const next: object[] = [];
    for (const parent of level) {
      const children: readonly unknown[] = Object.values(parent);
      values += children.length;
      indentation += 2 * depth * children.length;
      for (const child of children) {
        if (isObject(child)) {
          next.push(child);
        }
      }
    }
    if (values > MOST_VALUES || indentation > WIDEST_INDENTATION || depth > DEEPEST) {
      return false;
    }
    level = next;
  }
  return true;
}

/** Whether a value is an object or an array. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
