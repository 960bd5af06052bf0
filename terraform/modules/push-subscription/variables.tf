variable "project_id" {
  description = "Project of the subscription."
  type        = string
}

variable "region" {
  description = "Region of the function."
  type        = string
}

variable "topics" {
  description = "Name of each subscription to the topic that it listens to."
  type        = map(string)
}

variable "endpoint" {
  description = "Address that messages are pushed to."
  type        = string
}

variable "service" {
  description = "Cloud Run service behind that address."
  type        = string
}

variable "push_account" {
  description = "E-mail of the account that pushes."
  type        = string
}

variable "pubsub_agent" {
  description = "Pub/Sub's own service account, as a member."
  type        = string
}

variable "dead_letter_topic" {
  description = "Topic for what could not be delivered."
  type        = string
}

variable "ordered" {
  description = "Whether messages of one key come one after the other."
  type        = bool
}

variable "ack_deadline_seconds" {
  description = "How long an answer may take: the function's timeout."
  type        = number
  validation {
    condition     = var.ack_deadline_seconds >= 10 && var.ack_deadline_seconds <= 600
    error_message = "ack_deadline_seconds: 10 to 600."
  }
}
