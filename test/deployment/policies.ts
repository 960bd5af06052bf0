// What must hold of every plan, beyond what the schema can say. Each rule answers the sentences that are broken.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { subscriptionName } from '../../dev/catalogue/topics.ts'
import { readConfig } from '../../shared/runtime/world/config.ts'
import { FIRST_BOOTSTRAP, FIRST_DEPLOYMENT } from './first-deployment.ts'
import { OPERATING, OPERATING_BOOTSTRAP } from './operating.ts'
import {
  allOf,
  at,
  configuredIn,
  keysAt,
  listAt,
  numberAt,
  type Plan,
  type Resource,
  textAt,
} from './plan.ts'
import type { Planned, Rule } from './rule.ts'

const root = join(import.meta.dirname, '../..')

/** The roles that the pipeline may grant (terraform/bootstrap/accounts.tf). */
const grantable = (): readonly string[] => {
  const text = readFileSync(join(root, 'terraform/bootstrap/accounts.tf'), 'utf8')
  const list = /grantable_roles = \[([^\]]*)\]/.exec(text)?.[1] ?? ''
  return [...list.matchAll(/"([^"]+)"/g)].map(([, role = '']) => role)
}

const sameNames = (found: readonly string[], wanted: readonly string[]): boolean =>
  JSON.stringify(found.toSorted()) === JSON.stringify(wanted.toSorted())

/** Every subscription that the catalogue asks for, and whose it is. */
const subscriptionsOf = (catalogue: Planned['catalogue']) =>
  Object.entries(catalogue).flatMap(([name, entry]) =>
    entry.topics.map((topic) => ({ subscription: subscriptionName(name, topic), entry })),
  )

const functionsAreComplete: Rule = ({ functions, catalogue, of }) => [
  !sameNames(
    functions.map(({ resource }) => textAt(resource.values, 'name')),
    Object.keys(catalogue),
  ) && 'the functions are not those of the catalogue',
  !sameNames(
    of('google_cloud_scheduler_job').map(({ values }) => textAt(values, 'name')),
    Object.keys(catalogue).filter((name) => catalogue[name]?.room === 'jobs'),
  ) && 'the Scheduler jobs are not the jobs of the catalogue',
  !sameNames(
    of('google_pubsub_subscription')
      .filter(({ values }) => listAt(values, 'push_config').length > 0)
      .map(({ values }) => textAt(values, 'name')),
    subscriptionsOf(catalogue).map(({ subscription }) => subscription),
  ) && 'the push subscriptions are not the subscribers of the catalogue',
]

const functionsAreAsTheManifestSays: Rule = ({ functions }) =>
  functions.flatMap(({ resource: { address, values }, entry }) => [
    numberAt(values, 'service_config', 0, 'timeout_seconds') !== entry.timeout_seconds &&
      `${address}: not the manifest's timeout`,
    textAt(values, 'service_config', 0, 'available_memory') !== `${entry.memory_mib}Mi` &&
      `${address}: not the manifest's memory`,
    numberAt(values, 'service_config', 0, 'max_instance_request_concurrency') !==
      entry.concurrency && `${address}: not the manifest's concurrency`,
    !/-[0-9a-f]{16}\.zip$/.test(
      textAt(values, 'build_config', 0, 'source', 0, 'storage_source', 0, 'object'),
    ) && `${address}: its archive's name has no hash`,
    listAt(values, 'build_config', 0, 'automatic_update_policy').length === 0 &&
      `${address}: gets no security updates of its runtime`,
    !textAt(values, 'build_config', 0, 'service_account').includes('/function-build@') &&
      `${address}: built by the default account`,
  ])

const onlyAppsComeIn: Rule = ({ functions, of, plan }) => {
  // Where an organisation forbids the binding, the pipeline opens what Terraform names (cloudbuild.yaml, `open`).
  const isBound = at(plan.variables, 'public_access', 'value') === 'all-users'
  const open = of('google_cloud_run_v2_service_iam_member')
    .filter(({ values }) => textAt(values, 'member') === 'allUsers')
    .map(({ address }) => /module\.function\["([^"]+)"\]/.exec(address)?.[1] ?? address)
  return functions.flatMap(({ resource: { address, values }, entry }) => {
    const isApi = entry.room === 'commands' || entry.room === 'queries'
    const ingress = textAt(values, 'service_config', 0, 'ingress_settings')
    const isOpen = open.includes(textAt(values, 'name'))
    return [
      (isApi && isBound) !== isOpen &&
        `${address}: ${isApi ? 'apps cannot call it' : 'anybody may call it'}`,
      !isApi && ingress !== 'ALLOW_INTERNAL_ONLY' && `${address}: reachable from outside`,
    ]
  })
}

