output "names" {
  description = "Names of the subscriptions."
  value       = keys(google_pubsub_subscription.this)
}
