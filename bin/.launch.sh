# What the commands of this folder share: finds Java and Maven, builds what is missing, runs a class of a module.
# Sourced; a command says `launch MODULE CLASS "$@"`.

command_name=$(basename "$0")
project=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
oldest_java=17
oldest_maven=3.8

fail() {
    echo "$command_name: $*" >&2
    exit 1
}

launch() {
    module=$1
    main_class=$2
    shift 2
    find_java
    jar=$project/$module/target/$module.jar
    if is_stale; then
        build
    fi
    exec "$java" -cp "$jar" "$main_class" "$@"
}

find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it; point it to a JDK $oldest_java or newer"
    else
        java=$(command -v java) || fail "no Java found; install a JDK $oldest_java or newer, or set JAVA_HOME"
    fi
    java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
    [ "$(major "$java_version")" -ge "$oldest_java" ] \
        || fail "$java is Java ${java_version:-of an unknown version}; a JDK $oldest_java or newer is needed (set JAVA_HOME to it)"
}

# A module is stale when its jar is missing or older than a source of it or of what it is built from.
is_stale() {
    [ -f "$jar" ] || return 0
    case $module in
        stream-joiner) parts="schemas stream-joiner" ;;
        *) parts="schemas assignment-lib log-producer stream-joiner $module" ;;
    esac
    for part in $parts; do
        set -- "$@" "$project/$part/pom.xml" "$project/$part/src/main"
    done
    for kind in java resources; do
        set -- "$@" "$project/schemas/src/test/$kind/io/exposures/testing"
    done
    newer=$(find "$project/pom.xml" "$@" -newer "$jar" 2>/dev/null | head -n 1)
    [ -n "$newer" ]
}

build() {
    [ -x "$(dirname "$(readlink -f "$java")")/javac" ] \
        || fail "$module must be built first, and $java has no compiler beside it; install a JDK $oldest_java or newer (set JAVA_HOME to it)"
    command -v mvn > /dev/null || fail "$module must be built first, and there is no mvn; install Maven $oldest_maven or newer"
    maven=$(mvn -B -v 2>&1)
    maven_version=$(echo "$maven" | sed -n 's/.*Apache Maven \([0-9][^ ]*\).*/\1/p' | head -n 1)
    at_least_maven "${maven_version:-0}" \
        || fail "$(command -v mvn) is Maven ${maven_version:-of an unknown version}; $oldest_maven or newer is needed"
    mavens_java=$(echo "$maven" | sed -n 's/^Java version: \([^,]*\).*/\1/p')
    [ "$(major "$mavens_java")" -ge "$oldest_java" ] \
        || fail "Maven runs on Java ${mavens_java:-of an unknown version}; set JAVA_HOME to a JDK $oldest_java or newer"
    echo "$command_name: building $module (the first time Maven downloads what it needs: some minutes)" >&2
    started=$(mktemp)
    (cd "$project" && mvn -q -B -pl "$module" -am package -DskipTests -Dspotless.check.skip >&2) \
        || { rm -f "$started"; fail "the build of $module failed; its messages are above"; }
    # The jar may be untouched when nothing in it changed; a source saved during the build must stay newer.
    touch -r "$started" "$jar"
    rm -f "$started"
}

# The first number of a Java version: 17 of 17.0.15, 8 of 1.8.0_412, 0 of anything else.
major() {
    number=$(echo "$1" | sed -n 's/^1\.\([0-9][0-9]*\).*/\1/p; t; s/^\([0-9][0-9]*\).*/\1/p')
    echo "${number:-0}"
}

at_least_maven() {
    [ "$(printf '%s\n%s\n' "$oldest_maven" "$1" | sort -t . -k 1,1n -k 2,2n | head -n 1)" = "$oldest_maven" ]
}
