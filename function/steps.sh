# shellcheck shell=bash
# How deploy.sh does things: a command is said before it is run, and in a dry run said only, so that
# what was said can be pasted; what is there already is left alone; what fails is tried again.

# shown WORD...: as a shell reads it. What a dry run cannot know stands in it as a variable: $URL.
shown() {
  local word quote="'" escaped="'\\''" line=''
  for word; do
    case $word in
      *'$'[A-Z]*) word="\"${word//\"/\\\"}\"" ;;
      '' | *[!A-Za-z0-9_./:=@%+,-]*) word="'${word//$quote/$escaped}'" ;;
    esac
    line+="${line:+ }$word"
  done
  printf '%s' "$line"
}

answer() { if [ -n "$DRY_RUN" ]; then say "$*"; else printf '%s\n' "$*"; fi; }

tell() { if [ -n "$DRY_RUN" ]; then printf '%s\n' "$*"; else say "  $*"; fi; }

run() {
  tell "${DRY_RUN:+${ONLY_IF:-}}$(shown "$@")"
  [ -n "$DRY_RUN" ] || "$@" >&2
}

# learn VARIABLE COMMAND...: keep what a command prints.
learn() {
  local variable=$1 answer="\$$1"
  shift
  tell "$variable=\$($(shown "$@"))"
  [ -n "$DRY_RUN" ] || answer=$(asked "$@") || return
  printf -v "$variable" %s "$answer"
}

# asked COMMAND...: what it prints. A bootstrap asks gcloud again where it fails, for what was just
# enabled or granted is not known everywhere yet.
asked() {
  local times=1
  [ -z "$BOOTSTRAP" ] || [[ " $1 ${2:-} " != *' gcloud '* ]] || times=$TRIES
  patiently "$times" into "$SCRATCH/answer" "$@" && cat "$SCRATCH/answer"
}

into() { "${@:2}" >"$1"; }

# write FILE COMMAND...: what a command prints, into a file.
write() {
  tell "$(shown "${@:2}") >$(shown "$1")"
  [ -n "$DRY_RUN" ] || "${@:2}" >"$1"
}

# split WORD... -- WORD...: into ASK and CHANGE.
split() {
  ASK=()
  while [ "$1" != -- ]; do
    ASK+=("$1")
    shift
  done
  CHANGE=("${@:2}")
}

# unless TEXT COMMAND... -- CHANGE...: change it, unless COMMAND says TEXT already; if LETTERS is i, in
# whatever letters, small or capital. A question that fails stops the run: what is there would be
# made a second time.
unless() {
  local text=$1 found
  split "${@:2}"
  if [ -n "$DRY_RUN" ]; then
    tell "${ONLY_IF:-}$(shown "${ASK[@]}") 2>/dev/null | grep -F${LETTERS:-} -e $(shown "$text") >/dev/null ||"
    tell "  $(shown "${CHANGE[@]}")"
  elif ! found=$(asked told "${ASK[@]}"); then
    fail "Stopped, for what is there cannot be told: $(cause) Asked was: $(shown "${ASK[@]}")"
  elif ! grep -qF"${LETTERS:-}" -e "$text" <<<"$found"; then
    change "${CHANGE[@]}"
  fi
}

# change COMMAND...: say it, and try it until it succeeds.
change() {
  tell "$(shown "$@")"
  patiently "$TRIES" "$@"
}

# known VARIABLE ...: the same, where the variable has a value.
known() {
  local ONLY_IF="[ -z \"\$$1\" ] || "
  [ -z "${!1}" ] || unless "${@:2}"
}

# must VARIABLE WORDS COMMAND...: go on only if it succeeds. A dry run's plan, pasted, empties the
# variable instead, and with it all that is `known` of it.
must() {
  if [ -z "$DRY_RUN" ]; then
    "${@:3}" || fail "$2"
  else
    tell "$(shown "${@:3}") || $1=''"
  fi
}

# fallback VARIABLE VALUE COMMAND...: the variable gets the value if the command fails.
fallback() {
  if [ -n "$DRY_RUN" ]; then
    tell "$(shown "${@:3}") || $1=$(shown "$2")"
  else
    "${@:3}" || printf -v "$1" %s "$2"
  fi
}

