# What scripts/deploy asks before it changes anything. Nothing here changes anything. Sourced, with the settings read.
missing=no

lacks() {
  echo "missing: $1"
  echo "         $2"
  missing=yes
}
# What may be all right, but cannot be asked, or is no obstacle yet.
note() {
  echo "note:    $1"
  echo "         $2"
}
fine() { [ -z "$only_checks" ] || echo "fine:    $1"; }

check_tools() {
  command -v gcloud > /dev/null && fine 'the Google Cloud CLI' ||
    lacks 'the Google Cloud CLI' 'https://cloud.google.com/sdk/docs/install'
  if ! command -v terraform > /dev/null; then
    lacks 'Terraform 1.11 or newer' 'https://developer.hashicorp.com/terraform/install'
    return 0
  fi
  local version major minor
  version=$(terraform version -json 2> /dev/null | sed -n 's/.*"terraform_version": *"\([0-9.]*\).*/\1/p')
  IFS=. read -r major minor _ <<< "$version"
  if [ "${major:-0}" -lt 1 ] || { [ "$major" = 1 ] && [ "${minor:-0}" -lt 11 ]; }; then
    lacks "Terraform 1.11 or newer (this is ${version:-unknown})" 'https://developer.hashicorp.com/terraform/install'
  else
    fine "Terraform $version"
  fi
}

check_file() {
  local wrong=no
  if grep -q 'example\.com' "$1"; then
    lacks "your own values in $1" 'addresses and domains of example.com are still in it: alerts would go to nobody'
    wrong=yes
  fi
  if grep -q '000000-000000-000000' "$1"; then
    lacks "your billing account in $1" 'or leave billing_account out, for no budget'
    wrong=yes
  fi
  [ "$wrong" = yes ] || fine "$1"
}

# Cloud Build may be closed to a project in all other regions (cloud.google.com/build/docs/locations).
OPEN_REGIONS='asia-east1 australia-southeast1 europe-west1 southamerica-east1 us-central1 us-west2'

check_region() {
  if [ -z "$region" ]; then
    lacks "a region in $bootstrap_settings" "one of: $OPEN_REGIONS"
  elif [ -n "${REGION:-}" ] && [ "$REGION" != "$region" ]; then
    lacks "one region: REGION is $REGION, $bootstrap_settings says $region" 'the file decides; change it there, and commit'
  elif [[ " $OPEN_REGIONS " != *" $region "* ]] && ! grep -q '^any_region *= *true' "$bootstrap_settings"; then
    lacks "a region where a new project may use Cloud Build ($region may be closed)" \
      "one of: $OPEN_REGIONS; or any_region = true in $bootstrap_settings, where Google has opened it for you"
  else
    fine "the region $region"
  fi
}

# What `terraform init` writes (.terraform.lock.hcl) is no change of what is deployed, and shall be committed some time.
check_checkout() {
  if [ -n "$(git status --porcelain -- . ':(exclude,glob)**/.terraform.lock.hcl' 2> /dev/null)" ]; then
    lacks 'a clean checkout' 'commit first, so that what is deployed can be found again'
  else
    fine 'a clean checkout'
  fi
  git ls-files --error-unmatch terraform/.terraform.lock.hcl > /dev/null 2>&1 ||
    note 'terraform/.terraform.lock.hcl is not committed: versions are exact, their hashes are not checked' \
      'docs/guides/deploy.md, lock files'
}

# Says whether there is a project to ask further about.
check_project() {
  command -v gcloud > /dev/null || return 1
  account=$(gcloud auth list --filter=status:ACTIVE --format='value(account)' 2> /dev/null)
  if [ -z "$account" ]; then
    lacks 'a login' 'gcloud auth login'
    return 1
  fi
  fine "the login of $account"
  if gcloud auth application-default print-access-token > /dev/null 2>&1; then
    fine "Terraform's login"
  else
    lacks "Terraform's login" 'gcloud auth application-default login'
  fi
  if ! gcloud projects describe "$project" > /dev/null 2>&1; then
    lacks "the project $project (or the right to see it)" "gcloud projects create $project"
    return 1
  fi
  fine "the project $project"
}

check_billing() {
  if [ "$(gcloud billing projects describe "$project" --format='value(billingEnabled)' 2> /dev/null)" = True ]; then
    fine 'billing'
  else
    lacks 'billing' "gcloud billing projects link $project --billing-account=ACCOUNT"
  fi
  [ -n "$billing_account" ] || return 0
  if gcloud billing budgets list --billing-account="$billing_account" --limit=1 > /dev/null 2>&1; then
    fine "the budgets of $billing_account"
  else
    note "whether you may make budgets on $billing_account could not be asked" \
      'its owner grants roles/billing.costsManager; or leave billing_account out, for no budget'
  fi
}

