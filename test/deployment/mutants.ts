// Plants one error at a time in the deployment and says which check finds it: `node test/deployment/mutants.ts TFCHECK`, where
// TFCHECK is a copy of tfcheck with its packages installed. Ends with 1 if one is not found.
import { FIRST_DEPLOYMENT_MUTANTS } from './mutants-first-deployment.ts'
import type { Mutant } from './mutant.ts'
import { OPERATING_MUTANTS } from './mutants-operating.ts'
import { prepare } from './planner.ts'

const MUTANTS: readonly Mutant[] = [
  ...FIRST_DEPLOYMENT_MUTANTS,
  ...OPERATING_MUTANTS,
  {
    what: 'a misspelt argument',
    file: 'modules/push-subscription/main.tf',
    from: 'enable_message_ordering ',
    to: 'enable_message_ordring ',
  },
  {
    what: 'a required argument left out',
    file: 'firestore.tf',
    from: /\n {2}location_id .*/,
    to: '',
  },
  {
    what: 'a resource of the beta provider taken from the other',
    file: 'firebase.tf',
    from: '  provider = google-beta\n}',
    to: '}',
  },
  {
    what: 'a reference to nothing',
    file: 'pubsub.tf',
    from: 'google_pubsub_topic.dead_letters.id\n  role',
    to: 'google_pubsub_topic.dead_letter.id\n  role',
  },
  {
    what: 'a variable that nobody uses',
    file: 'variables.tf',
    from: /$/,
    to: '\nvariable "spare" {\n  description = "Nothing."\n  type        = string\n  default     = ""\n}\n',
    isDeclaration: true,
  },
  {
    what: 'a variable without a description',
    file: 'variables.tf',
    from: /\n {2}description = "Postgres of Cloud SQL.*/,
    to: '',
    isDeclaration: true,
  },
  {
    what: 'a decommissioned runtime',
    file: 'envs/prod.tfvars',
    from: /$/,
    to: '\nruntime = "nodejs20"\n',
  },
  {
    what: 'an account name that is too long',
    file: 'modules/function/main.tf',
    from: '"fn-${var.name}"',
    to: '"function-of-booking-${var.name}"',
  },
  {
    what: 'a circle between functions',
    file: 'environment.tf',
    from: 'TRACE_SAMPLE         = ',
    to: 'RELAY_URL            = module.function["relay-changes"].uri\n    TRACE_SAMPLE         = ',
  },
  {
    what: 'rules that are not there',
    file: 'firestore.tf',
    from: '/../firestore.rules"',
    to: '/../firestore.rulez"',
  },
  {
    what: 'more connections than the database takes',
    file: 'envs/prod.tfvars',
    from: 'max = 10, pool = 4',
    to: 'max = 200, pool = 4',
  },
  {
    what: 'a function of the manifest without a deployment',
    file: 'functions.tf',
    from: 'for_each = var.catalogue',
    to: 'for_each = { for name, f in var.catalogue : name => f if f.size == "few" }',
  },
  {
    what: 'a build that lacks a function',
    file: 'envs/prod.tfvars',
    from: /$/,
    to: '\nsources = { get-account = "get-account-0123456789abcdef.zip" }\n',
  },
  {
    what: 'an archive without a hash in its name',
    file: 'locals.tf',
    from: '"${name}-0000000000000000.zip"',
    to: '"${name}.zip"',
  },
  {
    what: 'jobs open to everybody',
    file: 'functions.tf',
    from: '"load-balancer" : "anybody") : "platform"',
    to: '"load-balancer" : "anybody") : "anybody"',
  },
  {
    what: 'API functions that go around the load balancer',
    file: 'functions.tf',
    from: '? "load-balancer" : "anybody"',
    to: '? "anybody" : "anybody"',
  },
  {
    what: 'an API function that apps cannot call',
    file: 'modules/function/main.tf',
    from: '&& var.binds_all_users ? 1 : 0',
    to: '&& false ? 1 : 0',
  },
  {
    what: 'push without a token',
    file: 'modules/push-subscription/main.tf',
    from: /\n {4}oidc_token \{[\s\S]*?\n {4}\}/,
    to: '',
  },
  {
    what: 'Scheduler without a token',
    file: 'scheduler.tf',
    from: /\n {4}oidc_token \{[\s\S]*?\n {4}\}/,
    to: '',
  },
  {
    what: 'a fan-out without order',
    file: 'pubsub.tf',
    from: 'each.value.ordered\n',
    to: 'false\n',
  },
  {
    what: 'an acknowledgement awaited for less than the function may take',
    file: 'pubsub.tf',
    from: 'ack_deadline_seconds = each.value.timeout_seconds',
    to: 'ack_deadline_seconds = 10',
  },
  {
    what: 'dead letters that nobody keeps',
    file: 'pubsub.tf',
    from: /resource "google_pubsub_subscription" "dead_letters" \{[\s\S]*?\n\}\n/,
    to: 'locals {\n  dead_letters = "dead-letters"\n}\n',
  },
  {
    what: 'no dead-letter policy',
    file: 'modules/push-subscription/main.tf',
    from: /\n {2}dead_letter_policy \{[\s\S]*?\n {2}\}/,
    to: '',
  },
  {
    what: 'a subscription that ends when it is idle',
    file: 'modules/push-subscription/main.tf',
    from: /\n {2}expiration_policy \{[\s\S]*?\n {2}\}/,
    to: '',
  },
  {
    what: 'messages stored in two regions',
    file: 'pubsub.tf',
    from: 'regions = [var.region]',
    to: 'regions = [var.region, "europe-west4"]',
  },
  {
    what: 'a database with a public address',
    file: 'sql.tf',
    from: 'ipv4_enabled    = false',
    to: 'ipv4_enabled    = true',
  },
  {
    what: 'a login with a password',
    file: 'sql.tf',
    from: /CLOUD_IAM_SERVICE_ACCOUNT"\n {2}database_roles/,
    to: 'BUILT_IN"\n  password = "secret"\n  database_roles',
  },
  {
    what: 'an unprotected database in prod',
    file: 'sql.tf',
    from: 'deletion_protection = local.is_prod',
    to: 'deletion_protection = false',
  },
  {
    what: 'no point in time recovery in prod',
    file: 'sql.tf',
    from: 'point_in_time_recovery_enabled = local.is_prod',
    to: 'point_in_time_recovery_enabled = false',
  },
  {
    what: 'an unprotected mirror in prod',
    file: 'firestore.tf',
    from: 'local.is_prod ? "DELETE_PROTECTION_ENABLED"',
    to: '!local.is_prod ? "DELETE_PROTECTION_ENABLED"',
  },
  {
    what: 'documents that never expire',
    file: 'firestore.tf',
    from: 'each.value.ttl ? [true] : []',
    to: 'each.value.ttl ? [] : []',
  },
  {
    what: 'rules for anonymous accounts where they are not allowed',
    file: 'firestore.tf',
    from: '"return ${var.anonymous_reads}; ',
    to: '"return ${!var.anonymous_reads}; ',
  },
  {
    what: 'a basic role',
    file: 'locals.tf',
    from: '["roles/cloudtrace.agent", ',
    to: '["roles/editor", ',
  },
  {
    what: 'the right to read every secret',
    file: 'locals.tf',
    from: '["roles/cloudtrace.agent", ',
    to: '["roles/secretmanager.secretAccessor", ',
  },
  {
    what: 'a role that the pipeline may not grant',
    file: 'locals.tf',
    from: '["roles/cloudtrace.agent", ',
    to: '["roles/cloudtrace.admin", ',
  },
  {
    what: 'queries that write the mirror',
    file: 'locals.tf',
    from: '["roles/cloudtrace.agent", ',
    to: '["roles/cloudtrace.agent", "roles/datastore.user", ',
  },
  {
    what: "a binding that wipes others' grants",
    file: 'modules/function/main.tf',
    from: 'resource "google_project_iam_member" "role"',
    to: 'resource "google_project_iam_binding" "role"',
  },
  {
    what: 'a function outside the network of its database',
    file: 'functions.tf',
    from: /= each\.value\.sql \? \{ network.* : null/,
    to: '= null',
  },
  {
    what: 'a function that is not told of its database',
    file: 'functions.tf',
    from: 'merge(local.environment, lookup(local.database_environment, each.key, {}))',
    to: 'local.environment',
  },
  {
    what: 'a login of another name than the function is told',
    file: 'sql.tf',
    from: '  name     = each.value\n',
    to: '  name     = "${each.value}.gserviceaccount.com"\n',
  },
  {
    what: 'a setting that the code refuses',
    file: 'environment.tf',
    from: '"300"',
    to: '"300 ms"',
  },
  {
    what: 'a setting that the code calls otherwise',
    file: 'environment.tf',
    from: 'GOOGLE_CLOUD_PROJECT =',
    to: 'GCLOUD_PROJECT =',
  },
  {
    what: 'queries that publish changes',
    file: 'pubsub.tf',
    from: 'if contains(f.reaches, "changes")',
    to: 'if f.room != "subscribers"',
  },
  {
    what: 'App Check off in prod',
    file: 'envs/prod.tfvars',
    from: '"enforced"',
    to: '"off"',
  },
  {
    what: 'a prod that localhost may call',
    file: 'envs/prod.tfvars',
    from: /$/,
    to: '\nallowed_origins = ["localhost"]\n',
  },
  {
    what: 'a job that is never called',
    file: 'scheduler.tf',
    from: 'resource "google_cloud_scheduler_job" "job" {\n  for_each         = local.jobs',
    to: 'resource "google_cloud_scheduler_job" "job" {\n  for_each         = {}',
  },
  {
    what: 'a bucket of archives that may become public',
    file: 'bootstrap/main.tf',
    from: /public_access_prevention {4}= "enforced"/,
    to: 'public_access_prevention    = "inherited"',
  },
  {
    what: 'a state bucket that forgets',
    file: 'bootstrap/main.tf',
    from: 'enabled = true',
    to: 'enabled = false',
  },
]

const [tfcheck, only] = process.argv.slice(2)
if (tfcheck === undefined) {
  console.error('Usage: node test/deployment/mutants.ts <a copy of tfcheck> [words of one error]')
  process.exit(2)
}

const started = Date.now()
const chosen = MUTANTS.filter(({ what }) => only === undefined || what.includes(only))
const planner = await prepare(tfcheck)
const lost: string[] = []
const lose = (fault: string): void => {
  lost.push(fault)
  console.log(fault)
}

// What is right must be found right, or every error would be "found".
const right = new Set(chosen.map(({ settings }) => settings))
for (const settings of right.add(undefined)) {
  const found = await planner.planRight(settings)
  if (found) lose(`WRONG WITHOUT AN ERROR (${settings?.trim() ?? 'as it is'}): ${found.words}`)
}

const plant = async (mutant: Mutant): Promise<void> => {
  const found = await planner.plan(mutant)
  if (found === 'not planted') lose(`could not be planted: ${mutant.what}`)
  else if (!found) lose(`NOT FOUND: ${mutant.what}`)
  else
    console.log(
      `found  ${mutant.what.padEnd(72)} ${found.stage.padEnd(12)} ${found.words.slice(0, 90)}`,
    )
}

const waiting = [...chosen]
const work = async (): Promise<void> => {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) await plant(mutant)
}
await Promise.all([work(), work()])
planner.remove()
const seconds = Math.round((Date.now() - started) / 1000)
console.log(
  `${chosen.length - lost.length} of ${chosen.length} planted errors found in ${seconds} s`,
)
if (lost.length > 0) process.exitCode = 1
