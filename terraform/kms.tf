# Optional: a key of one's own (CMEK). Each service's agent must be let near it before anything is stored with it. Functions
# want five of them (cloud.google.com/functions/docs/securing/cmek), Eventarc's too, though no event comes through it.
locals {
  kms_key = var.kms_key == "" ? null : var.kms_key
  kms_services = local.kms_key == null ? toset([]) : toset([
    "artifactregistry.googleapis.com",
    "cloudfunctions.googleapis.com",
    "eventarc.googleapis.com",
    "firestore.googleapis.com",
    "pubsub.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
    "sqladmin.googleapis.com",
  ])
}

resource "google_project_service_identity" "agent" {
  provider = google-beta
  for_each = setunion(["pubsub.googleapis.com"], local.kms_services)
  service  = each.value
}

resource "google_kms_crypto_key_iam_member" "agent" {
  for_each      = local.kms_services
  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = google_project_service_identity.agent[each.key].member
}

# Cloud Storage keeps the archives that functions are built from. Its agent is asked for in another way than all others'.
data "google_storage_project_service_account" "agent" {
  for_each = local.kms_key == null ? toset([]) : toset(["storage"])
}

resource "google_kms_crypto_key_iam_member" "storage_agent" {
  for_each      = data.google_storage_project_service_account.agent
  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = each.value.member
}
