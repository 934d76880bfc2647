/**
 * Pages and API on Lambda behind the HTTP API. Schools' addresses take a token of their issuer only, checked before the
 * program is started; pages have sessions of their own.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import {
  type HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type Construct } from 'constructs';
import { type WebEnvironment } from '../contract/schemas/cloud';
import { argued } from './arguments';
import { type BaseStack, type StageProps } from './base';
import { OwnFunction, packaged } from './lambda';
import { asEnvironment, commonEnvironment, grantCommon, grantSecret } from './program';

export interface WebProps extends StageProps {
  readonly base: BaseStack;
  readonly packages: string;
}

/** The API gives up after 30 seconds. */
const TIMEOUT_S = 29;

export class WebStack extends Stack {
  readonly web: OwnFunction;
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { stage, config, base, packages, ...props }: WebProps) {
    super(scope, id, props);
    const { staffSignIn, schools } = config;
    const environment: WebEnvironment = {
      ...commonEnvironment(stage, config, base),
      STAFF_ISSUER: staffSignIn.issuer,
      STAFF_CLIENT: staffSignIn.clientId,
      STAFF_SECRET: base.staffSecret.secretArn,
      STAFF_CLAIM: staffSignIn.claim,
      SCHOOL_ISSUER: schools.issuer,
      SCHOOL_AUDIENCE: schools.audience,
      SCHOOL_CLAIM: schools.claim,
    };
    this.api = base.api;
    this.web = new OwnFunction(this, 'Web', {
      code: packaged(packages, 'web'),
      environment: asEnvironment(environment),
      description: 'Pages and API',
      timeout: Duration.seconds(TIMEOUT_S),
      memorySize: 1024,
      key: base.key,
      production: config.production,
    });
    grantCommon(this.web, base);
    grantSecret(this.web, base.staffSecret);
    const authorizer = new HttpJwtAuthorizer('Schools', schools.issuer, { jwtAudience: [schools.audience] });
    this.route('SchoolsRoute', HttpRouteKey.with('/api/v1/schools/{proxy+}', HttpMethod.ANY), authorizer);
    const rest = this.route('Rest', HttpRouteKey.DEFAULT);
    argued(rest, {
      id: 'AwsSolutions-APIG4',
      reason:
        'Pages have signed sessions of their own, and the rest of the API checks tokens itself (web/api).',
    });
  }

  private route(id: string, routeKey: HttpRouteKey, authorizer?: IHttpRouteAuthorizer): HttpRoute {
    return new HttpRoute(this, id, {
      httpApi: this.api,
      routeKey,
      integration: new HttpLambdaIntegration(`${id}Integration`, this.web),
      ...(authorizer && { authorizer }),
    });
  }
}