/** Of values that are not known yet, the names are. */
const environmentOf = ({ plan }: Planned, { address, values }: Resource): readonly string[] => {
  const change = plan.resource_changes?.find((one) => one.address === address)?.change
  const path = ['service_config', 0, 'environment_variables'] as const
  return [
    ...new Set([...keysAt(values, ...path), ...keysAt(change?.after_unknown, ...path)]),
  ].toSorted()
}

const DATABASE = ['CLOUD_SQL_INSTANCE', 'DATABASE_CONNECTIONS', 'DATABASE_NAME', 'DATABASE_USER']

const onlySqlReachesTheDatabase: Rule = (planned) =>
  planned.functions.flatMap(({ resource, entry }) => {
    const hasNetwork =
      listAt(resource.values, 'service_config', 0, 'direct_vpc_network_interface').length > 0
    const told = environmentOf(planned, resource)
    return [
      hasNetwork !== entry.sql && `${resource.address}: network without sql, or the reverse`,
      DATABASE.some((name) => told.includes(name) !== entry.sql) &&
        `${resource.address}: told of the database without sql, or the reverse`,
      entry.sql &&
        !planned
          .of('google_sql_user')
          .some(
            ({ values }) =>
              textAt(values, 'name') ===
              textAt(
                resource.values,
                'service_config',
                0,
                'environment_variables',
                'DATABASE_USER',
              ),
          ) &&
        `${resource.address}: has no login of the name that it is told`,
      entry.sql &&
        textAt(resource.values, 'service_config', 0, 'direct_vpc_egress') !==
          'VPC_EGRESS_PRIVATE_RANGES_ONLY' &&
        `${resource.address}: all its traffic goes through the network`,
    ]
  })

/** The code's own check of its settings, with the function's planned ones; what is not known yet stands for itself. */
const functionsWouldStart: Rule = (planned) =>
  planned.functions.map(({ resource }) => {
    const known = at(resource.values, 'service_config', 0, 'environment_variables') ?? {}
    const unknown = { CLOUD_SQL_INSTANCE: 'project:region:instance', K_SERVICE: 'in the cloud' }
    try {
      readConfig({ ...unknown, ...(known as Record<string, string>) })
      return false
    } catch (error) {
      return `${resource.address}: would not start: ${error instanceof Error ? error.message : ''}`
    }
  })

const accountsHaveTheLeastRights: Rule = ({ of, catalogue }) => [
  ...of('google_project_iam_member').map(
    ({ address, values }) =>
      !/deployer|build/.test(address) &&
      !grantable().includes(textAt(values, 'role')) &&
      `${address}: the pipeline may not grant ${textAt(values, 'role')}`,
  ),
  ...of('google_project_iam_member').map(({ address, values }) => {
    const name = /module\.function\["([^"]+)"\]/.exec(address)?.[1]
    const entry = name === undefined ? undefined : catalogue[name]
    const role = textAt(values, 'role')
    if (entry === undefined) return false
    return (
      ((/cloudsql/.test(role) && !entry.sql) ||
        (/datastore/.test(role) &&
          !entry.reaches.some((reach) => reach === 'mirror' || reach === 'account-deletion')) ||
        (role === 'roles/firebaseauth.admin' && !entry.reaches.includes('account-deletion'))) &&
      `${address}: more than its entry of the manifest reaches`
    )
  }),
  ...(['publish_changes', 'publish_dead_letters'] as const).map((grant) => {
    const reach = grant === 'publish_changes' ? 'changes' : 'dead-letters'
    const granted = of('google_pubsub_topic_iam_member')
      .filter(({ address }) => address.includes(`.${grant}[`))
      .map(({ address }) => /\["([^"]+)"\]/.exec(address)?.[1] ?? '')
    const wanted = Object.keys(catalogue).filter((name) => catalogue[name]?.reaches.includes(reach))
    return !sameNames(granted, wanted) && `${grant}: not those who reach ${reach}`
  }),
  ...of('google_service_account').map(
    ({ address, values }) =>
      address.startsWith('module.function') &&
      !(textAt(values, 'account_id').slice('fn-'.length) in catalogue) &&
      `${address}: no function's account`,
  ),
]

