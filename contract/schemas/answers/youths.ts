/**
 * What the staff API answers about youths. Municipal roles only (R43); no CPR number (L9).
 */
import { z } from 'zod';
import { JOURNAL_EVENTS, TASK_KINDS } from '../../messages/vocabulary';
import { facts, instant, isoDay, somebody } from './common';

const status = z.enum(['primarySchool', 'fgu', 'education', 'job', 'none']);
const risk = z.enum(['low', 'medium', 'high']).optional().meta({ description: 'Risikoprofil (R09).' });
const school = z.string().optional();
const student = z.string().optional().meta({ description: 'Elevnummer.' });

export const youthList = z
  .strictObject({
    youths: z.array(
      z.strictObject({ ref: z.string(), name: z.string(), born: isoDay, status, school, student, risk }),
    ),
    more: z.boolean().meta({ description: 'Der er flere end de viste.' }),
  })
  .meta({
    description: 'Unge, du må se, efter navn.',
    examples: [
      {
        youths: [{ ref: 'y7k2m', name: 'Malthe Jensen', born: '2009-03-14', status: 'fgu' }],
        more: false,
      },
    ],
  });

const task = z.strictObject({
  id: z.string(),
  kind: z.enum(TASK_KINDS),
  title: z.string(),
  status: z.enum(['open', 'completed', 'withdrawn']),
  role: z.string(),
  assignee: somebody,
  due: instant,
  overdue: z.boolean(),
});

const absenceCase = z.strictObject({
  id: z.string(),
  school: z.string(),
  openedAt: instant,
  rule: z.string(),
  reason: facts,
  agreement: z.int().meta({ description: 'Den version af aftalen, sagen følger (R07).' }),
  closedAt: instant.optional(),
  closing: z.string().optional().meta({ description: 'Hvorfor sagen lukkede: en kode.' }),
});

export const youthAnswer = z
  .strictObject({
    ref: z.string(),
    name: z.string(),
    born: isoDay,
    age: z.int(),
    status,
    school,
    student,
    grade: z.int().optional(),
    movedIn: isoDay.optional(),
    risk,
    mobile: z.string().optional(),
    email: z.string().optional(),
    address: z.string().optional(),
    people: z
      .array(
        z.strictObject({
          role: z.string(),
          id: z.string(),
          name: z.string(),
          since: isoDay.optional().meta({ description: 'Siden hvornår, når det vides.' }),
        }),
      )
      .meta({ description: 'De faste voksne.' }),
    continuity: z
      .array(
        z.strictObject({
          role: z.string(),
          changes: z.int().meta({ description: 'Skift til en anden.' }),
          uncoveredDays: z.int().meta({ description: 'Dage, hvor ingen havde rollen.' }),
          uncoveredSince: isoDay.optional().meta({ description: 'Siden hvornår ingen har den.' }),
        }),
      )
      .meta({ description: 'Samme ansigt, i tal: de roller, der er sket noget med (R28).' }),
    guardians: z.array(z.strictObject({ name: z.string(), mobile: z.string().optional() })),
    guardiansMayHear: z.boolean().meta({ description: 'Om værgerne må høre om den unge i dag (R52).' }),
    guardiansDecidedBy: z.enum(['law', 'choice', 'consent']).meta({
      description: 'Hvem der bestemmer det i dag: loven, et valg hos jer, eller den unge selv (R52).',
    }),
    cases: z.array(absenceCase),
    tasks: z.array(task).meta({ description: 'Åbne og lukkede, de nyeste først.' }),
  })
  .meta({
    description: 'En ung, med sager og opgaver.',
    examples: [
      {
        ref: 'y7k2m',
        name: 'Malthe Jensen',
        born: '2009-03-14',
        age: 17,
        status: 'fgu',
        school: 'FGU-NORD',
        student: 'E8500420',
        people: [{ role: 'coordinator', id: 'coordinator-03', name: 'Mette Dahl' }],
        continuity: [{ role: 'coordinator', changes: 1, uncoveredDays: 4 }],
        guardians: [],
        guardiansMayHear: false,
        guardiansDecidedBy: 'choice',
        cases: [],
        tasks: [],
      },
    ],
  });

export const timelineAnswer = z
  .strictObject({
    youth: z.string(),
    entries: z.array(
      z.strictObject({
        at: instant.meta({ description: 'Da det skulle ske.' }),
        late: instant.optional().meta({ description: 'Da det skete, hvis det blev senere.' }),
        event: z.enum(JOURNAL_EVENTS),
        label: z.string().meta({ description: 'Hændelsen på dansk.' }),
        rule: z.string().meta({ description: 'Reglen bag.' }),
        school,
        case: z.string().optional(),
        task: z.string().optional(),
        kind: z.enum(TASK_KINDS).optional(),
        role: z.string().optional(),
        assignee: z.string().optional(),
        due: instant.optional(),
        by: z.string().optional().meta({ description: 'Personen, der gjorde det.' }),
        reason: facts.optional(),
        words: z.string().optional().meta({ description: 'Reference til ord på opgaven.' }),
      }),
    ),
  })
  .meta({
    description: 'Journalen: hvad der skete, hvornår, efter hvilken regel og hvorfor. Ældste først.',
    examples: [
      {
        youth: 'y7k2m',
        entries: [
          {
            at: '2026-08-21T08:00:05+02:00',
            event: 'task.opened',
            label: 'Opgave oprettet',
            rule: 'R04',
            kind: 'absence.firstContact',
            task: 'absenceCase.y7k2m.1.1',
            role: 'contactTeacher',
            due: '2026-08-24T16:00:00+02:00',
            reason: { threshold: 'consecutive' },
          },
        ],
      },
    ],
  });
