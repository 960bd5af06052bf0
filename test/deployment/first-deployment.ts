// What a first deployment would stop at, or what would keep the second one from mending it: rules over the plans, each for
// something that was read in Google's documents, in the provider's source or in field reports (docs/guides/deploy.md).
import { ENTRY_POINT } from '../../shared/runtime/edge/entry-point.ts'
import { at, listAt, numberAt, textAt } from './plan.ts'
import type { Rule } from './rule.ts'

/** What a new project may use of Cloud Run in some regions, for all functions together. */
const NEW_PROJECT_VCPUS = 20

const aFailedBuildCanBeReplaced: Rule = ({ of }) =>
  of('google_cloudfunctions2_function').map(
    ({ address, values }) =>
      textAt(values, 'deletion_policy') !== 'DELETE' &&
      `${address}: a first build that fails could not be replaced`,
  )

const entryPointsAreTheBundles: Rule = ({ of }) =>
  of('google_cloudfunctions2_function').map(
    ({ address, values }) =>
      textAt(values, 'build_config', 0, 'entry_point') !== ENTRY_POINT &&
      `${address}: no bundle has that entry point`,
  )

const theMigratorCanMigrate: Rule = ({ of }) => {
  const migrators = of('google_sql_user').filter(({ values }) =>
    listAt(values, 'database_roles').includes('cloudsqlsuperuser'),
  )
  return [
    migrators.length !== 1 && 'not one login may make tables',
    ...migrators.map(
      ({ address, values }) =>
        !textAt(values, 'name').startsWith('job-migrate@') && `${address}: makes tables`,
    ),
  ]
}

/** What answers 404 for a Firebase project or app that was just made, and the slow thing that it waits for. */
const WAITING = {
  'google_firebase_web_app.web': 'google_service_networking_connection.sql',
  'google_identity_platform_config.auth': 'google_service_networking_connection.sql',
  'google_firebase_hosting_site.web': 'google_sql_database_instance.postgres',
  'google_firebase_app_check_recaptcha_enterprise_config.web':
    'google_sql_database_instance.postgres',
  'google_firebase_app_check_service_config.firestore': 'google_sql_database_instance.postgres',
}

const firebaseIsGivenTime: Rule = ({ configured }) =>
  Object.entries(WAITING).map(
    ([address, slow]) =>
      !configured(address).waitsFor.includes(slow) && `${address}: does not wait for ${slow}`,
  )

const alertsWaitForTheirMetrics: Rule = ({ of, configured }) => {
  const wait = 'terraform_data.metrics_known'
  const awaited = configured(wait).refersTo
  const reads = ({ values }: { readonly values: unknown }): boolean =>
    listAt(values, 'conditions').some((condition) =>
      ['condition_threshold', 'condition_absent'].some((kind) =>
        textAt(condition, kind, 0, 'filter').includes('logging.googleapis.com/user/'),
      ),
    )
  return [
    ...of('google_logging_metric').map(
      ({ address }) => !awaited.includes(address) && `${address}: nobody waits until it is known`,
    ),
    ...of('google_monitoring_alert_policy')
      .filter(reads)
      .map(
        ({ address }) =>
          !configured(address.replace(/\[.*/, '')).waitsFor.includes(wait) &&
          `${address}: does not wait until its metric is known`,
      ),
  ]
}

/** The agents that Cloud Functions stores with: without one of them a function with a key of one's own is refused. */
const KEY_AGENTS = [
  'artifactregistry.googleapis.com',
  'cloudfunctions.googleapis.com',
  'eventarc.googleapis.com',
  'run.googleapis.com',
]

const everyAgentHasTheKey: Rule = ({ of, plan }) => {
  if ((at(plan.variables, 'kms_key', 'value') ?? '') === '') return []
  const granted = of('google_kms_crypto_key_iam_member').map(({ address }) => address)
  return [
    ...KEY_AGENTS.map(
      (service) =>
        !granted.some((address) => address.includes(`"${service}"`)) &&
        `${service}: its agent may not use the key`,
    ),
    !granted.some((address) => address.includes('storage_agent')) &&
      'storage.googleapis.com: its agent may not use the key',
  ]
}

const thePipelineAsksForNothingOfOthers: Rule = ({ of }) =>
  of('google_billing_budget').map(
    ({ address }) => `${address}: the pipeline has no rights on a billing account`,
  )

const vcpusOf = (values: unknown): number =>
  Number(textAt(values, 'service_config', 0, 'available_cpu'))

const quotasLeaveRoom: Rule = ({ functions, isProd }) => {
  const warm = functions.reduce(
    (sum, { resource: { values } }) =>
      sum + numberAt(values, 'service_config', 0, 'min_instance_count') * vcpusOf(values),
    0,
  )
  return [
    ...functions.map(
      ({ resource: { address, values } }) =>
        numberAt(values, 'service_config', 0, 'max_instance_count') * vcpusOf(values) >
          NEW_PROJECT_VCPUS / 2 && `${address}: alone more than half of a new project's quota`,
    ),
    warm > NEW_PROJECT_VCPUS / 2 && `${warm} vCPUs are kept warm: more than half of a new quota`,
    ...functions.map(
      ({ resource: { address, values }, entry }) =>
        isProd &&
        entry.size === 'many' &&
        !(numberAt(values, 'service_config', 0, 'min_instance_count') >= 1) &&
        `${address}: people wait for its network in prod`,
    ),
  ]
}

/**
 * A page of Google's asks for run.invoker for Direct VPC egress; on the project, that would let every function call jobs and
 * subscribers, which are guarded by nothing else (docs/guides/deploy.md).
 */
const noFunctionCallsTheOthers: Rule = ({ of }) =>
  of('google_project_iam_member').map(
    ({ address, values }) =>
      textAt(values, 'role') === 'roles/run.invoker' && `${address}: may call jobs and subscribers`,
  )

export const FIRST_DEPLOYMENT: readonly Rule[] = [
  aFailedBuildCanBeReplaced,
  entryPointsAreTheBundles,
  theMigratorCanMigrate,
  firebaseIsGivenTime,
  alertsWaitForTheirMetrics,
  everyAgentHasTheKey,
  thePipelineAsksForNothingOfOthers,
  quotasLeaveRoom,
  noFunctionCallsTheOthers,
]

const buildsReadTheirSources: Rule = ({ of }) => {
  const grant = of('google_project_iam_member').find(
    ({ address }) => address === 'google_project_iam_member.build_sources',
  )
  return [
    textAt(grant?.values, 'role') !== 'roles/storage.objectViewer' &&
      'builds may not read what they build from (gcf-v2-sources-…)',
    grant !== undefined &&
      !textAt(grant.values, 'condition', 0, 'expression').includes(
        "startsWith('projects/_/buckets/gcf-v2-sources-')",
      ) &&
      'builds may read every bucket, or not the one that they build from',
  ]
}

const functionsHaveTheirApis: Rule = ({ of }) => {
  const enabled = of('google_project_service').map(({ values }) => textAt(values, 'service'))
  return KEY_AGENTS.map(
    (service) => !enabled.includes(service) && `${service}: not enabled, so it has no agent`,
  )
}

/** The same for the plans of the bootstrap. */
export const FIRST_BOOTSTRAP: readonly Rule[] = [buildsReadTheirSources, functionsHaveTheirApis]
