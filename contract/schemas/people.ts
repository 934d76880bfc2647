/**
 * Who is who for a youth, and the youth's risk, as they are sent in (R09, R19, R27, R28, R52).
 */
import { z } from 'zod';

/** R09: how likely it is that the youth drops out. */
export const risk = z.enum(['low', 'medium', 'high']);

export const riskBody = z
  .strictObject({
    risk: risk.meta({ description: 'Risikoprofilen, som du bekræfter den (R09).', examples: ['high'] }),
  })
  .meta({ description: 'Et menneske bekræfter risikoprofilen.', examples: [{ risk: 'high' }] });

export const personBody = z
  .strictObject({
    person: z
      .string()
      .trim()
      .min(1, 'mangler')
      .max(100)
      .meta({ description: 'Medarbejderen, der får rollen.', examples: ['coordinator-02'] }),
  })
  .meta({ description: 'Hvem der har rollen fra i dag.', examples: [{ person: 'coordinator-02' }] });

export const wishBody = z
  .strictObject({
    another: z
      .literal(true, 'skal være true')
      .meta({ description: 'Den unge vil gerne have en anden kontaktperson (R28).', examples: [true] }),
  })
  .meta({
    description: 'Den unges ønske. Det går til lederen, ikke til kontaktpersonen (R28).',
    examples: [{ another: true }],
  });

export const wishAnswer = z
  .strictObject({ passedOn: z.literal(true) })
  .meta({ description: 'Lederen får ønsket.', examples: [{ passedOn: true }] });

export const guardiansBody = z
  .strictObject({
    chosen: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Under 18: I vælger, at værgerne hører om den unge.', examples: [true] }),
    consented: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Fra 18: den unge har sagt ja til det.', examples: [true] }),
  })
  .refine(({ chosen, consented }) => (chosen === undefined) !== (consented === undefined), {
    message: 'skal være enten chosen eller consented',
    path: ['chosen'],
  })
  .meta({ description: 'Om værgerne hører om den unge (R52).', examples: [{ chosen: true }] });
