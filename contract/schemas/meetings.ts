/**
 * Meetings with a youth, as they are sent in and answered: agenda, who comes, the youth's answer, suggested times, and
 * several held as one (R15, R16, R18, R40–R42).
 */
import { z } from 'zod';
import { MEETING_ANSWERS, PARTIES, STAFF_ROLES, TASK_KINDS } from '../messages/vocabulary';
import { instant, isoDay, somebody } from './answers/common';
import { note } from './outcomes';
import { purpose, wordsOf } from './plan';
import { moment } from './times';

export const answerBody = z
  .strictObject({
    answer: z.enum(MEETING_ANSWERS).meta({
      description: 'Den unges svar: coming, anotherTime eller callMe (R40).',
      examples: ['anotherTime'],
    }),
    to: moment.exactOptional().meta({
      description: 'Den anden tid, når den unge har valgt en. Kun med anotherTime.',
      examples: ['2026-12-11T11:00'],
    }),
    note: note.exactOptional(),
  })
  .refine(({ answer, to }) => to === undefined || answer === 'anotherTime', {
    message: 'hører kun til svaret anotherTime',
    path: ['to'],
  })
  .meta({
    description: 'Den unges svar på en aftalt tid, som du skriver for den unge.',
    examples: [{ answer: 'anotherTime', to: '2026-12-11T11:00' }],
  });

export const agendaBody = z
  .strictObject({
    purpose: purpose.exactOptional(),
    place: wordsOf(200, 'Stedet, den unge har valgt (R41).', 'Biblioteket').exactOptional(),
    supportPerson: wordsOf(100, 'Den, den unge har med (R40).', 'Min storesøster').exactOptional(),
    invited: z
      .strictObject({
        youth: z.boolean().meta({ description: 'Den unge; altid (R18).', examples: [true] }),
        guardians: z.boolean().meta({ description: 'Værgerne.', examples: [true] }),
        staff: z
          .array(z.string().trim().min(1).max(100))
          .max(30)
          .meta({ description: 'Medarbejdere.', examples: [['coordinator-01']] }),
        consented: z
          .boolean()
          .default(false)
          .meta({ description: 'Fra 18: den unge har sagt ja til listen (R18).', examples: [true] }),
      })
      .exactOptional()
      .meta({ description: 'Hvem der kommer. Sendes som en hel liste.' }),
  })
  .meta({
    description: 'Det, der skal ændres i dagsordenen. Udeladte felter bliver, som de er.',
    examples: [
      {
        place: 'Biblioteket',
        invited: { youth: true, guardians: true, staff: ['coordinator-01'], consented: false },
      },
    ],
  });

export const pointBody = z
  .strictObject({
    by: z.enum(['youth', 'family', 'staff']).meta({ description: 'Hvis punkt det er.', examples: ['youth'] }),
    text: wordsOf(500, 'Punktet.', 'Jeg vil gerne tale om min mentor.'),
  })
  .meta({
    description: 'Et punkt til dagsordenen. De unges egne ord rettes ikke; vores skal være lette (R40).',
    examples: [{ by: 'youth', text: 'Jeg vil gerne tale om min mentor.' }],
  });

const agreement = z.strictObject({
  id: z.string().meta({ description: 'Bruges i earlier, når mødet afsluttes.' }),
  party: z.enum(PARTIES),
  role: z.enum(STAFF_ROLES).optional(),
  due: isoDay,
  madeAt: instant,
  task: z.string().optional().meta({ description: 'Opgaven, der udfører den.' }),
  kept: z.boolean().optional().meta({ description: 'Udeladt, til nogen har sagt det.' }),
});

const window = z.strictObject({ from: instant, to: instant });

