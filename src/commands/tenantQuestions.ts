import type { Command } from './commands.ts';
import { lookUpAllIds } from './lookUpAllIds.ts';
import { showAllEvents, showFailuresOnly } from './recentEvents.ts';

/** The commands that answer questions about a whole tenant, by name. They are a chunk of their own. */
export const tenantQuestions: Readonly<Record<string, Command>> = { lookUpAllIds, showFailuresOnly, showAllEvents };
