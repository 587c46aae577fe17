/** Begins the line that carries a result out of the extension host. */
export const resultPrefix = 'benchmark result: ';

/** Tells the program outside of the extension host what was measured. */
export function report(result: unknown): void {
  console.log(resultPrefix + JSON.stringify(result));
}
