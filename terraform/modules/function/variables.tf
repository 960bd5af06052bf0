variable "project_id" {
  description = "Project of the function."
  type        = string
}

variable "region" {
  description = "Region of the function."
  type        = string
}

variable "name" {
  description = "Name of the function: also its Cloud Run service, and the end of its account's name."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,26}$", var.name))
    error_message = "name: 3 to 27 lower-case letters, digits and dashes."
  }
}

variable "description" {
  description = "What the function does."
  type        = string
}

variable "runtime" {
  description = "Runtime of the function."
  type        = string
}

variable "source_bucket" {
  description = "Bucket of the archive."
  type        = string
}

variable "source_object" {
  description = "Object of the archive; its name ends in the hash of its content."
  type        = string
}

variable "docker_repository" {
  description = "Repository for the image that is built."
  type        = string
}

variable "build_account" {
  description = "Service account that builds the image."
  type        = string
}

variable "deployer_account" {
  description = "E-mail of the service account that deploys."
  type        = string
}

variable "memory_mib" {
  description = "Memory of an instance."
  type        = number
}

variable "timeout_seconds" {
  description = "How long a request may take."
  type        = number
}

variable "concurrency" {
  description = "Requests that one instance serves at once."
  type        = number
  validation {
    condition     = var.concurrency >= 1 && var.concurrency <= 1000
    error_message = "concurrency: 1 to 1000."
  }
}

variable "min_instances" {
  description = "Instances kept warm."
  type        = number
}

variable "max_instances" {
  description = "Instances at most; bounds the database's connections."
  type        = number
  validation {
    condition     = var.max_instances >= 1
    error_message = "max_instances: at least 1."
  }
}

variable "caller" {
  description = "anybody (an API function), load-balancer (one behind it) or platform (Pub/Sub and Scheduler alone)."
  type        = string
  validation {
    condition     = contains(["anybody", "load-balancer", "platform"], var.caller)
    error_message = "caller must be anybody, load-balancer or platform."
  }
}

variable "binds_all_users" {
  description = "Whether everybody is let in by a binding of allUsers; else somebody else has to see to it."
  type        = bool
}

variable "roles" {
  description = "Roles of the function's account on the project."
  type        = set(string)
  validation {
    condition     = alltrue([for role in var.roles : !can(regex("^roles/(owner|editor|viewer|.*[sS]ecretAccessor|pubsub\\.publisher)$", role))])
    error_message = "No basic roles; secrets and topics are granted one by one."
  }
}

variable "network" {
  description = "Network and subnetwork for Direct VPC egress; null for none."
  type        = object({ network = string, subnetwork = string })
}

variable "environment" {
  description = "Environment variables."
  type        = map(string)
}

variable "secrets" {
  description = "Environment variables from Secret Manager: the secret, and its version; null as long as it has no value."
  type        = map(object({ secret = string, version = string }))
}

variable "kms_key" {
  description = "Key for what is stored of the function; null for Google's."
  type        = string
}

variable "labels" {
  description = "Labels of the function, beside the provider's."
  type        = map(string)
}
