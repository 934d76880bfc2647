/**
 * Where a rule of cdk-nag does not fit, and why: each with its argument, at the one resource it is about.
 */
import { Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

export interface Argument {
  /** The rule and, where it has several findings, which: `AwsSolutions-IAM5[Resource::*]`. */
  readonly id: string;
  readonly reason: string;
}

/** Leaves a rule out for this resource. */
export function argued(construct: IConstruct, ...reasons: readonly Argument[]): void {
  Validations.of(construct).acknowledge(...reasons);
}

export const TRACING_NEEDS_ANY: Argument = {
  id: 'AwsSolutions-IAM5[Resource::*]',
  reason: 'X-Ray takes no resource: sending traces is allowed on * or not at all.',
};

/** For whatever uses our key through table, topics and queues. */
export const KEY_VARIANTS: readonly Argument[] = ['GenerateDataKey', 'ReEncrypt'].map((action) => ({
  id: `AwsSolutions-IAM5[Action::kms:${action}*]`,
  reason: 'The variants of one action, on our own key only; CDK writes them so.',
}));
