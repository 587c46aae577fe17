import { ApiError } from './apiError.ts';

/** The most that an answer may have after decompression. A page of 100 organizations has well under one MiB. */
export const LONGEST_BODY_MIB = 32;
const longestBody = LONGEST_BODY_MIB * 1024 * 1024;
/** Levels of objects and lists: what reads a value level by level has no room for many more. */
const DEEPEST = 1000;
/** Values in all. A page of 100 items has some thousands. */
const MOST_VALUES = 500_000;
/** Two spaces a level before each value, as a document shows it: deep JSON is small, and its document is not. */
const WIDEST_INDENTATION = longestBody;

/**
 * Reads the body of an answer as JSON, whatever its size and shape.
 * @param signal ends the reading at once, also where the HTTP client does not
 * @returns `undefined` where the body is not JSON: the caller knows the status, and what it means
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
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) {
        // Reading ends as well where it is cancelled.
        signal.throwIfAborted();
        return text + decoder.decode();
      }
      size += value.byteLength;
      if (size > longestBody) {
        throw new ApiError('tooLarge', { status });
      }
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    reader.cancel().catch(() => undefined);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function canBeShown(root: unknown): boolean {
  let level: readonly unknown[] = [root];
  let values = 0;
  let indentation = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    indentation += 2 * depth * level.length;
    if (values > MOST_VALUES || indentation > WIDEST_INDENTATION || depth > DEEPEST) {
      return false;
    }
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'object' && value !== null) {
        for (const field of Object.values(value) as unknown[]) {
          next.push(field);
        }
      }
    }
    level = next;
  }
  return true;
}
