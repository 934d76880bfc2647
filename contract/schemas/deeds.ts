/**
 * What people do to tasks beside completing them, as it is sent in.
 */
import { z } from 'zod';
import { POSTPONE_REASONS } from '../messages/vocabulary';
import { note } from './outcomes';
import { moment } from './times';

const noted = { note: note.exactOptional() };

export const postponeBody = z
  .strictObject({
    to: moment,
    reason: z.enum(POSTPONE_REASONS).meta({ description: 'Hvorfor fristen flyttes.', examples: ['illness'] }),
    ...noted,
  })
  .meta({
    description: 'En ny frist. Den ligger efter nu og højst så langt frem, som aftalen tillader.',
    examples: [{ to: '2026-10-28T16:00', reason: 'awaitingOthers', note: 'Venter på svar fra lægen.' }],
  });

export const reassignBody = z
  .strictObject({
    to: z
      .string()
      .trim()
      .min(1, 'mangler')
      .max(100)
      .meta({
        description: 'En medarbejder, eller alle med en rolle: unit:network, unit:schoolLeader:FGU-NORD.',
        examples: ['coordinator-02', 'unit:network'],
      }),
    ...noted,
  })
  .meta({ description: 'Hvem der har opgaven fra nu af.', examples: [{ to: 'coordinator-02' }] });

export const commentBody = z
  .strictObject({ note: note.min(1, 'mangler') })
  .meta({ description: 'En kommentar til opgaven.', examples: [{ note: 'Jeg har lagt en besked.' }] });

export const bookBody = z
  .strictObject({ at: moment })
  .meta({ description: 'Tiden for samtalen eller mødet.', examples: [{ at: '2026-10-20T10:30' }] });

export const reopenBody = z
  .strictObject({})
  .meta({ description: 'Intet indhold: opgaven åbnes igen, hvis næste skridt er urørt.', examples: [{}] });
