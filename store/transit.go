package store

import (
	"net"
	"net/netip"
	"strings"

	mysqldriver "github.com/go-sql-driver/mysql"
)

// MayBeOverheard tells whether what is said to a database may cross a network unencrypted: it is reached over TCP on another
// machine, without TLS or with tls=preferred, which goes on in the clear where somebody on the way says that the server has no TLS.
// A name is asked of nobody: only localhost and loopback addresses are this machine. What Open refuses is not overheard.
func MayBeOverheard(database string) bool {
	dsn, isMySQL := strings.CutPrefix(database, "mysql:")
	if !isMySQL {
		return false
	}
	c, err := mysqldriver.ParseDSN(dsn)
	return err == nil && strings.HasPrefix(c.Net, "tcp") && !isThisMachine(c.Addr) && (c.TLS == nil || c.AllowFallbackToPlaintext)
}

func isThisMachine(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}
