#!/bin/sh
# Starts the function on the JDK beside it. Written by snapstart-maven-plugin; docs/packaging.md says what it does.
root=${0%/*}
[ "$root" != "$0" ] || root=.
if ! CDPATH='' cd -- "${root:-/}"; then
  echo "bootstrap: cannot change to the function's directory \"$root\"; unpack the package with its permissions [PACKAGE_INCOMPLETE]" >&2
  exit 1
fi
if ! [ -x jdk/bin/java ]; then
  echo "bootstrap: cannot start the function: $PWD/jdk/bin/java is no executable file; unpack all of the package, with its permissions [PACKAGE_INCOMPLETE]" >&2
  exit 1
fi
loader=@LOADER@
if [ -n "$loader" ] && ! [ -e "$loader" ]; then
  echo "bootstrap: cannot start the function: its JDK needs $loader, which this system does not have; run it on the architecture and C library of that JDK, or package it with another JDK [PACKAGE_OTHER_ARCHITECTURE]" >&2
  exit 1
fi

handler=${1-}
[ -n "$handler" ] || handler=${_HANDLER-}
[ -n "$handler" ] || handler=@HANDLER@

# what the user gives wins: of options of one kind ours are left out
function_options=@JVM_OPTIONS@
given=" ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-} $function_options ${SNAPSTART_JAVA_OPTIONS-}"
memory=${AWS_LAMBDA_FUNCTION_MEMORY_SIZE-}
case $memory in '' | 0* | *[!0-9]*) memory=0 ;; esac

set -- -XX:-UsePerfData

# below two processors another collector only costs
case $given in
  *-XX:+UseSerialGC* | *-XX:+UseParallelGC* | *-XX:+UseG1GC* | *-XX:+UseZGC* | *-XX:+UseShenandoahGC* | *-XX:+UseEpsilonGC*) ;;
  *) [ "$memory" -ge 3538 ] || set -- "$@" -XX:+UseSerialGC ;;
esac

# a quarter, 64 MB at least and 256 MB at most, is for all that is not heap
case $given in
  *-Xmx* | *-XX:MaxHeapSize=* | *-XX:MaxRAM*) ;;
  *)
    reserve=$((memory / 4))
    [ "$reserve" -ge 64 ] || reserve=64
    [ "$reserve" -le 256 ] || reserve=256
    [ "$memory" -lt 128 ] || set -- "$@" "-Xmx$((memory - reserve))m"
    ;;
esac

# C1 only where the process begins to work at once; with a snapshot, or processes kept ready, C2 pays
case $given in
  *TieredStopAtLevel=* | *TieredCompilation* | *-Xint* | *-Xcomp*) ;;
  *)
    case ${AWS_LAMBDA_INITIALIZATION_TYPE-} in
      '' | on-demand) set -- "$@" -XX:TieredStopAtLevel=1 ;;
    esac
    ;;
esac

class_path=@CLASS_PATH@
archive=@ARCHIVE@
case $given in
  *-XX:SharedArchiveFile=* | *-XX:ArchiveClassesAtExit=* | *-XX:AOTCache* | *-Xshare:off* | *-Xshare:dump*) archive='' ;;
esac
if [ -n "$archive" ]; then
  misfit=''
  [ -r "$archive" ] || misfit="there is no start-up archive $PWD/$archive"
  # JDK 25 before 25.0.4 would run the classes of jars that are no more: JDK-8377932
  set -f
  IFS=:
  for jar in $class_path; do
    [ ! "$jar" -nt "$archive" ] || misfit="$jar is newer than the start-up archive $archive"
  done
  unset IFS
  set +f
  if [ -z "$misfit" ]; then
    set -- "$@" @ARCHIVE_OPTIONS@ "-Dsnapstart.archive=$archive"
  else
    echo "bootstrap: $misfit; the function starts without it, more slowly: package it again, with its dates [PACKAGE_ARCHIVE_LEFT_OUT]"
  fi
fi

# the words, split at blanks outside of quotes, as the JVM splits JAVA_TOOL_OPTIONS
rest="$function_options ${SNAPSTART_JAVA_OPTIONS-}"
word='' quote='' begun=''
[ "$rest" != ' ' ] || rest=''
while [ -n "$rest" ]; do
  tail=${rest#?}
  char=${rest%"$tail"}
  rest=$tail
  case $quote$char in
    "''" | '""') quote='' ;;
    "'"? | '"'?) word=$word$char ;;
    "'" | '"') quote=$char begun=1 ;;
    [[:space:]])
      [ -z "$begun" ] || set -- "$@" "$word"
      word='' begun=''
      ;;
    *) word=$word$char begun=1 ;;
  esac
done
[ -z "$begun" ] || set -- "$@" "$word"

exec jdk/bin/java "$@" -cp "$class_path" dev.snapstart.runtime.Bootstrap "$handler"