check_owner() {
  if [ -n "$(gcloud projects get-iam-policy "$project" --flatten='bindings[].members' \
    --filter="bindings.role=roles/owner AND bindings.members:$account" --format='value(bindings.role)' 2> /dev/null)" ]; then
    fine 'you are Owner'
  else
    note "it is not seen that $account is Owner of $project" \
      "through a group or a folder that is so; else: gcloud projects add-iam-policy-binding $project --member=user:$account --role=roles/owner"
  fi
}

forbids_everybody() {
  local old new
  if old=$(gcloud resource-manager org-policies describe iam.allowedPolicyMemberDomains --project="$project" --effective \
    --format='value[separator=" "](listPolicy.allValues,listPolicy.allowedValues)' 2> /dev/null); then
    is_asked=yes
    old=${old# }
    [ -z "$old" ] || [ "${old%% *}" = ALLOW ] || return 0
  fi
  # Of the newer kind; its API is seldom enabled, and then nobody can say.
  new=$(gcloud org-policies describe iam.managed.allowedPolicyMembers --project="$project" --effective \
    --format='value(spec.rules[].enforce)' 2> /dev/null) || new=
  [[ "$new" == *True* ]]
}

check_organisation() {
  local is_asked=no
  if [ "$public_access" = no-iam-check ]; then
    fine 'everybody may call, without a binding (public_access)'
  elif forbids_everybody; then
    lacks "the organisation's leave to let everybody call the API (it forbids allUsers: iam.allowedPolicyMemberDomains)" \
      "public_access = \"no-iam-check\" in $settings; or an exception for this project (docs/guides/deploy.md)"
  elif [ "$is_asked" = yes ]; then
    fine 'everybody may be let in'
  else
    note 'whether the organisation forbids allUsers could not be asked' \
      'if the apply says "One or more users named in the policy do not belong to a permitted customer": docs/guides/deploy.md'
  fi
}

# Cloud Run refuses a function whose instances at most would use more than the region's whole quota.
check_quota() {
  local max quota
  max=$(sed -n 's/^ *many *= *{.*max *= *\([0-9]*\).*/\1/p' "$settings" | tail -n 1)
  quota=$(gcloud beta quotas info list --service=run.googleapis.com --project="$project" --flatten='dimensionsInfos[]' \
    --filter="quotaId=CpuAllocPerProjectRegion AND dimensionsInfos.applicableLocations:$region" \
    --format='value(dimensionsInfos.details.value)' 2> /dev/null | head -n 1) || quota=
  if [[ ! "$quota" =~ ^[0-9]+$ ]]; then
    note "the region's quota of CPU could not be asked" \
      "sizes.many.max = $max wants at least $((max * 2)) vCPU: https://console.cloud.google.com/iam-admin/quotas?project=$project"
  elif [ $((max * 2000)) -gt "$quota" ]; then
    note "sizes.many.max = $max may use more than half of this project's $((quota / 1000)) vCPU in $region" \
      "ask for more quota, or lower it in $settings"
  else
    fine "$((quota / 1000)) vCPU of Cloud Run in $region"
  fi
}

check_key() {
  [ -n "$kms_key" ] || return 0
  if [[ "$kms_key" != */locations/$region/* ]]; then
    lacks "a key in $region" "kms_key in $settings is elsewhere: Cloud SQL and Pub/Sub want it in their region"
  elif ! gcloud kms keys describe "$kms_key" > /dev/null 2>&1; then
    note "your key could not be seen: $kms_key" 'the script prints what its owner has to grant, once there is whom to grant it to'
  else
    fine 'your key'
  fi
}

# What other hands made before: Terraform would make it again, and be refused.
check_remains() {
  local kind
  kind=$(gcloud firestore databases describe --database='(default)' --project="$project" --format='value(type)' 2> /dev/null) ||
    kind=
  if [ "$kind" = DATASTORE_MODE ]; then
    lacks 'a project without a Datastore' 'this one has its only (default) database in Datastore mode: take another project'
  elif [ -n "$kind" ] && ! has_bootstrap_state; then
    note 'there is a Firestore already that this did not make' \
      "it has to be imported (docs/guides/deploy.md, the places where it stops)"
  fi
  has_bootstrap_state || note "Firebase's terms: nobody but you can know whether you accepted them" \
    'once, at https://console.firebase.google.com'
}

check_all() {
  check_tools
  check_file "$settings"
  check_file "$bootstrap_settings"
  check_region
  check_checkout
  check_project || return 0
  check_billing
  check_owner
  check_organisation
  check_quota
  check_key
  check_remains
}
