/**
 * The numbers of a school year as the API answers them (R23, R49).
 */
import { z } from 'zod';

export const yearQuery = z.strictObject({
  year: z
    .string()
    .regex(/^20\d{2}$/, 'skal være det år, skoleåret begynder i, som 2026')
    .exactOptional()
    .meta({ description: 'Året, skoleåret begynder i; ellers det nuværende.', examples: ['2026'] }),
});

export const yearStatusAnswer = z
  .strictObject({
    year: z.int(),
    smallest: z.int().meta({ description: 'Tal under dette er skjult.' }),
    lines: z.array(
      z.strictObject({
        subject: z.string(),
        group: z.string(),
        kind: z
          .string()
          .optional()
          .meta({ description: 'Hvilke af gruppens unge, hvor emnet deler dem op.' }),
        count: z.number().nullable().meta({ description: 'null: skjult, da et lille tal ellers kunne ses.' }),
        part: z.number().nullable().optional(),
      }),
    ),
  })
  .meta({
    description: 'Årsstatus: summer for mange, små tal skjult (R49).',
    examples: [
      {
        year: 2026,
        smallest: 5,
        lines: [
          { subject: 'Sager om fravær, heraf kontakt til tiden', group: 'FGU-NORD', count: 23, part: 17 },
          {
            subject: 'Unge efter sidste kontakt set fra i dag',
            group: 'FGU-NORD',
            kind: '31 til 90 dage',
            count: 12,
          },
        ],
      },
    ],
  });