# patiently TIMES COMMAND...: what fails may only have come too early, for what was just made is not
# known everywhere yet. The waits double: all six tries take 7 minutes at most between them.
patiently() {
  # shellcheck disable=SC2153 # deploy.sh sets it
  local try pause=$PAUSE
  for ((try = 1; ; try++)); do
    "${@:2}" >&2 && return
    [ "$try" -lt "$1" ] || return 1
    say "  Try $((try + 1)) of $1 in $pause seconds"
    sleep "$pause"
    pause=$((pause * 2))
  done
}

# bind MEMBER ROLE GROUP NAME...: into ASK and CHANGE, what tells all that `gcloud GROUP` grants on
# NAME, as ROLE MEMBER ROLE, and what grants this.
bind() {
  local group
  read -ra group <<<"$3"
  ASK=(gcloud "${group[@]}" get-iam-policy "${@:4}" --flatten='bindings[].members'
    --format='value[separator=" "](bindings.role,bindings.members,bindings.role)')
  CHANGE=(gcloud "${group[@]}" add-iam-policy-binding "${@:4}" --member="$1" --role="$2"
    --condition=None --format=none)
}

# grant MEMBER ROLE GROUP NAME...: unless it is granted.
grant() {
  bind "$@"
  unless "$2 $1 $2" "${ASK[@]}" -- "${CHANGE[@]}"
}

# revoke MEMBER ROLE GROUP NAME...: where it is granted.
revoke() {
  local found
  bind "$@"
  CHANGE=("${CHANGE[@]/add-iam/remove-iam}")
  if [ -n "$DRY_RUN" ]; then
    tell "! $(shown "${ASK[@]}") 2>/dev/null | grep -F -e '$2 $1 $2' >/dev/null ||"
    tell "  $(shown "${CHANGE[@]}")"
  else
    found=$(asked told "${ASK[@]}") || fail "Who may do what cannot be told: $(cause)"
    ! grep -qF -e "$2 $1 $2" <<<"$found" || change "${CHANGE[@]}"
  fi
}

# granted MEMBER ROLE: in the project, as a thing.
granted() {
  bind "$1" "$2" projects "$PROJECT"
  thing "the role $2 of ${1#*:}" "${ASK[@]}" \
    --filter="bindings.members=\"$1\" AND bindings.role=$2" -- \
    "${CHANGE[@]/add-iam/remove-iam}"
}

# How gcloud says that there is no such thing, or no such service in the project.
NOT_THERE='not[ _]found|cannot find service|[^0-9]404([^0-9]|$)|does not exist|unknown service account'
NOT_THERE+='|SERVICE_DISABLED|not enabled|has not been used'

# cause: why the last question failed, in one line.
cause() { tr -s '[:space:]' ' ' <"$SCRATCH/refusal"; }

# told COMMAND...: what it prints, nothing where there is no such thing. Else it fails, and its words
# are in $SCRATCH/refusal.
told() { "$@" 2>"$SCRATCH/refusal" || grep -qiE "$NOT_THERE" "$SCRATCH/refusal"; }

# thing WORDS COMMAND... -- DELETION...: something that exists if COMMAND tells of it. It is
# listed, and deleted once DELETING; with $FOUND in the deletion, each line that COMMAND told is. A
# question that fails leaves WORDS in UNKNOWN.
thing() {
  local found one each=''
  split "${@:2}"
  # shellcheck disable=SC2016
  [[ ${CHANGE[*]} != *'$FOUND'* ]] || each=1
  if [ -n "$DRY_RUN" ]; then
    [ -z "$each" ] || tell "for FOUND in \$($(shown "${ASK[@]}")); do"
    tell "${each:+  }$(shown "${CHANGE[@]}")${each:+; done}"
  elif ! found=$(told "${ASK[@]}"); then
    UNKNOWN+="${UNKNOWN:+, }$1"
  elif [ -n "$found" ]; then
    THINGS=$((THINGS + 1))
    [ -n "$DELETING" ] || say "  $1"
    [ -n "$each" ] || found=once
    for one in ${DELETING:+$found}; do
      run "${CHANGE[@]//\$FOUND/$one}"
    done
  fi
}
