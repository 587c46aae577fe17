/** Stands in for Node's `Buffer`, for which csv-stringify looks among its options. In a browser no value is one. */
export const Buffer = {
  from: (bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes),
  isBuffer: (): boolean => false,
};
