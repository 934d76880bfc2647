/**
 * Alarms and dashboard. Each alarm's text says what happened and links to its paragraph in the runbook.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  SingleValueWidget,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type Construct } from 'constructs';
import { type DomainMetric, type MessageMetric, metricNamespace } from '../contract/schemas/cloud';
import { type BaseStack, type StageProps } from './base';
import { ALARMS, type AlarmName } from './alarms';
import { type MessagesStack } from './messages';
import { type RoutineStack } from './routine';
import { type WebStack } from './web';

export interface WatchProps extends StageProps {
  readonly base: BaseStack;
  readonly messages: MessagesStack;
  readonly routine: RoutineStack;
  readonly web: WebStack;
  /** The worker, where it runs on Lambda. */
  readonly worker: LambdaFunction | undefined;
}

const FIVE_MINUTES = Duration.minutes(5);

export class WatchStack extends Stack {
  private readonly metrics: Record<AlarmName, IMetric | undefined>;

  constructor(scope: Construct, id: string, props: WatchProps) {
    const { stage, base, messages, routine, web, worker, ...rest } = props;
    super(scope, id, rest);
    const own = (metricName: DomainMetric | MessageMetric, statistic: string): Metric =>
      new Metric({ namespace: metricNamespace(stage), metricName, statistic, period: FIVE_MINUTES });
    const account = (namespace: string, metricName: string): Metric =>
      new Metric({ namespace, metricName, statistic: Stats.MAXIMUM, period: Duration.hours(1) });
    this.metrics = {
      'worker-errors': worker?.metricErrors({ period: FIVE_MINUTES }),
      'worker-throttled': worker?.metricThrottles({ period: FIVE_MINUTES }),
      'worker-seconds': worker?.metricDuration({ period: Duration.hours(1), statistic: Stats.SUM }),
      'web-errors': web.api.metricServerError({ period: FIVE_MINUTES }),
      'routine-missing': routine.routine.metricInvocations({ period: Duration.minutes(15) }),
      'routine-errors': routine.routine.metricErrors({ period: Duration.minutes(15) }),
      'dead-letters': routine.deadLetters.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES }),
      'table-throttled': base.table.metric('ReadThrottleEvents', {
        period: FIVE_MINUTES,
        statistic: Stats.SUM,
      }),
      'messages-unsent': own('UnsentMessages', Stats.MAXIMUM),
      'messages-uncertain': own('UncertainMessages', Stats.SUM),
      'messages-failed': own('FailedMessages', Stats.SUM),
      'workflows-stuck': own('StuckWorkflows', Stats.MINIMUM),
      'schools-silent': own('SilentSchools', Stats.MAXIMUM),
      'response-slow': own('LongestWaitHours', Stats.MAXIMUM),
      'sms-spend': account('AWS/SNS', 'SMSMonthToDateSpentUSD'),
    };
    const action = new SnsAction(messages.alarmTopic);
    for (const [name, metric] of Object.entries(this.metrics) as [AlarmName, IMetric | undefined][]) {
      if (metric) this.alarm(name, metric, props).addAlarmAction(action);
    }
    this.dashboard(stage, (metric) => own(metric, Stats.MAXIMUM));
  }

  private alarm(name: AlarmName, metric: IMetric, { stage, config }: WatchProps): Alarm {
    const { above, below, times = 1, says, missing = 'fine' } = ALARMS[name];
    return new Alarm(this, name, {
      alarmName: `roed-traad-${stage}-${name}`,
      alarmDescription: `${says} Gør sådan: ${config.runbook}#${name}`,
      metric,
      threshold: name === 'sms-spend' ? config.sms.monthlyLimit * SPENT : (above ?? below ?? 0),
      comparisonOperator:
        below === undefined
          ? ComparisonOperator.GREATER_THAN_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: times,
      treatMissingData: missing === 'fine' ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
  }

  /** The domain's numbers first, then the machine's. */
  private dashboard(stage: string, own: (name: DomainMetric | MessageMetric) => Metric): void {
    const graph = (title: string, ...left: (IMetric | undefined)[]): GraphWidget =>
      new GraphWidget({ title, left: left.filter((metric) => metric !== undefined), width: 8 });
    const { metrics } = this;
    new Dashboard(this, 'Dashboard', {
      dashboardName: `roed-traad-${stage}`,
      widgets: [
        [
          new SingleValueWidget({
            title: 'Opgaver og forløb nu',
            metrics: [own('OverdueTasks'), own('StuckWorkflows'), own('SilentSchools')],
            width: 12,
          }),
          new SingleValueWidget({
            title: 'Beskeder nu',
            metrics: [own('UnsentMessages'), own('UncertainMessages'), own('FailedMessages')],
            width: 12,
          }),
        ],
        [
          graph('Over tid', own('OverdueTasks')),
          graph('Venter på første kontakt (timer)', own('LongestWaitHours')),
          graph('Beskeder', own('SentMessages'), own('FailedMessages'), own('UncertainMessages')),
        ],
        [
          graph('Worker', metrics['worker-errors'], metrics['worker-throttled']),
          graph('Betalte ms i timen', metrics['worker-seconds']),
          graph('Sider og API', metrics['web-errors']),
        ],
        [
          graph('Rutinen', metrics['routine-missing'], metrics['routine-errors'], metrics['dead-letters']),
          graph('Tabellen', metrics['table-throttled']),
          graph('SMS, brugt i måneden (USD)', metrics['sms-spend']),
        ],
      ],
    });
  }
}

/** Of the SMS limit, when it is time to ask for more. */
const SPENT = 0.8;
