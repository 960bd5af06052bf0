# One Cloud Function (2nd gen): its own service account, its roles, itself, and who may call it.
terraform {
  required_providers {
    google = {
      source = "hashicorp/google"
    }
  }
}

resource "google_service_account" "this" {
  project      = var.project_id
  account_id   = "fn-${var.name}"
  display_name = "Function ${var.name}"
}

resource "google_project_iam_member" "role" {
  for_each = var.roles
  project  = var.project_id
  role     = each.value
  member   = google_service_account.this.member
}

resource "google_secret_manager_secret_iam_member" "secret" {
  for_each  = var.secrets
  project   = var.project_id
  secret_id = each.value.secret
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.this.member
}

# The pipeline may deploy as this account, and as no other that it was not given.
resource "google_service_account_iam_member" "deployer" {
  service_account_id = google_service_account.this.name
  role               = "roles/iam.serviceAccountUser"
  member             = "serviceAccount:${var.deployer_account}"
}

locals {
  ingress = {
    anybody       = "ALLOW_ALL"
    load-balancer = "ALLOW_INTERNAL_AND_GCLB"
    platform      = "ALLOW_INTERNAL_ONLY"
  }
}

resource "google_cloudfunctions2_function" "this" {
  project      = var.project_id
  name         = var.name
  location     = var.region
  description  = var.description
  kms_key_name = var.kms_key
  # It holds no data. A first build that fails leaves it tainted, and a guard would refuse its replacement in every run after.
  deletion_policy = "DELETE"
  labels          = var.labels

  build_config {
    runtime           = var.runtime
    entry_point       = "serve" # What every bundle calls itself: shared/runtime/edge/entry-point.ts.
    service_account   = var.build_account
    docker_repository = var.docker_repository
    source {
      storage_source {
        bucket = var.source_bucket
        object = var.source_object
      }
    }
    automatic_update_policy {}
  }

  service_config {
    # More than one request at once needs a whole CPU; what takes one at a time waits for the network mostly.
    available_cpu                    = var.concurrency > 1 ? "1" : "0.333"
    available_memory                 = "${var.memory_mib}Mi"
    timeout_seconds                  = var.timeout_seconds
    min_instance_count               = var.min_instances
    max_instance_count               = var.max_instances
    max_instance_request_concurrency = var.concurrency
    service_account_email            = google_service_account.this.email
    ingress_settings                 = local.ingress[var.caller]
    all_traffic_on_latest_revision   = true
    environment_variables            = var.environment
    direct_vpc_egress                = var.network == null ? null : "VPC_EGRESS_PRIVATE_RANGES_ONLY"

    dynamic "direct_vpc_network_interface" {
      for_each = var.network == null ? [] : [var.network]
      content {
        network    = direct_vpc_network_interface.value.network
        subnetwork = direct_vpc_network_interface.value.subnetwork
      }
    }

    dynamic "secret_environment_variables" {
      for_each = { for name, s in var.secrets : name => s if s.version != null }
      content {
        key        = secret_environment_variables.key
        project_id = var.project_id
        secret     = secret_environment_variables.value.secret
        version    = secret_environment_variables.value.version
      }
    }
  }

  depends_on = [
    google_project_iam_member.role,
    google_service_account_iam_member.deployer,
    google_secret_manager_secret_iam_member.secret,
  ]
}

# An API function verifies ID tokens itself: Cloud Run lets everybody in. All others have no public invoker.
resource "google_cloud_run_v2_service_iam_member" "public_invoker" {
  count    = var.caller != "platform" && var.binds_all_users ? 1 : 0
  project  = var.project_id
  location = var.region
  name     = google_cloudfunctions2_function.this.name
  role     = "roles/run.invoker"
  member   = "allUsers"
}
