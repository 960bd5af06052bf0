resource "google_artifact_registry_repository" "functions" {
  repository_id = "functions"
  location      = var.region
  format        = "DOCKER"
  description   = "Images that Cloud Functions builds from the archives."
  kms_key_name  = local.kms_key
  cleanup_policies {
    id     = "keep-what-runs"
    action = "KEEP"
    most_recent_versions {
      keep_count = 5
    }
  }
  cleanup_policies {
    id     = "delete-old"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }
  depends_on = [google_kms_crypto_key_iam_member.agent]
}

module "function" {
  source   = "./modules/function"
  for_each = var.catalogue

  project_id        = var.project_id
  region            = var.region
  name              = each.key
  description       = each.value.does
  runtime           = var.runtime
  source_bucket     = local.source_bucket
  source_object     = local.archives[each.key]
  docker_repository = google_artifact_registry_repository.functions.id
  build_account     = local.build_account
  deployer_account  = local.deployer_account
  memory_mib        = each.value.memory_mib
  timeout_seconds   = each.value.timeout_seconds
  concurrency       = each.value.concurrency
  min_instances     = local.scale[each.key].min
  max_instances     = local.scale[each.key].max
  caller            = contains(keys(local.public), each.key) ? (local.has_edge ? "load-balancer" : "anybody") : "platform"
  binds_all_users   = var.public_access == "all-users"
  roles             = local.roles[each.key]
  network           = each.value.sql ? { network = google_compute_network.vpc.id, subnetwork = google_compute_subnetwork.functions.id } : null
  environment       = merge(local.environment, lookup(local.database_environment, each.key, {}))
  secrets           = { for name in each.value.secrets : name => { secret = google_secret_manager_secret.secret[name].secret_id, version = lookup(var.secret_versions, name, null) } }
  kms_key           = local.kms_key
  labels            = { room = each.value.room }

  depends_on = [google_kms_crypto_key_iam_member.agent, google_kms_crypto_key_iam_member.storage_agent]
}
