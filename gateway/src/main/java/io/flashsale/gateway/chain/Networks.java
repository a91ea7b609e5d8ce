package io.flashsale.gateway.chain;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A set of addresses and networks. */
public final class Networks {

    private final Set<InetAddress> single = new HashSet<>();
    private final List<IpSubnetFilterRule> networks;

    private Networks(Set<InetAddress> single, List<IpSubnetFilterRule> networks) {
        this.single.addAll(single);
        this.networks = List.copyOf(networks);
    }

    /**
     * Reads addresses ({@code 10.1.2.3}, {@code 2001:db8::1}) and networks ({@code 10.0.0.0/8}).
     *
     * @throws IllegalArgumentException if one is neither; names it
     */
    public static Networks of(List<String> texts) {
        Set<InetAddress> single = new HashSet<>();
        List<IpSubnetFilterRule> networks = texts.stream()
                .filter(text -> text.contains("/"))
                .map(Networks::network)
                .toList();
        for (String text : texts) {
            if (!text.contains("/")) {
                InetAddress address = NetUtil.createInetAddressFromIpAddressString(text);
                if (address == null) {
                    throw new IllegalArgumentException(text + " is not an IP address");
                }
                single.add(address);
            }
        }
        return new Networks(single, networks);
    }

    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        try {
            if (!NetUtil.isValidIpV4Address(text.substring(0, slash))
                    && !NetUtil.isValidIpV6Address(text.substring(0, slash))) {
                throw new IllegalArgumentException("not an address");
            }
            return new IpSubnetFilterRule(
                    text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)), IpFilterRuleType.REJECT);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(text + " is not a network such as 10.0.0.0/8", e);
        }
    }

    /** Whether an address is in it. */
    public boolean contain(InetAddress address) {
        if (single.contains(address)) {
            return true;
        }
        for (IpSubnetFilterRule network : networks) {
            if (network.matches(new InetSocketAddress(address, 0))) {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return single.isEmpty() && networks.isEmpty();
    }
}
