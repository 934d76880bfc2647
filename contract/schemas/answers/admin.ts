/**
 * What administrators and those with an agreement are answered.
 */
import { z } from 'zod';
import { SCHOOL_KINDS } from '../../messages/vocabulary';
import { policySchema } from '../policy';
import { instant } from './common';

export const workflowsAnswer = z
  .strictObject({
    workflows: z.array(
      z.strictObject({
        workflowId: z.string(),
        runId: z.string(),
        type: z.string(),
        status: z.string(),
        startedAt: instant,
        closedAt: instant.optional(),
        historyLength: z.int(),
        failures: z
          .array(z.string())
          .meta({ description: 'Hvad der bliver ved med at fejle: type og kode.' }),
        webAddress: z.string().optional().meta({ description: 'Forløbet i motorens egne sider.' }),
      }),
    ),
  })
  .meta({
    description: 'Forløb i motoren, nyeste først.',
    examples: [
      {
        workflows: [
          {
            workflowId: 'journey/y7k2m',
            runId: 'b6c0…',
            type: 'journey',
            status: 'RUNNING',
            startedAt: '2026-08-10T08:00:00+02:00',
            historyLength: 12,
            failures: [],
          },
        ],
      },
    ],
  });

export const agreementAnswer = z
  .strictObject({
    school: z.string(),
    kind: z.enum(SCHOOL_KINDS),
    version: z.int().meta({ description: 'Versionen; 0, når kommunens fælles aftale gælder.' }),
    closed: z
      .strictObject({ municipality: z.array(z.string()), school: z.array(z.string()) })
      .meta({ description: 'Lukkede dage og perioder, begge dage med.' }),
    policy: policySchema.meta({ description: 'Aftalen: alle tærskler, frister, stiger og tider (R07).' }),
  })
  .meta({ description: 'Den aftale, der gælder for skolen nu (R07).' });

export const healthAnswer = z
  .strictObject({ status: z.literal('ok') })
  .meta({ description: 'Tjenesten svarer, og data kan læses.', examples: [{ status: 'ok' }] });