const messagesAreNotLost: Rule = ({ of, catalogue, isProd }) => {
  const subscriptions = of('google_pubsub_subscription')
  const kept = subscriptions.filter(({ values }) => listAt(values, 'push_config').length === 0)
  return [
    kept.length === 0 && 'dead letters are kept by no subscription',
    of('google_pubsub_topic_iam_member').every(
      ({ address }) => !address.includes('agent_dead_letters'),
    ) && 'Pub/Sub may not publish dead letters',
    ...subscriptions.map(
      ({ address, values }) =>
        textAt(values, 'expiration_policy', 0, 'ttl') !== '' && `${address}: ends when it is idle`,
    ),
    ...subscriptions
      .filter(({ values }) => listAt(values, 'push_config').length > 0)
      .flatMap(({ address, values }) => {
        const name = textAt(values, 'name')
        const entry = subscriptionsOf(catalogue).find((one) => one.subscription === name)?.entry
        return [
          numberAt(values, 'ack_deadline_seconds') < (entry?.timeout_seconds ?? 0) &&
            `${address}: acknowledged before the function is done`,
          listAt(values, 'retry_policy').length === 0 && `${address}: retried at once, without end`,
          at(values, 'enable_message_ordering') !== entry?.ordered &&
            `${address}: ordered against the manifest`,
          numberAt(values, 'dead_letter_policy', 0, 'max_delivery_attempts') < 10 &&
            `${address}: gives up during a short outage`,
        ]
      }),
    ...of('google_pubsub_topic').map(
      ({ address, values }) =>
        listAt(values, 'message_storage_policy', 0, 'allowed_persistence_regions').length !== 1 &&
        `${address}: stored in more than one region, which ordering cannot have`,
    ),
    ...of('google_cloud_scheduler_job').map(
      ({ address, values }) =>
        parseInt(textAt(values, 'attempt_deadline')) <=
          (catalogue[textAt(values, 'name')]?.timeout_seconds ?? 0) &&
        `${address}: called off before the function is done`,
    ),
    isProd &&
      of('google_pubsub_topic').some(
        ({ values }) =>
          textAt(values, 'name') === 'calendar-changes' &&
          textAt(values, 'message_retention_duration') === '',
      ) &&
      'changes cannot be replayed',
  ]
}

const theDatabaseIsGuarded: Rule = ({ of, isProd }) => [
  ...of('google_sql_database_instance').flatMap(({ address, values }) => {
    const flags = Object.fromEntries(
      listAt(values, 'settings', 0, 'database_flags').map((flag) => [
        textAt(flag, 'name'),
        textAt(flag, 'value'),
      ]),
    )
    const settings = at(values, 'settings', 0)
    return [
      at(settings, 'ip_configuration', 0, 'ipv4_enabled') !== false && `${address}: public address`,
      textAt(settings, 'ip_configuration', 0, 'ssl_mode') !== 'ENCRYPTED_ONLY' &&
        `${address}: plain connections`,
      flags['cloudsql.iam_authentication'] !== 'on' && `${address}: no IAM logins`,
      at(settings, 'backup_configuration', 0, 'enabled') !== true && `${address}: no backups`,
      textAt(settings, 'edition') !== 'ENTERPRISE' && `${address}: edition not said`,
      isProd &&
        at(settings, 'backup_configuration', 0, 'point_in_time_recovery_enabled') !== true &&
        `${address}: no point in time recovery in prod`,
      isProd && textAt(settings, 'availability_type') !== 'REGIONAL' && `${address}: one zone`,
      isProd &&
        (at(values, 'deletion_protection') !== true ||
          at(settings, 'deletion_protection_enabled') !== true) &&
        `${address}: unprotected in prod`,
    ]
  }),
  ...of('google_sql_user').map(
    ({ address, values }) =>
      (!['CLOUD_IAM_SERVICE_ACCOUNT', 'CLOUD_IAM_USER'].includes(textAt(values, 'type')) ||
        textAt(values, 'password') !== '') &&
      `${address}: a login with a password`,
  ),
]

