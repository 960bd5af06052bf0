variable "project_id" {
  description = "Project that everything is deployed to; one for each environment."
  type        = string
  nullable    = false
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id must be a valid Google Cloud project id."
  }
}

variable "environment" {
  description = "dev or prod: decides protection, availability and backups."
  type        = string
  nullable    = false
  validation {
    condition     = contains(["dev", "prod"], var.environment)
    error_message = "environment must be dev or prod."
  }
}

variable "region" {
  description = "Region of everything, and the one region that publishes (ordering needs one)."
  type        = string
  nullable    = false
  default     = "europe-west1"
  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region must be a region such as europe-west1."
  }
}

variable "firestore_location" {
  description = "Location of Firestore, final for ever; null for the region."
  type        = string
  default     = null
}

variable "runtime" {
  description = "Runtime of the functions: nodejs24 (until 2028-04-30) or nodejs22 (until 2027-04-30)."
  type        = string
  nullable    = false
  default     = "nodejs24"
  validation {
    condition     = contains(["nodejs22", "nodejs24"], var.runtime)
    error_message = "runtime must be nodejs22 or nodejs24: older ones cannot be deployed any more."
  }
}

variable "catalogue" {
  description = "The deployed functions, from functions/manifest.ts (`npm run catalogue`); never edited here."
  type = map(object({
    room            = string
    does            = string
    timeout_seconds = number
    memory_mib      = number
    concurrency     = number
    size            = string
    sql             = bool
    ordered         = bool
    topics          = list(string)
    reaches         = list(string)
    secrets         = list(string)
    schedule        = string
  }))
  nullable = false
  validation {
    condition     = alltrue([for name in keys(var.catalogue) : can(regex("^[a-z][a-z0-9-]{2,26}$", name))])
    error_message = "A function's name has 3 to 27 characters: its service account is called fn-<name>, and 30 is the limit."
  }
  validation {
    condition     = alltrue([for f in values(var.catalogue) : contains(["commands", "queries", "subscribers", "jobs"], f.room)])
    error_message = "room must be commands, queries, subscribers or jobs."
  }
  validation {
    condition     = alltrue([for f in values(var.catalogue) : (f.room == "jobs") == (f.schedule != null)])
    error_message = "Every job has a schedule, and nothing else has one."
  }
  validation {
    condition     = length([for f in values(var.catalogue) : f if f.ordered]) <= 1 && alltrue([for f in values(var.catalogue) : f.room == "subscribers" if f.ordered])
    error_message = "Only the fan-out gets its messages in order: elsewhere one that fails would hold back its professional's."
  }
  validation {
    condition = alltrue(flatten([for f in values(var.catalogue) : [
      for r in f.reaches : contains(["changes", "account-changes", "dead-letters", "mirror", "accounts", "account-deletion", "devices"], r)
    ]]))
    error_message = "reaches holds changes, account-changes, dead-letters, mirror, accounts, account-deletion or devices."
  }
  validation {
    condition     = alltrue([for f in values(var.catalogue) : f.timeout_seconds <= 600 && f.timeout_seconds >= 10])
    error_message = "timeout_seconds must be 10 to 600: Pub/Sub waits no longer for an acknowledgement."
  }
}

variable "topics" {
  description = "Names of the topics, from the code (`npm run catalogue`); never edited here."
  type = object({
    changes         = string
    account_changes = string
    dead_letters    = string
  })
  nullable = false
}

variable "sources" {
  description = "Function to object name of its archive, from dist/sources.tfvars.json; empty only for plans without a build."
  type        = map(string)
  nullable    = false
  default     = {}
  validation {
    condition     = alltrue([for object in values(var.sources) : can(regex("-[0-9a-f]{16,64}\\.zip$", object))])
    error_message = "Every object name must end in -<sha256 prefix>.zip, so that new content is a new name."
  }
  validation {
    condition     = length(var.sources) == 0 || length(setsubtract(keys(var.catalogue), keys(var.sources))) == 0
    error_message = "The build lacks an archive of: ${join(", ", setsubtract(keys(var.catalogue), keys(var.sources)))}."
  }
}

variable "sizes" {
  description = "Instances kept warm, instances at most, and database connections of each, for functions of either size."
  type = object({
    few  = object({ min = number, max = number, pool = number })
    many = object({ min = number, max = number, pool = number })
  })
  nullable = false
  validation {
    condition     = alltrue([for s in values(var.sizes) : s.min >= 0 && s.max >= 1 && s.min <= s.max && s.pool >= 1])
    error_message = "Of each size: 0 <= min <= max, max >= 1, pool >= 1."
  }
}

