# How the scripts are told what they shall do, and what they say of it. Sourced, with the function `usage` made.

# Refuses the command line in a sentence: exit code 2.
refuse() {
  echo "$1" >&2
  usage | sed -n '1p' >&2
  echo "All of it: $0 --help" >&2
  exit 2
}

# Refuses an option that the script does not have.
refuse_option() { refuse "There is no option $1. Known: $2."; }

# Refuses a command line that does not begin with a project and an environment.
need_place() {
  [ -n "$1" ] || refuse 'PROJECT_ID is missing.'
  case "$2" in
    dev | prod) ;;
    '') refuse 'The environment is missing: dev or prod.' ;;
    *) refuse "The environment is dev or prod, not \"$2\"." ;;
  esac
}
