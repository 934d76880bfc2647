/**
 * AWS as a deployment asks it: what stacks tell about themselves, secrets, and versions of the worker nobody uses.
 */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteFunctionCommand, LambdaClient, paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readSecret, SecretMissingError } from '../../../adapters/secrets';
import { type StackName, stackName } from '../../../contract/schemas/cloud';
import { type AwsConfig } from '../parts';

/** AWS does not let us in, or cannot be reached. The message is for the user, in Danish. */
export class AwsRefusedError extends Error {}

export type Outputs = Readonly<Record<string, string>>;

export interface DeploymentAws {
  /** What a stack tells; undefined where it has not been deployed. */
  outputs(name: StackName): Promise<Outputs | undefined>;
  /** The value of a secret; undefined while nobody has filled it in. */
  secret(arn: string): Promise<string | undefined>;
  putSecret(arn: string, value: string): Promise<void>;
  /** Removes the published versions of a function but these: ARNs with their numbers. */
  removeVersions(functionArn: string, keep: readonly string[]): Promise<number>;
}

/** Rejects, in all it does, with {@link AwsRefusedError} where AWS does not let us in. */
export function deploymentAws(stage: string, config: AwsConfig): DeploymentAws {
  const formation = new CloudFormationClient(config);
  const secrets = new SecretsManagerClient(config);
  const lambda = new LambdaClient(config);
  return {
    outputs: (name) =>
      letIn(async () => {
        try {
          const StackName = stackName(stage, name);
          const { Stacks = [] } = await formation.send(new DescribeStacksCommand({ StackName }));
          const outputs = Stacks[0]?.Outputs ?? [];
          return Object.fromEntries(
            outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
          );
        } catch (error) {
          if (/does not exist/.test((error as Error).message)) return undefined;
          throw error;
        }
      }),
    secret: (arn) =>
      letIn(async () => {
        try {
          return await readSecret(secrets, arn);
        } catch (error) {
          if (error instanceof SecretMissingError) return undefined;
          throw error;
        }
      }),
    putSecret: (SecretId, SecretString) =>
      letIn(async () => {
        await secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
      }),
    removeVersions: (functionArn, keep) =>
      letIn(async () => {
        const old: string[] = [];
        for await (const { Versions = [] } of paginateListVersionsByFunction(
          { client: lambda },
          { FunctionName: functionArn },
        )) {
          old.push(
            ...Versions.filter(({ Version }) => Version !== '$LATEST').flatMap(
              ({ FunctionArn }) => FunctionArn ?? [],
            ),
          );
        }
        const unused = old.filter((arn) => !keep.includes(arn));
        for (const FunctionName of unused) await lambda.send(new DeleteFunctionCommand({ FunctionName }));
        return unused.length;
      }),
  };
}

/** What AWS says when credentials are missing, old or wrong. */
const NOT_LET_IN =
  /CredentialsProvider|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|AuthFailure/;
const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT/;

async function letIn<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { name, message, code = '' } = error as Error & { code?: string };
    if (NOT_LET_IN.test(name)) {
      throw new AwsRefusedError(`AWS lukker os ikke ind (${name}). Log ind igen, og prøv så én gang til.`, {
        cause: error,
      });
    }
    if (/AccessDenied/.test(name)) {
      throw new AwsRefusedError(`AWS tillader os det ikke: ${message}`, { cause: error });
    }
    if (UNREACHABLE.test(`${code} ${message}`)) {
      throw new AwsRefusedError('Der er ingen forbindelse til AWS.', { cause: error });
    }
    throw error;
  }
}
