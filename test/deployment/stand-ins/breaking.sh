# Sourced by the stand-ins: writes down the call, and fails where the test says so, once.
call="${0##*/} $*"
echo "$call" >> "$CLOUD/calls"

is_broken() { [ -s "$CLOUD/breaks" ] && [[ "$call" == *$(< "$CLOUD/breaks")* ]]; }
fail_if_broken() {
  is_broken || return 0
  : > "$CLOUD/breaks"
  echo "broken for once: $call" >&2
  exit 1
}
