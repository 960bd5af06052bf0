// Errors that would stop the first deployment, or keep the second from mending it.
import type { Mutant } from './mutant.ts'

const KEY = '\nkms_key = "projects/keys/locations/europe-west1/keyRings/ring/cryptoKeys/key"\n'

export const FIRST_DEPLOYMENT_MUTANTS: readonly Mutant[] = [
  {
    what: 'builds that may not read what they build from',
    file: 'bootstrap/accounts.tf',
    from: /resource "google_project_iam_member" "build_sources" \{[\s\S]*?\n\}\n/,
    to: '',
  },
  {
    what: 'builds that may read every bucket',
    file: 'bootstrap/accounts.tf',
    from: /\n {2}condition \{\n {4}title {7}= "Only what functions[\s\S]*?\n {2}\}/,
    to: '',
  },
  {
    what: 'builds that may read only the bucket that archives are uploaded to',
    file: 'bootstrap/accounts.tf',
    from: 'buckets/gcf-v2-sources-',
    to: 'buckets/${var.project_id}-sources',
  },
  {
    what: 'a migrator that may not make tables until a whole apply went through',
    file: 'sql.tf',
    from: '  database_roles = ["cloudsqlsuperuser"]\n',
    to: '',
  },
  {
    what: 'functions that may make tables',
    file: 'sql.tf',
    from: '  name     = each.value\n',
    to: '  name     = each.value\n  database_roles = ["cloudsqlsuperuser"]\n',
  },
  {
    what: 'a function that cannot be replaced once its first build failed',
    file: 'modules/function/main.tf',
    from: 'deletion_policy = "DELETE"',
    to: 'deletion_policy = "PREVENT"',
  },
  {
    what: 'a budget that the pipeline shall make',
    file: 'slo.tf',
    from: /$/,
    to: '\nresource "google_billing_budget" "month" {\n  billing_account = "012345-6789AB-CDEF01"\n  amount {\n  }\n}\n',
  },
  {
    what: 'a trigger that takes its repository from a place that nobody wrote down',
    file: 'bootstrap/triggers.tf',
    from: 'repository = var.repository',
    to: 'repository = var.trigger_repository',
  },
  {
    what: 'a web app at once after its Firebase project',
    file: 'firebase.tf',
    from: '"DELETE"\n  depends_on      = [google_firebase_project.this, google_service_networking_connection.sql]',
    to: '"DELETE"\n  depends_on      = [google_firebase_project.this]',
  },
  {
    what: 'Hosting at once after the web app',
    file: 'firebase.tf',
    from: 'web.app_id\n\n  depends_on = [google_sql_database_instance.postgres]\n}\n\nlocals',
    to: 'web.app_id\n}\n\nlocals',
  },
  {
    what: "the app's check at once after the web app",
    file: 'firebase.tf',
    from: '  token_ttl = "3600s"\n\n  depends_on = [google_sql_database_instance.postgres]\n',
    to: '  token_ttl = "3600s"\n',
  },
  {
    what: 'App Check at once after the Firebase project',
    file: 'firebase.tf',
    from: 'google_firebase_project.this, google_sql_database_instance.postgres]',
    to: 'google_firebase_project.this]',
  },
  {
    what: "a key of one's own without Eventarc's agent",
    file: 'kms.tf',
    from: '    "eventarc.googleapis.com",\n',
    to: '',
    settings: KEY,
  },
  {
    what: "a key of one's own without Cloud Storage's agent",
    file: 'kms.tf',
    from: 'for_each      = data.google_storage_project_service_account.agent',
    to: 'for_each      = { for name, agent in data.google_storage_project_service_account.agent : name => agent if false }',
    settings: KEY,
  },
  {
    what: 'an agent of a service that is not enabled',
    file: 'bootstrap/main.tf',
    from: '    "eventarc.googleapis.com",\n',
    to: '',
  },
  {
    what: 'bindings of everybody where the organisation forbids them',
    file: 'modules/function/main.tf',
    from: 'var.caller != "platform" && var.binds_all_users ? 1 : 0',
    to: 'var.caller != "platform" || var.binds_all_users ? 1 : 0',
    settings: '\npublic_access = "no-iam-check"\n',
  },
  {
    what: 'a cold start where people wait',
    file: 'envs/prod.tfvars',
    from: 'many = { min = 1,',
    to: 'many = { min = 0,',
  },
  {
    what: "one function with a new project's whole quota",
    file: 'envs/prod.tfvars',
    from: 'max = 10, pool = 4',
    to: 'max = 20, pool = 2',
  },
  {
    what: 'more instances kept warm than a new project may have',
    file: 'envs/prod.tfvars',
    from: 'many = { min = 1,',
    to: 'many = { min = 6,',
  },
  {
    what: 'an alert that does not wait for its metric',
    file: 'monitoring.tf',
    from: '  depends_on = [terraform_data.metrics_known]\n',
    to: '',
  },
  {
    what: 'a metric that nobody waits for',
    file: 'monitoring.tf',
    from: '    google_logging_metric.alarms.id,\n',
    to: '',
  },
  {
    what: 'an entry point that no bundle has',
    file: 'modules/function/main.tf',
    from: 'entry_point       = "serve"',
    to: 'entry_point       = var.name',
  },
  {
    what: 'functions that may call all others',
    file: 'locals.tf',
    from: '["roles/cloudsql.client", ',
    to: '["roles/run.invoker", "roles/cloudsql.client", ',
  },
  {
    what: 'a region where Cloud Build may be closed',
    file: 'bootstrap/example.tfvars',
    from: 'any_region  = true\n',
    to: '',
  },
]
