package io.flashsale.provider;

import java.time.Clock;
import java.util.Optional;

/** The buyer's side: the page behind the pay URL, and the button on it. */
final class Cashier {

    private final Books books;
    private final Notifier notifier;
    private final Faults faults;
    private final Clock clock;

    Cashier(Books books, Notifier notifier, Faults faults, Clock clock) {
        this.faults = faults;
        this.books = books;
        this.notifier = notifier;
        this.clock = clock;
    }

    Reply page(String tradeNo) {
        return books.byTradeNo(tradeNo)
                .map(trade -> Reply.html(200, page(trade)))
                .orElseGet(
                        () -> Reply.html(404, "<!doctype html><title>Cashier</title><p>There is no such trade.</p>"));
    }

    Reply pay(String tradeNo) {
        Optional<Trade> paid = books.pay(tradeNo);
        if (paid.isPresent() && faults.strikes(Faults.Fault.LOSE_PAYMENT_ANSWER)) {
            return Reply.text(504, "planned loss of an answer");
        }
        paid.ifPresent(notifier::paid);
        return paid.isPresent() || books.byTradeNo(tradeNo).isEmpty()
                ? page(tradeNo)
                : Reply.html(409, "<!doctype html><title>Cashier</title><p>The trade is closed.</p>");
    }

    private String page(Trade trade) {
        String state =
                switch (trade.statusAt(clock.instant())) {
                    case WAIT_BUYER_PAY -> """
                    <form method="post" action="/cashier/%s/pay"><button>Pay</button></form>""".formatted(trade.tradeNo());
                    case TRADE_SUCCESS -> "<p>Paid. You can close this page.</p>";
                    case TRADE_CLOSED -> trade.paid() ? "<p>Refunded.</p>" : "<p>Closed.</p>";
                };
        return """
                <!doctype html>
                <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Cashier (simulated)</title>
                <style>body{font:1.1rem system-ui;max-width:26rem;margin:4rem auto;padding:0 1rem}
                button{font:inherit;padding:.6rem 2rem}</style>
                <h1>Simulated cashier</h1><p>%s</p><p>¥ %s</p>%s</html>
                """.formatted(escaped(trade.subject()), Yuan.of(trade.amount()), state);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
