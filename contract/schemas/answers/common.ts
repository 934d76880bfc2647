/**
 * What answers are made of.
 */
import { z } from 'zod';

/** A moment in Danish time with its offset. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/)
  .meta({
    format: 'date-time',
    description: 'Dansk tid med tidszone.',
    examples: ['2026-10-19T16:00:00+02:00'],
  });

export const isoDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ format: 'date', description: 'Dansk dato.', examples: ['2026-10-19'] });

/** A member of staff, or a unit: everybody with a role. */
export const somebody = z
  .strictObject({
    id: z.string().meta({ description: 'Reference, brugt i adresser og felter.' }),
    name: z.string(),
  })
  .meta({
    description: 'En medarbejder eller en enhed.',
    examples: [{ id: 'contactTeacher-01', name: 'Maja Østergaard' }],
  });

/** Facts behind a task or an event: enums, dates and numbers, never personal data. */
export const facts = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
  .meta({
    description: 'Fakta bag: koder, datoer og tal. Aldrig ord om en person.',
    examples: [{ threshold: 'consecutive', days: ['2026-10-05', '2026-10-06'] }],
  });

/** RFC 9457. Some codes add members of their own. */
export const problem = z
  .looseObject({
    type: z.string().meta({ description: 'Adresse på forklaringen af koden.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'Hvad der er galt, og hvad du kan gøre, på dansk.' }),
    code: z.string().meta({ description: 'Koden til programmer. Den ændrer sig ikke.' }),
    fields: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'De felter, der skal rettes: hvor, hvad der står, og hvad der er tilladt.' }),
    requestId: z.string().optional().meta({ description: 'Til driften, når fejlen er vores.' }),
  })
  .meta({
    description: 'Et problem efter RFC 9457.',
    examples: [
      {
        type: '/problems/invalid-input',
        title: 'Noget skal rettes',
        status: 422,
        detail: 'Se felterne.',
        code: 'invalid-input',
        fields: [{ path: 'reason', message: 'må være vacation, illness (der står "sol")' }],
      },
    ],
  });
