/** What the journal says in words: who did it decides the sentence. */
import { story, type Told } from '../../texts/story';
import { at, NOW } from './town';

const nameOf = (ref: string): string => (ref === 'a' ? 'Anna Bach' : 'Mette Holm');
const say = (entry: Partial<Told> & Pick<Told, 'event'>): string =>
  story({ at: NOW, kind: 'absence.firstContact', role: 'coordinator', ...entry }, nameOf, NOW).text;
const due = at('2026-10-22', '10:30');

test('whoever takes a task took it; whoever hands it on gave it; what nobody did, somebody did', () => {
  expect(say({ event: 'task.reassigned', assignee: 'a', by: 'a', due })).toMatch(/^Anna Bach tog den\. /);
  expect(say({ event: 'task.reassigned', assignee: 'a', by: 'b', due })).toMatch(
    /^Mette Holm gav den til Anna Bach\. /,
  );
  expect(say({ event: 'task.reassigned', assignee: 'a' })).toBe('Nogen gav den til Anna Bach.');
});

test('what was noted by mistake is taken off the list, and says so', () => {
  const entry: Told = {
    at: NOW,
    event: 'task.withdrawn',
    kind: 'goal.followUp',
    reason: { why: 'takenOut' },
  };
  const { text, facts } = story(entry, nameOf, NOW);
  expect([text, facts]).toEqual(['Den er taget af listen.', 'Grund: det var noteret ved en fejl']);
});
