locals {
  # Asked for, not only named: it may not exist before the first use, and nothing can be granted to it then.
  pubsub_agent = google_project_service_identity.agent["pubsub.googleapis.com"].member
  topics       = { "changes" = google_pubsub_topic.changes.id, "account-changes" = google_pubsub_topic.account_changes.id }
  # A subscriber's subscription to calendars' changes has its name; another one names its topic too (dev/catalogue/topics.ts).
  subscription_names = { for name, f in local.subscribers : name => { for topic in f.topics : topic => topic == "changes" ? name : "${name}-${topic}" } }
}

# Kept for a week, so that a subscriber can be wound back after a fault in it.
resource "google_pubsub_topic" "changes" {
  name                       = var.topics.changes
  kms_key_name               = local.kms_key
  message_retention_duration = "604800s"
  message_storage_policy {
    allowed_persistence_regions = [var.region]
    enforce_in_transit          = true
  }
  depends_on = [google_kms_crypto_key_iam_member.agent]
}

# What happened to accounts: inside the system alone, in no order.
resource "google_pubsub_topic" "account_changes" {
  name                       = var.topics.account_changes
  kms_key_name               = local.kms_key
  message_retention_duration = "604800s"
  message_storage_policy {
    allowed_persistence_regions = [var.region]
    enforce_in_transit          = true
  }
  depends_on = [google_kms_crypto_key_iam_member.agent]
}

# One topic for what no subscriber can handle, from Pub/Sub after its attempts and from subscribers at once. The attributes
# of a letter name its subscriber.
resource "google_pubsub_topic" "dead_letters" {
  name         = var.topics.dead_letters
  kms_key_name = local.kms_key
  message_storage_policy {
    allowed_persistence_regions = [var.region]
    enforce_in_transit          = true
  }
  depends_on = [google_kms_crypto_key_iam_member.agent]
}

# A topic without a subscription forgets. This one is read by people (docs/runbook.md), and alarmed.
resource "google_pubsub_subscription" "dead_letters" {
  name                       = "dead-letters"
  topic                      = google_pubsub_topic.dead_letters.id
  ack_deadline_seconds       = 600
  message_retention_duration = "2678400s"
  expiration_policy {
    ttl = ""
  }
}

resource "google_pubsub_topic_iam_member" "agent_dead_letters" {
  topic  = google_pubsub_topic.dead_letters.id
  role   = "roles/pubsub.publisher"
  member = local.pubsub_agent
}

resource "google_pubsub_topic_iam_member" "publish_changes" {
  for_each = { for name, f in var.catalogue : name => f if contains(f.reaches, "changes") }
  topic    = google_pubsub_topic.changes.id
  role     = "roles/pubsub.publisher"
  member   = module.function[each.key].account_member
}

resource "google_pubsub_topic_iam_member" "publish_account_changes" {
  for_each = { for name, f in var.catalogue : name => f if contains(f.reaches, "account-changes") }
  topic    = google_pubsub_topic.account_changes.id
  role     = "roles/pubsub.publisher"
  member   = module.function[each.key].account_member
}

resource "google_pubsub_topic_iam_member" "publish_dead_letters" {
  for_each = { for name, f in var.catalogue : name => f if contains(f.reaches, "dead-letters") }
  topic    = google_pubsub_topic.dead_letters.id
  role     = "roles/pubsub.publisher"
  member   = module.function[each.key].account_member
}

resource "google_service_account" "push" {
  account_id   = "pubsub-push"
  display_name = "Calls subscribers for Pub/Sub"
}

resource "google_service_account_iam_member" "push_deployer" {
  service_account_id = google_service_account.push.name
  role               = "roles/iam.serviceAccountUser"
  member             = "serviceAccount:${local.deployer_account}"
}

module "push_subscription" {
  source   = "./modules/push-subscription"
  for_each = local.subscribers

  project_id           = var.project_id
  region               = var.region
  topics               = { for topic in each.value.topics : local.subscription_names[each.key][topic] => local.topics[topic] }
  endpoint             = module.function[each.key].uri
  service              = module.function[each.key].service
  push_account         = google_service_account.push.email
  pubsub_agent         = local.pubsub_agent
  dead_letter_topic    = google_pubsub_topic.dead_letters.id
  ordered              = each.value.ordered
  ack_deadline_seconds = each.value.timeout_seconds

  depends_on = [google_pubsub_topic_iam_member.agent_dead_letters, google_service_account_iam_member.push_deployer]
}
