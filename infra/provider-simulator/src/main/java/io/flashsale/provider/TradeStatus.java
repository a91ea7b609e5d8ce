package io.flashsale.provider;

/** The states a trade shows to the merchant, in Alipay's own words. */
enum TradeStatus {
    WAIT_BUYER_PAY,
    TRADE_SUCCESS,
    TRADE_CLOSED
}
