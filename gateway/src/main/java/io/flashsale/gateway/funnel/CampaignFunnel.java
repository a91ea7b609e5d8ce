package io.flashsale.gateway.funnel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far shoppers got in one campaign. Distinct people are estimates by HyperLogLog, within about 2 %; the rest is exact
 * but for what the gateways counted in the last second.
 *
 * @param visitors distinct devices that looked at the campaign, addresses where a device does not name itself
 * @param tokenHolders distinct buyers that got a purchase token
 * @param tokens purchase tokens given
 * @param attempts requests to buy, from signed-in shoppers
 * @param buyers distinct shoppers that tried to buy
 * @param participants the same, exactly; null if a buyer's id is no number a bitmap has room for
 * @param admitted requests to buy that were answered with an order, repetitions included
 * @param refusals requests to buy that were refused, by reason
 * @param bots requests on the way to an order that were held to come from a script, by what followed
 */
public record CampaignFunnel(
        long visitors,
        long tokenHolders,
        long tokens,
        long attempts,
        long buyers,
        @Nullable Long participants,
        long admitted,
        Map<String, Long> refusals,
        Map<String, Long> bots) {}
