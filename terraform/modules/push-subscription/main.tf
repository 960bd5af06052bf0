# A subscriber's own push subscriptions, one for each of its topics: OIDC, retry, dead letters, and in order where it is asked for.
# Eventarc's cannot be ordered, and keep messages for a day only.
terraform {
  required_providers {
    google = {
      source = "hashicorp/google"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "invoker" {
  project  = var.project_id
  location = var.region
  name     = var.service
  role     = "roles/run.invoker"
  member   = "serviceAccount:${var.push_account}"
}

resource "google_pubsub_subscription" "this" {
  for_each                   = var.topics
  project                    = var.project_id
  name                       = each.key
  topic                      = each.value
  enable_message_ordering    = var.ordered
  ack_deadline_seconds       = var.ack_deadline_seconds
  message_retention_duration = "604800s"

  push_config {
    push_endpoint = var.endpoint
    oidc_token {
      service_account_email = var.push_account
      audience              = var.endpoint
    }
  }
  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }
  # 20 attempts with that backoff last about two and a half hours: an outage of Postgres or Firestore fits in.
  dead_letter_policy {
    dead_letter_topic     = var.dead_letter_topic
    max_delivery_attempts = 20
  }
  # Without this a subscription ends after 31 idle days.
  expiration_policy {
    ttl = ""
  }

  depends_on = [google_cloud_run_v2_service_iam_member.invoker]
}

# Pub/Sub's own account takes a message off the subscription when it makes it a dead letter.
resource "google_pubsub_subscription_iam_member" "agent" {
  for_each     = google_pubsub_subscription.this
  project      = var.project_id
  subscription = each.value.name
  role         = "roles/pubsub.subscriber"
  member       = var.pubsub_agent
}
