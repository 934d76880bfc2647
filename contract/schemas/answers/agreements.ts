/**
 * What is answered about the life of an agreement (R07).
 */
import { z } from 'zod';
import { STAFF_ROLES, TASK_KINDS } from '../../messages/vocabulary';
import { instant } from './common';

const change = z.strictObject({
  path: z.string().meta({ description: 'Feltet i aftalens fil.' }),
  rule: z.string(),
  words: z.string(),
  before: z.string(),
  after: z.string(),
});

export const versionsAnswer = z
  .strictObject({
    agreement: z.string(),
    versions: z.array(
      z.strictObject({
        version: z.int(),
        name: z.string().optional(),
        addedAt: instant.optional(),
        addedBy: z.string().optional(),
        changes: z
          .array(change)
          .optional()
          .meta({ description: 'Hvad der er anderledes end i udgaven før; mangler for den første.' }),
      }),
    ),
  })
  .meta({ description: 'Aftalens udgaver, nyeste først (R07).' });

const standing = z.strictObject({ due: instant, role: z.enum(STAFF_ROLES), assignee: z.string() });

const workflowMove = z.strictObject({
  workflowId: z.string(),
  youth: z.string().optional(),
  from: z.int().meta({ description: 'Udgaven, det følger nu; 0 er kommunens aftale.' }),
  caseTerms: z.boolean().meta({ description: 'En sag om fravær, hvis grænser eller mål bliver andre.' }),
  tasks: z.array(
    z.strictObject({
      task: z.string(),
      kind: z.enum(TASK_KINDS),
      moves: z.boolean(),
      before: standing,
      after: standing,
      due: z.enum(['counted', 'chosen', 'nextWorkingDay']).meta({
        description: 'Talt efter aftalen; valgt og bliver; eller næste arbejdsdag, fordi den talte er gået.',
      }),
    }),
  ),
});

export const dryRunAnswer = z
  .strictObject({ agreement: z.string(), to: z.int(), workflows: z.array(workflowMove) })
  .meta({ description: 'Hvad en flytning til den nyeste udgave ville ændre. Intet er flyttet.' });

export const movedAnswer = z
  .strictObject({
    agreement: z.string(),
    to: z.int(),
    results: z.array(
      z.strictObject({
        workflowId: z.string(),
        result: z.enum(['moved', 'ended', 'busy', 'failed']),
      }),
    ),
  })
  .meta({ description: 'Hvad der kom ud af flytningen, pr. forløb.' });
