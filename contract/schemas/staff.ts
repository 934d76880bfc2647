/**
 * That somebody is away or leaves, and who takes over, as it is sent in.
 */
import { z } from 'zod';
import { PERSONAL_ROLES } from '../messages/vocabulary';
import { day } from './times';

const who = z.string().trim().min(1, 'mangler').max(100);

export const awayBody = z
  .strictObject({
    by: who.meta({ description: 'Medarbejderen, der tager opgaverne imens.', examples: ['coordinator-02'] }),
    from: day,
    to: day,
  })
  .meta({
    description: 'Fra og med den første dag til og med den sidste.',
    examples: [{ by: 'coordinator-02', from: '2027-02-15', to: '2027-02-19' }],
  });

export const leavingBody = z
  .strictObject({
    lastDay: day
      .nullable()
      .meta({ description: 'Sidste arbejdsdag; null, når medarbejderen bliver alligevel.' }),
  })
  .meta({ description: 'At en medarbejder stopper.', examples: [{ lastDay: '2027-02-26' }] });

export const handOverBody = z
  .strictObject({
    tasks: z
      .array(z.strictObject({ task: who, to: who }))
      .max(200)
      .default([])
      .meta({ description: 'Åbne opgaver, og hvem der får hver.' }),
    roles: z
      .array(z.strictObject({ youth: who, role: z.enum(PERSONAL_ROLES), to: who }))
      .max(200)
      .default([])
      .meta({ description: 'Unge, rollen, og hvem der får den.' }),
  })
  .meta({
    description: 'Hvem der får det, der var hos den, som er stoppet.',
    examples: [{ tasks: [{ task: 'journey.y7k2m.3', to: 'coordinator-02' }], roles: [] }],
  });

const absence = z.strictObject({
  id: z.string(),
  of: z.string(),
  by: z.string(),
  from: z.string(),
  to: z.string(),
});

export const awayAnswer = z
  .strictObject({
    away: z.array(absence).meta({ description: 'Dage, medarbejderen er væk, og hvem der tager opgaverne.' }),
    covers: z.array(absence).meta({ description: 'Andres dage, hvor medarbejderen tager deres opgaver.' }),
    lastDay: z.string().nullable().meta({ description: 'Sidste arbejdsdag, når medarbejderen stopper.' }),
  })
  .meta({
    description: 'Hvornår en medarbejder er væk.',
    examples: [{ away: [], covers: [], lastDay: null }],
  });

export const handOverAnswer = z
  .strictObject({
    results: z
      .array(
        z.strictObject({
          task: z.string().exactOptional(),
          youth: z.string().exactOptional(),
          role: z.string().exactOptional(),
          problem: z.string().exactOptional(),
        }),
      )
      .meta({ description: 'En linje for hver; problem siger, hvorfor den ikke blev givet videre.' }),
    left: z
      .strictObject({ tasks: z.int(), roles: z.int() })
      .meta({ description: 'Hvad der stadig mangler at blive givet videre.' }),
  })
  .meta({ description: 'Hvad der blev af hver.', examples: [{ results: [], left: { tasks: 0, roles: 0 } }] });
