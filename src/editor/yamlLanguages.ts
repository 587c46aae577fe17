/** Languages in which texts are YAML. */
export const yamlLanguages: readonly string[] = ['yaml', 'dockercompose', 'github-actions-workflow'];