variable "sql_version" {
  description = "Postgres of Cloud SQL; the tests run 18."
  type        = string
  nullable    = false
  default     = "POSTGRES_18"
  validation {
    condition     = contains(["POSTGRES_16", "POSTGRES_17", "POSTGRES_18"], var.sql_version)
    error_message = "sql_version must be POSTGRES_16, POSTGRES_17 or POSTGRES_18."
  }
}

variable "sql_tier" {
  description = "Machine of Cloud SQL: db-custom-<vCPU>-<MiB>."
  type        = string
  nullable    = false
  validation {
    condition     = can(regex("^db-custom-[0-9]+-[0-9]+$", var.sql_tier))
    error_message = "sql_tier must be a custom machine: shared-core ones are outside Cloud SQL's SLA and hold 50 connections at most."
  }
}

variable "sql_max_connections" {
  description = "Flag max_connections: at least every instance's pool at once, and 20 more."
  type        = number
  nullable    = false
}

variable "sql_people" {
  description = "Google accounts of people who may log in to Postgres: to read, to see what runs and end it, to vacuum."
  type        = list(string)
  nullable    = false
  default     = []
  validation {
    condition     = alltrue([for person in var.sql_people : can(regex("^[^@ ,A-Z]+@[^@ ,A-Z]+$", person)) && !endswith(person, ".gserviceaccount.com")])
    error_message = "sql_people holds addresses of people, in lower case, as Cloud SQL writes them."
  }
}

variable "sql_disk_gb" {
  description = "Disk to begin with; it grows by itself and never shrinks."
  type        = number
  nullable    = false
  default     = 10
  validation {
    condition     = var.sql_disk_gb >= 10
    error_message = "Cloud SQL's smallest disk has 10 GB."
  }
}

variable "anonymous_reads" {
  description = "Whether anonymous Firebase accounts may query and listen; also goes into the Firestore rules."
  type        = bool
  nullable    = false
  default     = false
}

variable "allowed_origins" {
  description = "Origins of web apps that may call the API, beside the hosted web app's own."
  type        = list(string)
  nullable    = false
  default     = []
  validation {
    condition     = alltrue([for origin in var.allowed_origins : origin == "localhost" || can(regex("^https://[a-z0-9.-]+(:[0-9]+)?$", origin))])
    error_message = "An origin is https:// and a host name, without a path; localhost stands for any of its ports."
  }
}

variable "commands_per_minute" {
  description = "Commands that one account may send in a minute."
  type        = number
  nullable    = false
  default     = 60
}

variable "queries_per_minute" {
  description = "Queries that one account may send in a minute to one instance; also requests without an account of one address."
  type        = number
  nullable    = false
  default     = 300
}

variable "text_queries_per_minute" {
  description = "Searches for text among the queries of one account."
  type        = number
  nullable    = false
  default     = 60
}

variable "upcoming_bookings" {
  description = "Upcoming bookings that one account may have."
  type        = number
  nullable    = false
  default     = 50
}

variable "job_seconds" {
  description = "How long a job looks for work each minute: less costs less at rest, and lets what a command could not publish wait longer."
  type        = number
  nullable    = false
  default     = 50
  validation {
    condition     = var.job_seconds >= 1 && var.job_seconds <= 50
    error_message = "job_seconds must be 1 to 50: a job ends before it is called again."
  }
}

variable "app_check" {
  description = "off, or enforced: functions and Firestore then refuse calls without a valid App Check token."
  type        = string
  nullable    = false
  default     = "off"
  validation {
    condition     = contains(["off", "enforced"], var.app_check)
    error_message = "app_check must be off or enforced."
  }
}

variable "trace_sample" {
  description = "Share of requests that are traced, 0 to 1."
  type        = number
  nullable    = false
  default     = 0.05
  validation {
    condition     = var.trace_sample >= 0 && var.trace_sample <= 1
    error_message = "trace_sample must be 0 to 1."
  }
}

variable "personal_data_days" {
  description = "Days after its end for which a booking keeps whom it was for."
  type        = number
  nullable    = false
  default     = 1096
  validation {
    condition     = var.personal_data_days >= 1 && var.personal_data_days <= 36525 && floor(var.personal_data_days) == var.personal_data_days
    error_message = "personal_data_days must be a whole number from 1 to 36525."
  }
}

