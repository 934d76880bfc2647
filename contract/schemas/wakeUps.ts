/**
 * The contact in the morning that was agreed on with a youth (R41), as it is sent in and answered.
 */
import { z } from 'zod';
import { isoDay } from './answers/common';
import { day } from './times';

export const wakeUpBody = z
  .strictObject({
    time: z
      .string('skal være et klokkeslæt som 06:15')
      .trim()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'skal være et klokkeslæt som 06:15')
      .meta({ description: 'Dansk klokkeslæt.', examples: ['06:15'] }),
    until: day.meta({ description: 'Sidste dag; den er med.', examples: ['2026-12-18'] }),
  })
  .meta({
    description: 'En besked til den unge om morgenen på skoledage (R41).',
    examples: [{ time: '06:15', until: '2026-12-18' }],
  });

export const wakeUpAnswer = z
  .strictObject({
    wakeUp: z
      .strictObject({ time: z.string(), until: isoDay, by: z.string() })
      .optional()
      .meta({ description: 'Udeladt, når intet er aftalt.' }),
  })
  .meta({
    description: 'Det, der er aftalt om morgenen.',
    examples: [{ wakeUp: { time: '06:15', until: '2026-12-18', by: 'contactTeacher-01' } }],
  });
