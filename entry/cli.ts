/**
 * The command line: tasks, deeds and absence through the API, as the person whose token is used.
 */
import { Command, CommanderError } from 'commander';
import { registerAbsence } from './cli/absence';
import { ApiError, CliError, clientFor } from './cli/client';
import { answerMeeting, bookMeeting } from './cli/meetings';
import { confirmRisk, planOf, type PlanOptions } from './cli/plan';
import { answerRound, showRounds } from './cli/rounds';
import { completeTask, showTasks } from './cli/tasks';
import { importAbsence } from './cli/import';
import { showTimeline } from './cli/timeline';
import { DEFAULT_DATA } from './options';

/** What every command can be given. */
interface Common {
  readonly as?: string;
  readonly url?: string;
  readonly data: string;
}

/** Runs a command line (`process.argv`). Sets the exit code: 0 when all was done, otherwise not. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = commands((line) => {
    console.log(line);
  });
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
    } else if (error instanceof CliError || error instanceof ApiError) {
      console.error(error.message);
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}

function commands(print: (line: string) => void): Command {
  const program = new Command('roed-traad')
    .description('Rød Tråd fra kommandolinjen')
    .option('--as <person>', 'hvem du er, som coordinator-01 (ellers bruges ROED_TRAAD_TOKEN)')
    .option('--url <adresse>', 'hvor Rød Tråd kører (ellers den, der kører på datamappen)')
    .option('--data <mappe>', 'datamappen', DEFAULT_DATA)
    .helpOption('--help', 'vis hjælp')
    .helpCommand(false)
    .configureOutput({
      outputError: (text, write) => {
        write(danish(text));
      },
    })
    .exitOverride();
  const client = (fallback?: string): ReturnType<typeof clientFor> => {
    const { as = fallback, ...rest } = program.opts<Common>();
    return clientFor({ ...rest, ...(as !== undefined && { as }) }, process.env);
  };

  program
    .command('tasks')
    .description('vis dine opgaver')
    .option('--due <hvornår>', 'overdue, today eller week')
    .action(async (options: { due?: string }) => {
      await showTasks(client(), options, print);
    });
  program
    .command('complete')
    .description('afslut en opgave')
    .argument('<opgave>', 'opgavens id')
    .requiredOption('--outcome <udfald>', 'som reached, held eller done')
    .option('--channel <måde>', 'hvordan der blev taget kontakt: sms, phone, virtual, inPerson, outreach')
    .option('--cause <årsag>', 'årsagen, når en samtale er holdt')
    .option('--remedy <hjælp>', 'hvad der bliver gjort')
    .option('--person <medarbejder>', 'hvem der får rollen')
    .option('--max-unlawful-days <dage>', 'målet: højst så mange ulovlige dage …')
    .option('--within-school-days <dage>', '… på så mange skoledage')
    .option('--next <tid>', 'tiden for det næste møde, som 2026-12-10T10:00')
    .option('--agreement <aftale...>', 'hvad I aftalte: part:dato eller part:rolle:dato')
    .option('--earlier <aftale...>', 'om tidligere aftaler blev holdt: id=kept eller id=broken')
    .option('--note <ord>', 'ord til opgaven')
    .action(async (id: string, options: Record<string, string | string[]>) => {
      await completeTask(client(), id, options, print);
    });
  program
    .command('book')
    .description('aftal en tid for en opgave, eller den samme tid for flere')
    .argument('<opgave...>', 'opgavernes id')
    .requiredOption('--at <tid>', 'som 2026-12-10T10:00')
    .option('--youth <ung>', 'den unges reference, når der er flere opgaver')
    .action(async (ids: string[], options: { at: string; youth?: string }) => {
      await bookMeeting(client(), ids, options, print);
    });
  program
    .command('answer')
    .description('skriv den unges svar på en aftalt tid')
    .argument('<opgave>', 'opgavens id')
    .requiredOption('--answer <svar>', 'coming, anotherTime eller callMe')
    .option('--to <tid>', 'den anden tid, når den unge har valgt en')
    .option('--note <ord>', 'ord til opgaven')
    .action(async (id: string, options: Record<string, string>) => {
      await answerMeeting(client(), id, options, print);
    });
  program
    .command('rounds')
    .description('vis møder om mange unge, som du tager del i')
    .action(async () => {
      await showRounds(client(), print);
    });
  program
    .command('answers')
    .description('svar om unge på et møde')
    .argument('<møde>', 'mødets navn, som progressionRound.FGU-NORD.2026-4')
    .argument('<fil>', 'JSON-fil med en liste af svar')
    .action(async (id: string, file: string) => {
      await answerRound(client(), id, file, print);
    });
  program
    .command('plan')
    .description('vis en ungs plan, eller skriv i den')
    .argument('<ung>', 'den unges reference')
    .option('--purpose <ord>', 'formålet, med deres egne ord')
    .option('--by <hvem>', 'hvis ord det er: youth eller family')
    .option('--effort <navn>', 'en indsats, der sættes i gang …')
    .option('--owner <rolle>', '… rollen, der ejer den …')
    .option('--ends <dag>', '… og dagen, den slutter')
    .option('--sub-goal <ord>', 'et delmål …')
    .option('--due <dag>', '… og dagen, det skal være nået')
    .action(async (ref: string, options: PlanOptions) => {
      await planOf(client(), ref, options, print);
    });
  program
    .command('risk')
    .description('bekræft en ungs risikoprofil')
    .argument('<ung>', 'den unges reference')
    .argument('<risiko>', 'low, medium eller high')
    .action(async (ref: string, risk: string) => {
      await confirmRisk(client(), ref, risk, print);
    });
  program
    .command('import')
    .description('indlæs fravær fra en CSV-fil; exit-koden er ikke 0, når rækker er afvist')
    .argument('<fil>', 'CSV-fil fra skolens system')
    .requiredOption('--school <skole>', 'skolen, som FGU-NORD')
    .action(async (file: string, { school }: { school: string }) => {
      await importAbsence(client(`school:${school}`), file, school, print);
    });
  program
    .command('absence')
    .description('registrér fravær for en elev på en dag')
    .requiredOption('--school <skole>', 'skolen, som FGU-NORD')
    .requiredOption('--id <nummer>', 'registreringsnummer')
    .requiredOption('--student <nummer>', 'elevnummer')
    .requiredOption('--date <dag>', 'som 08-09-2026')
    .requiredOption('--type <art>', 'Ulovligt, Sygdom, Barsel, Myndighed eller Aftalt')
    .requiredOption('--minutes <minutter>', 'fravær i minutter')
    .action(async ({ school, ...record }: { school: string } & Record<string, string>) => {
      await registerAbsence(client(`school:${school}`), school, record, print);
    });
  program
    .command('timeline')
    .description('vis en ungs forløb')
    .argument('<ung>', 'den unges reference')
    .action(async (ref: string) => {
      await showTimeline(client(), ref, print);
    });
  return program;
}

/** Commander's own complaints, in Danish. */
function danish(text: string): string {
  return text
    .replace(/^error: /, '')
    .replace(/^unknown command '(.*)'/, 'ukendt kommando: $1')
    .replace(/^unknown option '(.*)'/, 'ukendt valgmulighed: $1')
    .replace(/^required option '(.*)' not specified/, 'mangler: $1')
    .replace(/^missing required argument '(.*)'/, 'mangler: <$1>')
    .replace(/^option '(.*)' argument missing/, 'mangler værdi: $1')
    .replace(/^too many arguments.*/, 'for mange ord på linjen')
    .replace(/\n\(Did you mean (.*)\?\)/, ' (mente du $1?)');
}
