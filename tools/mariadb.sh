#!/usr/bin/env bash
# Runs a command beside a private MariaDB: tools/mariadb.sh COMMAND [ARGUMENT...]
#
# The server lives in a temporary folder, listens on a free port of 127.0.0.1 and ends with the command, however that
# ends. The command finds it as TEST_MYSQL_DSN. Where TEST_MYSQL_DSN is already set, that server is used and none is
# started, so that calls nest; its account needs ALL ON *.* WITH GRANT OPTION, since tests make accounts. Where MariaDB is
# missing, it is installed from Debian's packages (as root).
set -euo pipefail

if [ $# -eq 0 ]; then
	echo "usage: tools/mariadb.sh COMMAND [ARGUMENT...]" >&2
	exit 2
fi
if [ -n "${TEST_MYSQL_DSN:-}" ]; then
	exec "$@"
fi

PATH=$PATH:/usr/sbin # mariadbd stands there, and not every account looks there
if ! command -v mariadbd >/dev/null || ! command -v mariadb-install-db >/dev/null; then
	"$(dirname "$0")/apt.sh" mariadb-server-core mariadb-client-core
fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/junheng-mariadb.XXXXXX")
server=
finish() {
	if [ -n "$server" ]; then
		kill "$server" 2>/dev/null || true
		wait "$server" 2>/dev/null || true
	fi
	rm -rf "$dir"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

user=()
if [ "$(id -u)" = 0 ]; then
	user=(--user=root) # mariadbd refuses root unless told
fi
mkdir "$dir/tmp"
if ! mariadb-install-db --no-defaults "${user[@]}" --datadir="$dir/data" \
	--auth-root-authentication-method=normal --skip-test-db --skip-name-resolve >"$dir/install.log" 2>&1; then
	cat "$dir/install.log" >&2
	exit 1
fi

sql() { mariadb --no-defaults --socket="$dir/socket" --user=root "$@"; }

# The port is free when it is looked at; somebody else may take it before the server does, hence more than one try.
# The SQL mode is MySQL 8's, which refuses more than MariaDB's own. Nothing here has to survive a power cut.
for _ in 1 2 3 4 5; do
	port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
	if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
		continue
	fi
	setsid mariadbd --no-defaults "${user[@]}" --datadir="$dir/data" --tmpdir="$dir/tmp" \
		--bind-address=127.0.0.1 --port="$port" --socket="$dir/socket" --pid-file="$dir/pid" \
		--character-set-server=utf8mb4 --collation-server=utf8mb4_bin --skip-log-bin --skip-name-resolve \
		--max-connections=400 --innodb-flush-log-at-trx-commit=2 --innodb-doublewrite=0 \
		--innodb-buffer-pool-size="${JUNHENG_MARIADB_BUFFER:-256M}" --innodb-log-file-size=64M \
		--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION \
		>"$dir/log" 2>&1 </dev/null &
	server=$!
	ready=
	for _ in $(seq 1 600); do
		if sql -e 'SELECT 1' >/dev/null 2>&1; then
			ready=yes
			break
		fi
		kill -0 "$server" 2>/dev/null || break
		sleep 0.05
	done
	[ -n "$ready" ] && break
	kill "$server" 2>/dev/null || true
	wait "$server" 2>/dev/null || true
	server=
done
if [ -z "$server" ]; then
	echo "tools/mariadb.sh: MariaDB did not start:" >&2
	tail -n 20 "$dir/log" >&2
	exit 1
fi

sql -e "CREATE USER app@'127.0.0.1' IDENTIFIED BY 'app'; GRANT ALL ON *.* TO app@'127.0.0.1' WITH GRANT OPTION; CREATE DATABASE app"
export TEST_MYSQL_DSN="app:app@tcp(127.0.0.1:$port)/app"
"$@"
