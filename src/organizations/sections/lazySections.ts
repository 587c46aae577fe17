import * as vscode from 'vscode';
import type { OrganizationSections, SectionParts } from './organizationSections.ts';
import type { SectionAddress } from './sectionAddress.ts';

/** The sections of organizations, whose code is loaded when somebody first looks into one. */
export class LazySections implements vscode.Disposable {
  readonly #parts: SectionParts;
  readonly #changes = new vscode.EventEmitter<SectionAddress>();
  /** Where something was read, with or without success. */
  readonly onDidChange = this.#changes.event;
  #sections: Promise<OrganizationSections> | undefined;
  #loaded: OrganizationSections | undefined;

  constructor(parts: SectionParts) {
    this.#parts = parts;
  }

  /** `undefined` while nobody has looked into an organization. */
  get loaded(): OrganizationSections | undefined {
    return this.#loaded;
  }

  get(): Promise<OrganizationSections> {
    this.#sections ??= this.#load();
    return this.#sections;
  }

  dispose(): void {
    this.#changes.dispose();
    this.#loaded?.dispose();
  }

  async #load(): Promise<OrganizationSections> {
    const { OrganizationSections } = await import('./organizationSections.ts');
    const sections = new OrganizationSections(this.#parts);
    sections.onDidChange((address) => {
      this.#changes.fire(address);
    });
    this.#loaded = sections;
    return sections;
  }
}
