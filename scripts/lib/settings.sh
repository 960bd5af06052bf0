# What the scripts read of an environment's committed settings. Sourced, with `environment` set.

# The text of `name = "text"` in a file of settings; empty where it is not said.
setting() { sed -n "s/^$2[[:space:]]*=[[:space:]]*\"\([^\"]*\)\".*/\1/p" "$1" | tail -n 1; }

read_settings() {
  settings=terraform/envs/$environment.tfvars
  bootstrap_settings=terraform/bootstrap/$environment.tfvars
  region=$(setting "$bootstrap_settings" region)
  kms_key=$(setting "$settings" kms_key)
  billing_account=$(setting "$bootstrap_settings" billing_account)
  public_access=$(setting "$settings" public_access)
}
