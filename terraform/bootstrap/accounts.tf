# Three accounts: one deploys, one builds images, one migrates the database. None has a basic role, none has a key.
resource "google_service_account" "deployer" {
  account_id   = "deployer"
  display_name = "Runs the pipeline"
}

resource "google_service_account" "build" {
  account_id   = "function-build"
  display_name = "Builds the functions' images"
}

resource "google_service_account" "migrate" {
  account_id   = "job-migrate"
  display_name = "Migrates the database"
}

# The deployer makes an account for each function and lets itself deploy as it, which takes iam.serviceAccounts.setIamPolicy on
# accounts that do not exist yet. IAM's conditions know nothing of the names of service accounts, so it has that on all of the
# project: whoever runs the pipeline could let themselves be any of them. What that is worth is kept small instead: one project
# holds one environment and nothing else, no account but the deployer has more than `grantable_roles`, and what changes the
# pipeline goes through review, and in prod through an approval. The alternative, accounts made here by a person, would
# make every new function two deployments.
locals {
  deployer_roles = toset([
    "roles/artifactregistry.admin",
    "roles/cloudbuild.builds.editor",
    "roles/cloudfunctions.developer",
    "roles/cloudscheduler.admin",
    "roles/cloudsql.admin",
    "roles/compute.loadBalancerAdmin",
    "roles/compute.networkAdmin",
    "roles/compute.securityAdmin",
    "roles/datastore.owner",
    "roles/firebase.admin",
    "roles/iam.serviceAccountAdmin",
    "roles/identityplatform.admin",
    "roles/logging.configWriter",
    "roles/logging.logWriter",
    "roles/monitoring.editor",
    "roles/pubsub.admin",
    "roles/recaptchaenterprise.admin",
    "roles/run.admin",
    "roles/secretmanager.admin",
    "roles/servicenetworking.networksAdmin",
    "roles/serviceusage.serviceUsageAdmin",
  ])

  # What the pipeline may grant to others on the project, and take away: these, and nothing that would make it an owner.
  grantable_roles = [
    "roles/cloudsql.client",
    "roles/cloudsql.instanceUser",
    "roles/cloudsql.studioUser",
    "roles/cloudtrace.agent",
    "roles/datastore.user",
    "roles/firebaseauth.admin",
    "roles/firebaseauth.viewer",
    "roles/firebasecloudmessaging.admin",
    "roles/telemetry.tracesWriter",
  ]
}

resource "google_project_iam_member" "deployer" {
  for_each = local.deployer_roles
  project  = var.project_id
  role     = each.value
  member   = google_service_account.deployer.member
}

resource "google_project_iam_member" "deployer_grants" {
  project = var.project_id
  role    = "roles/resourcemanager.projectIamAdmin"
  member  = google_service_account.deployer.member
  condition {
    title       = "Only the functions' roles"
    description = "See grantable_roles."
    expression  = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([${join(", ", [for role in local.grantable_roles : "'${role}'"])}])"
  }
}

resource "google_storage_bucket_iam_member" "deployer" {
  for_each = {
    state   = google_storage_bucket.state.name
    sources = google_storage_bucket.sources.name
  }
  bucket = each.value
  role   = "roles/storage.objectAdmin"
  member = google_service_account.deployer.member
}

resource "google_storage_bucket_iam_member" "reader" {
  for_each = {
    build   = google_service_account.build.member
    migrate = google_service_account.migrate.member
  }
  bucket = google_storage_bucket.sources.name
  role   = "roles/storage.objectViewer"
  member = each.value
}

resource "google_project_iam_member" "build" {
  for_each = toset(["roles/artifactregistry.writer", "roles/logging.logWriter"])
  project  = var.project_id
  role     = each.value
  member   = google_service_account.build.member
}

# Cloud Functions copies an archive into a bucket of its own, gcf-v2-sources-<number>-<region>, and builds from there. That
# bucket comes with the first build, so the grant is on the project, for buckets of that name alone.
resource "google_project_iam_member" "build_sources" {
  project = var.project_id
  role    = "roles/storage.objectViewer"
  member  = google_service_account.build.member
  condition {
    title       = "Only what functions are built from"
    description = "Conditions hold for buckets with uniform access only, which Google makes these."
    expression  = "resource.name.startsWith('projects/_/buckets/gcf-v2-sources-')"
  }
}

resource "google_service_account_iam_member" "deployer_uses" {
  for_each = {
    build   = google_service_account.build.name
    migrate = google_service_account.migrate.name
  }
  service_account_id = each.value
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.deployer.member
}