export const agendaAnswer = z
  .strictObject({
    task: z.string(),
    at: instant.optional().meta({ description: 'Tiden, når den er aftalt.' }),
    readyBy: isoDay.optional().meta({ description: 'Den unge skal have dagsordenen senest den dag (R40).' }),
    purpose: purpose.optional(),
    place: z.string().optional(),
    supportPerson: z.string().optional(),
    invited: z.strictObject({
      youth: z.boolean(),
      guardians: z.boolean(),
      staff: z.array(somebody),
      consented: z.boolean(),
    }),
    warnings: z.array(z.string()).meta({ description: 'Det, du bør tænke over (R15, R42).' }),
    points: z.array(z.strictObject({ by: z.enum(['youth', 'family', 'staff']), text: z.string() })),
    overdueSubGoals: z.array(z.strictObject({ id: z.string(), text: z.string(), due: isoDay })),
    earlierAgreements: z
      .array(agreement)
      .meta({ description: 'Aftaler, ingen har sagt noget om endnu (R16).' }),
    asYouthSees: z.string().meta({ description: 'Dagsordenen, som den unge ser den.' }),
    lix: z.int().meta({ description: 'Hvor svær den er at læse (R40).' }),
  })
  .meta({
    description: 'Dagsordenen for et møde.',
    examples: [
      {
        task: 'familyMeeting.y7k2m.1.2',
        at: '2026-12-10T10:00:00+01:00',
        readyBy: '2026-12-03',
        invited: { youth: true, guardians: false, staff: [], consented: false },
        warnings: [],
        points: [{ by: 'youth', text: 'Jeg vil tale om min mentor.' }],
        overdueSubGoals: [],
        earlierAgreements: [],
        asYouthSees: 'Hej Malthe.',
        lix: 12,
      },
    ],
  });

export const timesAnswer = z
  .strictObject({
    window: window.optional().meta({ description: 'De uger, mødet bør ligge i (R15).' }),
    suggestions: z.array(instant).meta({ description: 'Tider, der passer unge (R41).' }),
  })
  .meta({
    description: 'Forslag til tider: for mødet, eller for det næste, når mødet har sin tid.',
    examples: [{ suggestions: ['2026-12-10T10:00:00+01:00'] }],
  });

/** Meetings of a youth that could be held as one. */
const together = z
  .array(
    z.strictObject({
      tasks: z.array(z.string()),
      at: instant.optional().meta({ description: 'En tid, der er aftalt for en af dem.' }),
      from: isoDay,
      to: isoDay,
    }),
  )
  .meta({ description: 'Møder, der kan holdes som ét.' });

export const meetingsAnswer = z
  .strictObject({
    upcoming: z.array(
      z.strictObject({
        task: z.string(),
        kind: z.enum(TASK_KINDS),
        title: z.string(),
        assignee: somebody,
        at: instant.optional(),
        from: isoDay,
        to: isoDay,
      }),
    ),
    together,
    agreements: z.array(agreement).meta({ description: 'Alle aftaler, den tidligste frist først (R16).' }),
  })
  .meta({
    description: 'Den unges møder og aftaler.',
    examples: [{ upcoming: [], together: [], agreements: [] }],
  });

export const meetingBody = z
  .strictObject({
    at: moment.meta({ description: 'Den fælles tid.', examples: ['2026-12-10T10:00'] }),
    tasks: z
      .array(z.string().trim().min(1).max(200))
      .min(1, 'skal være mindst én opgave')
      .max(10, 'må højst være 10 opgaver')
      .refine((tasks) => new Set(tasks).size === tasks.length, 'må ikke have den samme opgave to gange')
      .meta({ description: 'Opgaverne, mødet er for.', examples: [['familyMeeting.y7k2m.1.1']] }),
  })
  .meta({
    description: 'Ét møde i stedet for flere.',
    examples: [
      { at: '2026-12-10T10:00', tasks: ['familyMeeting.y7k2m.1.1', 'transitionConference.y7k2m.1.1'] },
    ],
  });

export const meetingAnswer = z
  .strictObject({
    at: instant,
    results: z.array(
      z.strictObject({
        task: z.string(),
        booked: z.boolean(),
        code: z.string().optional().meta({ description: 'Hvorfor ikke: problemets kode.' }),
        detail: z.string().optional().meta({ description: 'Hvorfor ikke, på dansk.' }),
      }),
    ),
  })
  .meta({
    description: 'Hvad der skete med hver opgave. Dem, der ikke gik, er som før.',
    examples: [
      {
        at: '2026-12-10T10:00:00+01:00',
        results: [{ task: 'familyMeeting.y7k2m.1.1', booked: true }],
      },
    ],
  });
