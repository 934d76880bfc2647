/**
 * What the school API answers.
 */
import { z } from 'zod';
import { RECORD_PROBLEMS } from '../absences';
import { instant, isoDay } from './common';

const count = (description: string): z.ZodInt => z.int().min(0).meta({ description });

const recordResult = z
  .strictObject({
    row: z
      .int()
      .meta({ description: 'Rækken i filen, som et regneark viser den, eller nummeret i listen fra 1.' }),
    id: z.string().optional().meta({ description: 'Registreringsnummeret, hvis der står et.' }),
    status: z.enum(['accepted', 'corrected', 'duplicate', 'rejected']),
    problem: z
      .strictObject({
        code: z.enum(RECORD_PROBLEMS),
        column: z.string().meta({ description: 'Feltet eller kolonnen. Tom, når det er hele rækken.' }),
        message: z.string(),
      })
      .optional(),
  })
  .meta({
    description: 'Hvad der blev af en registrering.',
    examples: [
      { row: 2, id: 'R85-000137', status: 'accepted' },
      {
        row: 14,
        id: 'R-X2',
        status: 'rejected',
        problem: {
          code: 'invalid-date',
          column: 'Dato',
          message: 'skal være en dato, der findes, som 08-09-2026 eller 2026-09-08 (der står "31-09-2026")',
        },
      },
    ],
  });

export const absenceAnswer = z
  .strictObject({
    accepted: count('Nye registreringer.'),
    corrected: count('Rettelser: kendt nummer, samme elev og dato, nyt indhold.'),
    duplicates: count('Gentagelser: kendt nummer med samme indhold.'),
    rejected: count('Afviste registreringer.'),
    undelivered: count('Elever, hvis forløb først hører om det senere. Du skal ikke gøre noget.').optional(),
    records: z.array(recordResult).meta({ description: 'En for hver registrering, i samme orden.' }),
  })
  .meta({
    description: 'Hvad der blev af hver registrering.',
    examples: [
      {
        accepted: 1,
        corrected: 0,
        duplicates: 0,
        rejected: 0,
        records: [{ row: 1, id: 'R85-000137', status: 'accepted' }],
      },
    ],
  });

export const dayAnswer = z
  .strictObject({
    school: z.string(),
    date: isoDay,
    status: z.enum(['confirmed', 'alreadyConfirmed']),
  })
  .meta({
    description: 'Skoledagen er bekræftet: alt fravær er registreret (R55).',
    examples: [{ school: 'FGU-NORD', date: '2026-10-19', status: 'confirmed' }],
  });

export const withdrawnAnswer = z.strictObject({ id: z.string(), status: z.literal('withdrawn') }).meta({
  description: 'Registreringen gælder ikke mere.',
  examples: [{ id: 'R85-000137', status: 'withdrawn' }],
});

const step = instant.optional();

export const receiptsAnswer = z
  .strictObject({
    school: z.string(),
    students: z.array(
      z.strictObject({
        student: z.string().meta({ description: 'Elevnummer.' }),
        received: instant.meta({ description: 'Da den seneste registrering kom.' }),
        cases: z.array(
          z.strictObject({
            taskOpened: step,
            conversationBooked: step,
            conversationHeld: step,
            escalated: step,
            closed: step,
          }),
        ),
      }),
    ),
  })
  .meta({
    description: 'Kvitteringer: at noget skete, og hvornår. Aldrig hvad (R43).',
    examples: [
      {
        school: 'FGU-NORD',
        students: [
          {
            student: 'E8500420',
            received: '2026-08-26T08:00:00+02:00',
            cases: [{ taskOpened: '2026-08-19T08:00:05+02:00' }],
          },
        ],
      },
    ],
  });
