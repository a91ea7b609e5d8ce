package io.flashsale.gateway.chain;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param address the client's own, or that of the nearest machine that is not one of our proxies
 * @param text the address as it is written
 * @param prefix the network it is in: /24 for IPv4, /64 for IPv6
 */
public record ClientAddress(InetAddress address, String text, String prefix) {

    private static final int IPV4_PREFIX_BYTES = 3;
    private static final int IPV6_PREFIX_BYTES = 8;

    /** A client without an address, as in tests that use no network. */
    private static final ClientAddress LOOPBACK = of(InetAddress.getLoopbackAddress());

    /** An address as it is. */
    public static ClientAddress of(InetAddress address) {
        byte[] bytes = address.getAddress();
        int kept = address instanceof Inet6Address ? IPV6_PREFIX_BYTES : IPV4_PREFIX_BYTES;
        StringBuilder prefix = new StringBuilder(24);
        for (int i = 0; i < kept; i++) {
            prefix.append(bytes[i] & 0xff).append('.');
        }
        return new ClientAddress(address, NetUtil.toAddressString(address), prefix.toString());
    }

    /**
     * Who sent a request. What X-Forwarded-For says is believed only as far as our own proxies wrote it: from its right
     * end, one step per proxy.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the values of X-Forwarded-For, in the order they arrived
     */
    public static ClientAddress of(
            @Nullable InetSocketAddress peer, @Nullable List<String> forwardedFor, Networks proxies) {
        if (peer == null || peer.getAddress() == null) {
            return LOOPBACK;
        }
        InetAddress client = peer.getAddress();
        if (forwardedFor == null || proxies.isEmpty() || !proxies.contain(client)) {
            return of(client);
        }
        for (int i = forwardedFor.size() - 1; i >= 0; i--) {
            String line = forwardedFor.get(i);
            int end = line.length();
            while (end >= 0) {
                int comma = line.lastIndexOf(',', end - 1);
                InetAddress named = parse(line.substring(comma + 1, end).strip());
                if (named == null) {
                    return of(client);
                }
                client = named;
                if (!proxies.contain(client)) {
                    return of(client);
                }
                end = comma;
            }
        }
        return of(client);
    }

    private static @Nullable InetAddress parse(String text) {
        return text.isEmpty() || text.length() > 45 ? null : NetUtil.createInetAddressFromIpAddressString(text);
    }
}
