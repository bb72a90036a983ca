package main

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// proxies are the networks of reverse proxies that are believed about whom they speak for.
type proxies []netip.Prefix

// parseProxies reads comma-separated networks and addresses. One that holds everybody is refused: who may name the own
// address is bound by no rate.
func parseProxies(list string) (proxies, error) {
	var p proxies
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		network, err := netip.ParsePrefix(part)
		if err != nil {
			address, wrong := netip.ParseAddr(part)
			if wrong != nil {
				return nil, fmt.Errorf("JUNHENG_TRUSTED_PROXIES %q: want networks and addresses such as 10.1.0.0/16,192.0.2.7", part)
			}
			network = netip.PrefixFrom(address, address.BitLen())
		}
		if network.Bits() == 0 {
			return nil, fmt.Errorf("JUNHENG_TRUSTED_PROXIES %q trusts everybody: name the proxies alone", part)
		}
		p = append(p, network)
	}
	return p, nil
}

func (p proxies) trust(address netip.Addr) bool {
	for _, network := range p {
		if network.Contains(address) {
			return true
		}
	}
	return false
}

// hear takes from a request's headers what trusted proxies say: RemoteAddr becomes the last address that is not one of
// theirs, X-Forwarded-Proto the scheme that it used. What anybody else says is dropped.
func (p proxies) hear(r *http.Request) {
	said := strings.Join(r.Header.Values("X-Forwarded-Proto"), ",")
	r.Header.Del("X-Forwarded-Proto")
	caller, ok := addressIn(r.RemoteAddr)
	if !ok {
		return
	}
	at, hops := 0, strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	isHeard := p.trust(caller)
	for at = len(hops); at > 0 && p.trust(caller); at-- {
		before, ok := addressIn(strings.TrimSpace(hops[at-1]))
		if !ok {
			break
		}
		caller = before
	}
	r.RemoteAddr = net.JoinHostPort(caller.String(), "0")
	if !isHeard || said == "" {
		return
	}
	schemes := strings.Split(said, ",")
	scheme := schemes[len(schemes)-1]
	if len(schemes) == len(hops) && at < len(hops) { // each proxy has added one to either list
		scheme = schemes[at]
	}
	r.Header.Set("X-Forwarded-Proto", strings.TrimSpace(scheme))
}

// addressIn reads an address with or without a port.
func addressIn(text string) (netip.Addr, bool) {
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	address, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return address.Unmap().WithZone(""), err == nil
}
