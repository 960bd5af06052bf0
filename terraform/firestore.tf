# The mirror. Everything in it can be rebuilt from Postgres, save which notifications were read.
resource "google_firestore_database" "default" {
  name                              = "(default)"
  location_id                       = coalesce(var.firestore_location, var.region)
  type                              = "FIRESTORE_NATIVE"
  delete_protection_state           = local.is_prod ? "DELETE_PROTECTION_ENABLED" : "DELETE_PROTECTION_DISABLED"
  point_in_time_recovery_enablement = local.is_prod ? "POINT_IN_TIME_RECOVERY_ENABLED" : "POINT_IN_TIME_RECOVERY_DISABLED"
  deletion_policy                   = local.is_prod ? "ABANDON" : "DELETE"

  dynamic "cmek_config" {
    for_each = local.kms_key == null ? [] : [local.kms_key]
    content {
      kms_key_name = cmek_config.value
    }
  }

  depends_on = [google_kms_crypto_key_iam_member.agent]
}

locals {
  # One file says it for the emulator, for the Firebase tools and for here.
  firestore = jsondecode(file("${path.module}/../firestore.indexes.json"))

  firestore_indexes = { for index in local.firestore.indexes :
    join("/", concat([index.collectionGroup], [for field in index.fields : "${field.fieldPath}:${lower(try(field.order, field.arrayConfig))}"])) => index
  }
  firestore_fields = { for field in local.firestore.fieldOverrides : "${field.collectionGroup}/${field.fieldPath}" => field }

  # Rules cannot read a variable: the marked line is written for each environment (dev/rules does the same for the pipeline).
  firestore_rules = replace(
    file("${path.module}/../firestore.rules"),
    "return false; // ANONYMOUS_READS",
    "return ${var.anonymous_reads}; // ANONYMOUS_READS",
  )
}

resource "google_firestore_index" "index" {
  for_each    = local.firestore_indexes
  database    = google_firestore_database.default.name
  collection  = each.value.collectionGroup
  query_scope = each.value.queryScope

  dynamic "fields" {
    for_each = each.value.fields
    content {
      field_path   = fields.value.fieldPath
      order        = try(fields.value.order, null)
      array_config = try(fields.value.arrayConfig, null)
    }
  }
}

# What nobody asks for by its value is not indexed; documents with `expireAt` are deleted about a day after it.
resource "google_firestore_field" "field" {
  for_each   = local.firestore_fields
  database   = google_firestore_database.default.name
  collection = each.value.collectionGroup
  field      = each.value.fieldPath

  dynamic "ttl_config" {
    for_each = each.value.ttl ? [true] : []
    content {}
  }
  index_config {}
}

resource "google_firestore_backup_schedule" "daily" {
  database  = google_firestore_database.default.name
  retention = local.is_prod ? "1209600s" : "604800s"
  daily_recurrence {}
}

resource "google_firestore_backup_schedule" "weekly" {
  for_each  = local.is_prod ? toset(["weekly"]) : toset([])
  database  = google_firestore_database.default.name
  retention = "8467200s"
  weekly_recurrence {
    day = "SUNDAY"
  }
}

# The first rules only. Terraform would delete and make a release anew for each change, and between the two everything is
# denied; the pipeline changes them in one step (dev/release-rules.ts).
resource "google_firebaserules_ruleset" "firestore" {
  source {
    files {
      name    = "firestore.rules"
      content = local.firestore_rules
    }
  }
  lifecycle {
    ignore_changes = [source]
  }
  depends_on = [google_firestore_database.default, google_firebase_project.this]
}

resource "google_firebaserules_release" "firestore" {
  name         = "cloud.firestore"
  ruleset_name = google_firebaserules_ruleset.firestore.name
  lifecycle {
    ignore_changes = [ruleset_name]
  }
}