variable "mail_from" {
  description = "Whom mails are from, e.g. Bookings <bookings@example.com>; with the secret SMTP_URL. Empty: nobody gets mail."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.mail_from == "" || can(regex("^[^<>@]+ <[^ <>@]+@[^ <>@]+>$", var.mail_from))
    error_message = "mail_from must be like Bookings <bookings@example.com>."
  }
}

variable "web_url" {
  description = "Where links in mails lead: the web app, e.g. https://www.example.com. Empty: the functions' own plain pages."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.web_url == "" || can(regex("^https://[^ /]+$", var.web_url))
    error_message = "web_url must be like https://www.example.com."
  }
}

variable "web_push_key" {
  description = "Public key of web push (VAPID), made in the Firebase console under Cloud Messaging. Empty: browsers are not pushed to."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.web_push_key == "" || can(regex("^[A-Za-z0-9_-]{80,100}$", var.web_push_key))
    error_message = "web_push_key must be the key pair's public part, about 87 letters, digits, - and _."
  }
}

variable "secret_versions" {
  description = "Environment variable to the version of its secret that functions get, e.g. { MAIL_URL = \"1\" }; one that is absent is not mounted yet."
  type        = map(string)
  nullable    = false
  default     = {}
  validation {
    condition     = alltrue([for version in values(var.secret_versions) : can(regex("^[1-9][0-9]*$", version))])
    error_message = "A secret's version is a number: with `latest` instances of one revision could differ."
  }
}

variable "api_domain" {
  description = "Host name of the API behind the load balancer and Cloud Armor; empty for the functions' own addresses."
  type        = string
  nullable    = false
  default     = ""
  validation {
    condition     = var.api_domain == "" || can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.api_domain))
    error_message = "api_domain must be a host name."
  }
}

variable "public_access" {
  description = "How API functions admit everybody: all-users (a binding), or no-iam-check, where an organisation forbids that binding (the pipeline then switches the check off)."
  type        = string
  nullable    = false
  default     = "all-users"
  validation {
    condition     = contains(["all-users", "no-iam-check"], var.public_access)
    error_message = "public_access must be all-users or no-iam-check."
  }
}

variable "requests_per_minute" {
  description = "Requests of one address in a minute above which Cloud Armor bans it for five; needs api_domain."
  type        = number
  nullable    = false
  default     = 600
}

variable "web_domains" {
  description = "Own domains of the web app, for Hosting, sign-in and App Check; the hosted one is always there."
  type        = list(string)
  nullable    = false
  default     = []
}

variable "alert_emails" {
  description = "Addresses that alerts go to."
  type        = list(string)
  nullable    = false
  validation {
    condition     = length(var.alert_emails) > 0 && alltrue([for address in var.alert_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "alert_emails needs at least one address: an alert that nobody gets is none."
  }
}

variable "paging_channels" {
  description = "Notification channels, made by hand, that CRITICAL alerts go to as well (PagerDuty, SMS, …), as projects/…/notificationChannels/…."
  type        = list(string)
  nullable    = false
  default     = []
  validation {
    condition     = alltrue([for channel in var.paging_channels : can(regex("^projects/[^/]+/notificationChannels/[0-9]+$", channel))])
    error_message = "A paging channel is projects/PROJECT/notificationChannels/NUMBER: gcloud beta monitoring channels list --format='value(name)'."
  }
}

variable "metric_wait_seconds" {
  description = "How long alerts wait for a log metric that was just made; 0 where nothing real is made."
  type        = number
  nullable    = false
  default     = 600
  validation {
    condition     = var.metric_wait_seconds >= 0 && var.metric_wait_seconds <= 900
    error_message = "metric_wait_seconds must be 0 to 900."
  }
}

variable "uptime_function" {
  description = "Function that the uptime check calls without a token, where it shall not be health or get-account."
  type        = string
  default     = null
  validation {
    condition     = var.uptime_function == null || contains(keys(var.catalogue), coalesce(var.uptime_function, "-"))
    error_message = "uptime_function must be a function of the catalogue."
  }
}

variable "kms_key" {
  description = "Key of one's own for what is stored, as projects/…/cryptoKeys/…, in the region; empty for Google's. Final for SQL and Firestore."
  type        = string
  nullable    = false
  default     = ""
  validation {
    condition     = var.kms_key == "" || can(regex("^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$", var.kms_key))
    error_message = "kms_key must be the full name of a key."
  }
}
