import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SectionStore } from '../sections/sectionStore.ts';
import { type OrganizationRow, type Row, type RowMark, type RowMarks, unmarked } from '../sidebar/rows.ts';
import { warningIcon } from '../sidebar/treeItems.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText } from '../text/plainText.ts';
import type { SectionFinding, sectionFindings } from './conditions.ts';

const none: readonly SectionFinding[] = [];

/**
 * The failed conditions of logins that the loaded sections of organizations tell. Nothing is requested, and nothing is
 * evaluated for an organization of which no section was opened.
 */
export class FindingMarks implements RowMarks, vscode.Disposable {
  readonly #sections: SectionStore;
  /** The rows of each tenant. VS Code identifies a row by object identity. */
  readonly #rows = new Map<string, readonly Row[]>();
  /** What the row of each organization with an opened section shows, by domain and ID. */
  readonly #shown = new Map<string, Map<string, readonly SectionFinding[]>>();
  /** Loaded when the first section was opened. */
  #evaluate: typeof sectionFindings | undefined;
  readonly #changes = new vscode.EventEmitter<OrganizationRow>();
  readonly onDidChange = this.#changes.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(sections: SectionStore, tenants: Tenants) {
    this.#sections = sections;
    this.#subscriptions = vscode.Disposable.from(
      this.#changes,
      sections.onDidChange(({ domain, id, path }) => {
        if (path.length === 1) {
          void this.#update(domain, id);
        }
      }),
      tenants.onDidChange(({ domain, kind }) => {
        if (kind === 'disconnected') {
          this.#rows.delete(domain);
          this.#shown.delete(domain);
        }
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('organizationInspector.showFindings')) {
          for (const [domain, shown] of this.#shown) {
            for (const id of shown.keys()) {
              void this.#update(domain, id);
            }
          }
        }
      }),
    );
  }

  setRows(domain: string, rows: readonly Row[]): void {
    this.#rows.set(domain, rows);
  }

  draw(row: OrganizationRow): RowMark {
    const { domain, organization } = row;
    const shown = this.#shown.get(domain);
    if (shown?.has(organization.id)) {
      shown.set(organization.id, this.#findings(row));
    }
    return this.shown(row);
  }

  shown(row: OrganizationRow): RowMark {
    return markOf(this.#shownFindings(row));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #update(domain: string, id: string): Promise<void> {
    const shown = this.#shown.get(domain) ?? new Map<string, readonly SectionFinding[]>();
    this.#shown.set(domain, shown.set(id, shown.get(id) ?? none));
    if (isSwitchedOn()) {
      this.#evaluate ??= (await import('./conditions.ts')).sectionFindings;
    }
    const row = this.#rows
      .get(domain)
      ?.find((one): one is OrganizationRow => one.kind === 'organization' && one.organization.id === id);
    if (row && JSON.stringify(this.#findings(row)) !== JSON.stringify(this.#shownFindings(row))) {
      this.#changes.fire(row);
    }
  }

  /** The findings that the row of an organization was drawn with, certain ones first. */
  #shownFindings({ domain, organization }: OrganizationRow): readonly SectionFinding[] {
    return this.#shown.get(domain)?.get(organization.id) ?? none;
  }

  #findings({ domain, organization }: OrganizationRow): readonly SectionFinding[] {
    if (!this.#evaluate || !isSwitchedOn()) {
      return none;
    }
    const listOf = (section: string) => this.#sections.loaded({ domain, id: organization.id, path: [section] });
    return this.#evaluate(organization, listOf, Date.now());
  }
}

function isSwitchedOn(): boolean {
  return vscode.workspace.getConfiguration('organizationInspector').get('showFindings') !== false;
}

/** What the row of an organization shows of findings. */
export function markOf(findings: readonly SectionFinding[]): RowMark {
  if (findings.length === 0) {
    return unmarked;
  }
  return {
    description: findings.map(({ label }) => plainText(label)).join(' · '),
    spoken: findings.map(({ label }) => l10n.t('Finding: {0}', plainText(label))),
    icon: warningIcon,
    tooltip: {
      title: l10n.t('Findings'),
      entries: findings,
      more: l10n.t('For one person or application, choose “Explain Failed Login…” in the menu.'),
    },
  };
}