const theMirrorIsGuarded: Rule = ({ of, isProd, plan }) => [
  ...of('google_firestore_database').flatMap(({ address, values }) => [
    isProd &&
      textAt(values, 'delete_protection_state') !== 'DELETE_PROTECTION_ENABLED' &&
      `${address}: unprotected in prod`,
    isProd &&
      textAt(values, 'point_in_time_recovery_enablement') !== 'POINT_IN_TIME_RECOVERY_ENABLED' &&
      `${address}: its past is lost`,
  ]),
  of('google_firestore_backup_schedule').length === 0 && 'Firestore is never backed up',
  ...of('google_firebaserules_ruleset').map(({ address, values }) => {
    const rules = textAt(values, 'source', 0, 'files', 0, 'content')
    const allowed = at(plan.variables, 'anonymous_reads', 'value') === true
    return (
      (!rules.includes(`return ${allowed}; // ANONYMOUS_READS`) ||
        /^\s*allow\b[a-z, ]*\b(write|create|update|delete)\b/m.test(rules)) &&
      `${address}: not the rules of this environment`
    )
  }),
  ...of('google_firestore_field').map(
    ({ address, values }) =>
      (textAt(values, 'field') === 'expireAt') !== listAt(values, 'ttl_config').length > 0 &&
      `${address}: TTL on another field than expireAt, or none on it`,
  ),
]

const prodIsForPeople: Rule = ({ of, functions, isProd }) =>
  isProd
    ? [
        functions.some(({ resource: { values } }) =>
          textAt(values, 'service_config', 0, 'environment_variables', 'ALLOWED_ORIGINS').includes(
            'localhost',
          ),
        ) && 'prod lets localhost call',
        ...of('google_identity_platform_config').map(
          ({ address, values }) =>
            listAt(values, 'authorized_domains').includes('localhost') &&
            `${address}: sign-in from localhost in prod`,
        ),
        ...functions.map(
          ({ resource: { address, values } }) =>
            textAt(values, 'service_config', 0, 'environment_variables', 'APP_CHECK') !==
              'enforced' && `${address}: App Check is off in prod`,
        ),
      ]
    : []

const bucketsAreClosed: Rule = ({ of }) =>
  of('google_storage_bucket').flatMap(({ address, values }) => [
    at(values, 'uniform_bucket_level_access') !== true && `${address}: objects have own rights`,
    textAt(values, 'public_access_prevention') !== 'enforced' && `${address}: may become public`,
    at(values, 'force_destroy') === true && `${address}: deleted with what is in it`,
    at(values, 'versioning', 0, 'enabled') !== true && `${address}: forgets`,
  ])

const FORBIDDEN_TYPE = /_iam_(binding|policy)$|^google_service_account_key$|_version$/

const nothingIsTakenFromOthers: Rule = ({ plan }) =>
  allOf(plan).map(
    ({ address, type }) =>
      FORBIDDEN_TYPE.test(type) &&
      `${address}: wipes others' grants, makes a key, or holds a secret's value`,
  )

const RULES: readonly Rule[] = [
  functionsAreComplete,
  functionsAreAsTheManifestSays,
  onlyAppsComeIn,
  onlySqlReachesTheDatabase,
  functionsWouldStart,
  accountsHaveTheLeastRights,
  messagesAreNotLost,
  theDatabaseIsGuarded,
  theMirrorIsGuarded,
  prodIsForPeople,
  bucketsAreClosed,
  nothingIsTakenFromOthers,
  ...FIRST_DEPLOYMENT,
  ...OPERATING,
]

const BOOTSTRAP: readonly Rule[] = [
  bucketsAreClosed,
  nothingIsTakenFromOthers,
  ...FIRST_BOOTSTRAP,
  ...OPERATING_BOOTSTRAP,
]

/** The rules that a plan breaks. `env` is the file of its variables. */
export const findBroken = (plan: Plan, env: string): readonly string[] => {
  const resources = allOf(plan)
  const of = (type: string) => resources.filter((resource) => resource.type === type)
  // A plan of the bootstrap has no catalogue.
  const catalogue = (at(plan.variables, 'catalogue', 'value') ?? {}) as Planned['catalogue']
  const functions = of('google_cloudfunctions2_function').flatMap((resource) => {
    const entry = catalogue[textAt(resource.values, 'name')]
    return entry === undefined ? [] : [{ resource, entry }]
  })
  const hasFunctions = Object.keys(catalogue).length > 0
  const configured = (address: string) => configuredIn(plan, address)
  const planned = { isProd: env.includes('prod'), plan, catalogue, of, functions, configured }
  return (hasFunctions ? RULES : BOOTSTRAP)
    .flatMap((rule) => rule(planned))
    .filter((sentence): sentence is string => sentence !== false)
}
