/**
 * `npm run synth`: packages the programs and makes the templates of a stage in `cdk.out`. Needs no credentials.
 */
import { StageConfigError } from '../../contract/schemas/stage';
import { UsageError } from '../options';
import { buildInfra, CdkFailedError, synth } from './deploying/cdk';
import { deployOptions } from './deploying/options';
import { megabytes, packageAll, PackageTooLargeError } from './packaging';

const HELP = `Brug: npm run synth -- --stage TRIN

Pakker programmerne og laver skabelonerne i cdk.out. Der skal ingen AWS-legitimation til.`;

/** Makes the templates; sets the exit code. What went wrong is told in Danish. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    // The stage that is for trying things, where none was asked for.
    const options = deployOptions(args.length === 0 ? ['--stage', 'dev'] : args, {});
    if (!options) {
      console.log(HELP);
      return;
    }
    const packages = await packageAll('arm64');
    await buildInfra();
    await synth(options.stage, 'synth');
    console.log(packages.map(({ name, bytes }) => `${name} ${megabytes(bytes)}`).join(' · '));
    console.log(`Skabelonerne for ${options.stage} ligger i cdk.out.`);
  } catch (error) {
    const known = [UsageError, StageConfigError, CdkFailedError, PackageTooLargeError];
    if (!known.some((kind) => error instanceof kind)) throw error;
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
