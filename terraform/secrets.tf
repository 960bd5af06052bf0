# Values come from people (`gcloud secrets versions add`), never through Terraform: no state holds one. A function gets a
# secret once `secret_versions` names a version of it, so that the first apply can make the secret before it has a value.
locals {
  secrets = toset(flatten([for f in values(var.catalogue) : f.secrets]))
}

resource "google_secret_manager_secret" "secret" {
  for_each            = local.secrets
  secret_id           = each.value
  deletion_protection = local.is_prod
  version_destroy_ttl = "604800s"
  replication {
    user_managed {
      replicas {
        location = var.region
        dynamic "customer_managed_encryption" {
          for_each = local.kms_key == null ? [] : [local.kms_key]
          content {
            kms_key_name = customer_managed_encryption.value
          }
        }
      }
    }
  }
  depends_on = [google_kms_crypto_key_iam_member.agent]
}
