/** What a file of exported organizations is written in, which is also the extension of its name. */
export type ExportFormat = 'json' | 'ndjson' | 'csv';

export const exportFormats: readonly ExportFormat[] = ['json', 'ndjson', 'csv'];

/** What there is to export: what is loaded, or all that the tenant has. */
export type ExportExtent = 'loaded' | 'all';

export const exportExtents: readonly ExportExtent[] = ['loaded', 'all'];
