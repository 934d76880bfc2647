/**
 * What a deployment was asked to do: command line, environment and cdk.json.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readStage, type StageConfig } from '../../../contract/schemas/stage';
import { ROOT, UsageError } from '../../options';

export interface DeployOptions {
  readonly stage: string;
  readonly config: StageConfig;
  /** Values for secrets; unset where what is there already is to stay. */
  readonly secrets: { readonly engine?: string; readonly staff?: string };
  /** Absolute path of a directory to load when everything runs. */
  readonly load?: string;
}

export const DEPLOY_HELP = `Brug: npm run deploy -- --stage TRIN [valgmuligheder]

  --stage TRIN  det trin i cdk.json, der skal sættes i drift, som dev eller prod
  --load MAPPE  indlæs unge.csv, medarbejdere.csv og kalender.json fra denne mappe bagefter
  --help        vis denne hjælp

Miljøvariabler: TEMPORAL_API_KEY og STAFF_CLIENT_SECRET gemmes som hemmeligheder i AWS. De skal sættes første gang
og når de er fornyet. AWS-legitimation findes, som AWS' egne værktøjer finder den (AWS_PROFILE og andre).`;

/** Reads the options; undefined when help was asked for. Throws {@link UsageError} and `StageConfigError`. */
export function deployOptions(args: readonly string[], env: NodeJS.ProcessEnv): DeployOptions | undefined {
  const { stage, load, help } = parsed(args);
  if (help === true) return undefined;
  const [engine, staff] = [env.TEMPORAL_API_KEY, env.STAFF_CLIENT_SECRET];
  return {
    ...stageOf(stage),
    secrets: {
      ...(engine !== undefined && engine !== '' && { engine }),
      ...(staff !== undefined && staff !== '' && { staff }),
    },
    ...(load !== undefined && { load: resolve(load) }),
  };
}

/** A stage of cdk.json, with its name. Throws `StageConfigError`. */
function stageOf(stage: string | undefined): Pick<DeployOptions, 'stage' | 'config'> {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as {
    context: { stages: unknown };
  };
  const config = readStage(context.stages, stage);
  return { stage: stage ?? '', config };
}

function parsed(args: readonly string[]): { stage?: string; load?: string; help?: boolean } {
  try {
    return parseArgs({
      args: [...args],
      options: { stage: { type: 'string' }, load: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    if (!((error as NodeJS.ErrnoException).code ?? '').startsWith('ERR_PARSE_ARGS')) throw error;
    throw new UsageError('Ukendt valgmulighed. Se --help.');
  }
}
