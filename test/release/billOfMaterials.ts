import type { ShippedPackage } from './shippedPackages.ts';

/**
 * The parts of a bill of materials that are read here; the others stay as they are.
 * @see https://cyclonedx.org/docs/1.5/json/
 */
export interface BillOfMaterials {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Component {
  /** `name@version`, which no other component has. */
  readonly 'bom-ref': string;
  readonly name: string;
}

/**
 * The bill of what ships, made of the one of all that is installed. npm itself tells what is for development by
 * `package.json` alone: it leaves out a package that ships and that a tool uses as well, and it has the name of the
 * folder in place of that of the application.
 *
 * @param installed what `npm sbom --sbom-format cyclonedx` says
 * @param name of the application
 * @throws Error when a package that ships is not installed
 */
export function billOfShipped(
  installed: BillOfMaterials,
  name: string,
  shipped: readonly ShippedPackage[],
): BillOfMaterials {
  const refs = new Set(shipped.map((one) => `${one.name}@${one.version}`));
  const components = installed.components.filter((component) => refs.has(component['bom-ref']));
  const unknown = [...refs].filter((ref) => !components.some((component) => component['bom-ref'] === ref));
  if (unknown.length > 0) throw new Error(`npm does not list ${unknown.join(', ')}, which the bundle holds.`);
  const root = { ...installed.metadata.component, name };
  return {
    ...installed,
    metadata: { ...installed.metadata, component: root },
    components,
    dependencies: installed.dependencies
      .filter(({ ref }) => ref === root['bom-ref'] || refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
  };
}
